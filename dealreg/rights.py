"""What the admin lets each role of the vendor see and change."""

from partners.roles import Role

_VIEW = frozenset({"view"})
_KEEP = frozenset({"view", "add", "change"})
_KEEP_AND_DELETE = _KEEP | {"delete"}

# App or app.model -> actions, per role; the longer name wins. Verbs on registrations are guarded by
# the lifecycle, so nobody has "change" on anything in deals: the desk has one form per verb.
ROLE_RIGHTS: dict[str, dict[str, frozenset[str]]] = {
    Role.COORDINATOR: {
        "partners": _VIEW,
        "partners.deputy": frozenset({"view", "add"}),
        "validation": _VIEW,
        "deals": _VIEW,
        "notifications": _VIEW,
    },
    Role.PROGRAMME_MANAGER: {
        "partners": _KEEP,
        "partners.policy": _KEEP,
        "partners.deputy": frozenset({"view", "add"}),
        "partners.standing": _VIEW,
        "partners.treeevent": _VIEW,
        "partners.holiday": _KEEP_AND_DELETE,
        "partners.regioncountry": _KEEP_AND_DELETE,
        "partners.tierterms": _KEEP,
        "partners.benefitproposal": _KEEP,
        "validation": _VIEW,
        "validation.pipelinesync": frozenset({"view", "add"}),
        # Who may change the feed may ask for a pull; nobody edits it.
        "validation.salesforcefeed": frozenset({"view", "change"}),
        "deals": _VIEW,
        "deals.outage": _KEEP,
        "notifications": _VIEW,
    },
    Role.AUDITOR: {"partners": _VIEW, "validation": _VIEW, "deals": _VIEW, "notifications": _VIEW},
}
