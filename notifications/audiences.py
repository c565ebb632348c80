"""Who is told what, and how: one table over every kind of event and every standing of a company.

A kind stands in TOLD or in SILENT, never in both, never in neither. What only the vendor knows is told to the desk
alone (rulebook, *What a partner must never learn*). Nobody is told of an own act, except by a receipt.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from deals import naming
from deals.models import Event
from notifications.directory import Directory
from notifications.models import Channel
from partners.models import Standing, TreeEvent, User

BOTH = (Channel.PORTAL, Channel.MAIL)
QUIET = (Channel.PORTAL,)
LAST_MARK = 200
FIRST_MARK = 80

Audience = Callable[[Event, Directory], Iterable[User | None]]
Company = Callable[[Standing, Directory], Iterable[User | None]]


@dataclass(frozen=True)
class Told:
    """`letter` is the folder under `templates/mail`, the kind's own unless named; a receipt reaches the actor too."""

    who: Audience
    letter: str = ""
    how: tuple[Channel, ...] = BOTH
    receipt: bool = False


@dataclass(frozen=True)
class Addressee:
    person: User
    letter: str
    how: tuple[Channel, ...]


def owner(event: Event, directory: Directory) -> Iterable[User | None]:
    """Who looks after the registration; the administrators of that company once the owner has left."""
    row = event.registration
    if row.owner.is_active:
        return [row.owner]
    return directory.administrators(row.filing_company_id)


def new_owner(event: Event, directory: Directory) -> Iterable[User | None]:
    return [directory.person(event.payload["owner"])]


def administrators(event: Event, directory: Directory) -> Iterable[User | None]:
    return directory.administrators(event.registration.partner_id)


def beneficiary(event: Event, directory: Directory) -> Iterable[User | None]:
    """The administrators of the partner on whose behalf a distributor registered."""
    return administrators(event, directory) if event.registration.distributor_id else []


def partner(event: Event, directory: Directory) -> Iterable[User | None]:
    """The partner's people on the case: its owner and the administrators; a distributor's only by its owner."""
    return [*owner(event, directory), *administrators(event, directory)]


def other_party(event: Event, directory: Directory) -> Iterable[User | None]:
    """Both sides of a deal registered on behalf; a draft concerns nobody else yet."""
    row = event.registration
    return partner(event, directory) if row.distributor_id and row.submitted_at else []


def desk(event: Event, directory: Directory) -> Iterable[User | None]:
    """The reviewer who claimed the case, and who stands in for one on leave; when nobody did, all of its region."""
    reviewer, everyone = event.registration.reviewer, list(whole_desk(event, directory))
    if reviewer is None or reviewer not in everyone or reviewer.pk == event.actor_id:
        return everyone
    return [reviewer, *directory.deputies([reviewer], event.recorded_at)]


def whole_desk(event: Event, directory: Directory) -> Iterable[User | None]:
    """Every coordinator of the region and every deputy: another than the one on the case has to act."""
    return directory.coordinators(event.registration.required_region, event.recorded_at)


def desk_of_appeal(event: Event, directory: Directory) -> Iterable[User | None]:
    """Every coordinator of the region but the one who decided before."""
    decided_by = directory.decider(event.payload["decision"])
    return [person for person in whole_desk(event, directory) if person and person.pk != decided_by]


def desk_by_mark(event: Event, directory: Directory) -> Iterable[User | None]:
    """The reviewer at 80 % of the decision promise, the whole desk at 100 %, programme managers too at 200 %."""
    mark = event.payload["mark"]
    if mark <= FIRST_MARK:
        return desk(event, directory)
    managers = directory.managers() if mark >= LAST_MARK else []
    return [*whole_desk(event, directory), *managers]


DESK = (desk, whole_desk, desk_of_appeal, desk_by_mark)

TOLD: dict[str, tuple[Told, ...]] = {
    # what a partner did
    "submitted": (
        Told(owner, receipt=True),
        Told(beneficiary, "submitted-for-you"),
        Told(administrators, how=QUIET),
        Told(desk, "submitted-desk"),
    ),
    "withdrawn": (Told(other_party),),
    "won": (Told(other_party),),
    "lost": (Told(other_party),),
    "behalf-confirmed": (Told(owner),),
    "behalf-objected": (Told(owner), Told(desk, "behalf-objected-desk")),
    "reassigned": (Told(new_owner),),
    "extension-asked": (Told(desk),),
    "reinstatement-asked": (Told(desk),),
    "price-applied": (Told(desk),),
    "appealed": (Told(desk_of_appeal),),
    "hearing-replied": (Told(desk),),
    "reward-claimed": (Told(desk),),
    # what a coordinator did
    "second-person-asked": (Told(whole_desk),),
    "returned": (Told(partner),),
    "approved": (Told(partner),),
    "rejected": (Told(partner),),
    "hearing-opened": (Told(partner),),
    "revocation-dropped": (Told(partner),),
    "revoked": (Told(partner),),
    "reinstated": (Told(partner),),
    "lead-time-granted": (Told(partner),),
    "extended": (Told(partner),),
    "extension-declined": (Told(partner),),
    "price-answered": (Told(partner),),
    "reward-answered": (Told(partner),),
    "reward-paid": (Told(partner),),
    "frozen": (Told(partner),),
    "reminded": (Told(partner),),
    "merged": (Told(partner),),
    "merged-into": (Told(partner),),
    "thawed": (Told(partner),),
    "update-logged": (Told(partner),),
    # what the clock did
    "update-warned": (Told(partner),),
    "expiry-warned": (Told(partner),),
    "hearing-reminded": (Told(partner),),
    "hearing-ended": (Told(desk),),
    "lapsed": (Told(partner),),
    "expired": (Told(partner),),
    "lapse-deferred": (Told(partner), Told(desk, "lapse-deferred-desk")),
    "expiry-deferred": (Told(partner), Told(desk, "expiry-deferred-desk")),
    "outage-credited": (Told(partner, how=QUIET),),
    "freeze-ended": (Told(partner),),
    "decision-nudged": (Told(desk_by_mark),),
    "offered": (Told(desk),),
}

