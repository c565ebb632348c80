"""What happened, in words for the desk, of every kind that anybody is told of."""

from django.utils.translation import gettext as _

from deals.admin.history import title
from notifications.audiences import LETTER_OF_ACT, LETTER_OF_CHANGE
from partners.models import Standing, TreeEvent

_STANDING = "standing-"


def words(kind: str) -> str:
    """Such as "Reminder: update due"; of a company's standing, the first act that its letter tells of."""
    for change, letter in LETTER_OF_CHANGE.items():
        if kind == letter:
            return str(TreeEvent.Kind(change).label)
    if kind.startswith(_STANDING):
        told = kind.removeprefix(_STANDING)
        act = next(act for act, letter in LETTER_OF_ACT.items() if letter == told)
        return _("Company: %s") % Standing.Act(act).label
    return title(kind)
