"""Who a signed-in person is, and what the admin lets each vendor role see and change."""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The people of the rulebook. A distributor's member is a member of a partner whose tier is Distributor."""

    MEMBER = "partner-member", _("Partner member")
    ADMINISTRATOR = "partner-administrator", _("Partner administrator")
    COORDINATOR = "coordinator", _("Coordinator")
    PROGRAMME_MANAGER = "programme-manager", _("Programme manager")
    AUDITOR = "auditor", _("Auditor")


PARTNER_ROLES = frozenset({Role.MEMBER, Role.ADMINISTRATOR})
VENDOR_ROLES = frozenset({Role.COORDINATOR, Role.PROGRAMME_MANAGER, Role.AUDITOR})


def admin_rights(role: str) -> dict[str, frozenset[str]]:
    """App or app.model -> actions that the role has in the admin; `settings.ROLE_RIGHTS` knows every app."""
    rights: dict[str, dict[str, frozenset[str]]] = import_string(settings.ROLE_RIGHTS)
    return rights.get(role, {})


def admin_allows(role: str, permission: str) -> bool:
    """Whether a role holds a Django permission such as `partners.change_region`."""
    app, _dot, codename = permission.partition(".")
    action, _underscore, model = codename.partition("_")
    rights = admin_rights(role)
    return action in rights.get(f"{app}.{model}", rights.get(app, frozenset()))


def admin_opens(role: str, app: str) -> bool:
    """Whether a role may see anything of an app in the admin."""
    return app in admin_rights(role)