SILENT = frozenset({
    "hidden-from-distributor", "shown-to-distributor", "started", "edited", "updated", "document-added",
    "document-removed", "claimed", "released", "snoozed", "woken", "verified",
    "opportunity-judged", "parked", "unparked", "screened", "legal-hold-set", "personal-data-erased",
    "probing-suspected", "probing-acknowledged", "benefit-used",
})  # fmt: skip


def desk_of_company(standing: Standing, directory: Directory) -> Iterable[User | None]:
    return directory.coordinators(standing.partner.region, standing.at) or directory.managers()


def company(standing: Standing, directory: Directory) -> Iterable[User | None]:
    return directory.people(standing.partner_id)


STANDINGS: dict[str, Company] = {
    "applied": desk_of_company,
    "active": company,
    "refused": company,
    "suspended": company,
    "ended": company,
    "moved": company,
    "announced": company,
    "called-off": company,
}
# The act on a company's standing -> the letter that tells of it.
LETTER_OF_ACT = {
    Standing.Act.APPLY: "applied",
    Standing.Act.APPLY_AGAIN: "applied",
    Standing.Act.ACCEPT: "active",
    Standing.Act.REFUSE: "refused",
    Standing.Act.SUSPEND: "suspended",
    Standing.Act.RESUME: "active",
    Standing.Act.END: "ended",
    Standing.Act.RESTORE: "active",
    Standing.Act.MOVE: "moved",
    Standing.Act.ANNOUNCE: "announced",
    Standing.Act.CALL_OFF: "called-off",
}


# The change of a tree -> the letter that tells of it; the copy of a branch is told of with the branch.
LETTER_OF_CHANGE = {
    TreeEvent.Kind.END_ANNOUNCED: "last-day-announced",
    TreeEvent.Kind.END_LIFTED: "last-day-lifted",
}
SILENT_CHANGES = frozenset({TreeEvent.Kind.OPENED_ANEW})


def kinds() -> list[str]:
    """Every kind of notice there can be."""
    return sorted([*TOLD, *(f"standing-{letter}" for letter in STANDINGS), *LETTER_OF_CHANGE.values()])


def standing_kind(standing: Standing) -> str:
    return f"standing-{LETTER_OF_ACT[Standing.Act(standing.act)]}"


def of_event(event: Event, directory: Directory) -> list[Addressee]:
    """Everybody told of an event, each once: the first row of the table that names a person counts.

    What nobody at the desk would hear of, because no other coordinator works in the region, goes to the programme
    managers.
    """
    found: dict[int, Addressee] = {}
    for row in TOLD.get(event.kind, ()):
        people = _hearing(row, event, directory)
        if not people and row.who in DESK:
            people = directory.managers()
        for person in people:
            found.setdefault(person.pk, Addressee(person, row.letter or event.kind, row.how))
    return list(found.values())


def of_standing(standing: Standing, directory: Directory) -> list[Addressee]:
    """Everybody told of an act on a company's standing."""
    kind = standing_kind(standing)
    people = STANDINGS[kind.removeprefix("standing-")](standing, directory)
    return [Addressee(person, kind, BOTH) for person in people if person and person.pk != standing.by_id]


def of_change(change: TreeEvent, directory: Directory) -> list[Addressee]:
    """Everybody told of a change of a tree: the people of each company that it concerns on the day it was made."""
    letter = LETTER_OF_CHANGE.get(TreeEvent.Kind(change.kind))
    if letter is None:
        return []
    concerned = naming.companies(change.node, change.at.date())
    return [Addressee(person, letter, BOTH) for person in directory.people_of(concerned)]


def _hearing(row: Told, event: Event, directory: Directory) -> list[User]:
    return [
        person
        for person in row.who(event, directory)
        if person and person.is_active and (row.receipt or person.pk != event.actor_id)
    ]
