"""Verbs of the two trees: announce the last day of a product line or region, lift it.

They are the only writers of a last day; each writes one event in the same transaction.
"""

from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners.last_days import announced
from partners.models import ProductLine, Region, TreeEvent, User
from partners.roles import Role
from partners.working_time import local_day

N = TypeVar("N", Region, ProductLine)
# The first place on earth to see a day: a last day from there on is over nowhere, so no filed registration is undone.
_FIRST_TO_SEE_A_DAY = ZoneInfo("Pacific/Kiritimati")


class TreeError(Exception):
    """Nothing was done. `str()` says why, in the reader's language; `about` names the answer to mend."""

    def __init__(self, words: str, about: str = "") -> None:
        super().__init__(words)
        self.about = about


def earliest_last_day(at: datetime) -> date:
    """The earliest last day that can be announced: the newest day that has begun anywhere."""
    return local_day(at, _FIRST_TO_SEE_A_DAY)


def announce_end(node: N, last_day: date, *, by: User, at: datetime, reason: str, other_code: str = "") -> N:
    """Let deals be registered under a node until a day, counted in the zone of each partner; a later word replaces it.

    Everything under the node ends with it. What is filed by then stays as it is (rulebook, criterion `scope`);
    `other_code` is what replaces it, if anything does. Raises TreeError for a day that is over somewhere, one after
    what stands above has ended, or without a reason.
    """
    _look(by, reason)
    if last_day < earliest_last_day(at):
        day = date_format(earliest_last_day(at), "DATE_FORMAT")
        raise TreeError(
            _("Choose %(day)s or a later day: an earlier one is over where some partners are.")
            % {"day": day},
            "last_day",
        )
    ends = announced()[isinstance(node, Region)]
    above = node.parent_code and ends.of(node.parent_code)
    if above and last_day > above:
        words = _("%(code)s ends on %(day)s, with everything under it. Choose a day until then.")
        day = date_format(above, "DATE_FORMAT")
        raise TreeError(words % {"code": ends.origin(node.parent_code), "day": day}, "last_day")
    told = {"kind": TreeEvent.Kind.END_ANNOUNCED, "other_code": other_code}
    return _write(node, last_day, told, by=by, at=at, reason=reason)


def lift_end(node: N, *, by: User, at: datetime, reason: str) -> N:
    """Let deals be registered under a node until further notice again, as far as what stands above allows."""
    _look(by, reason)
    return _write(node, None, {"kind": TreeEvent.Kind.END_LIFTED}, by=by, at=at, reason=reason)


def _look(by: User, reason: str) -> None:
    if not (by.is_active and by.role == Role.PROGRAMME_MANAGER):
        raise TreeError(_("Only a programme manager decides this."))
    if not reason.strip():
        raise TreeError(_("Give the reason."), "reason")


def _write(node: N, last_day: date | None, told: dict[str, str], *, by: User, at: datetime, reason: str) -> N:
    with transaction.atomic():
        locked = type(node).objects.select_for_update(of=("self",)).get(pk=node.pk)
        if locked.ends_on == last_day and not told.get("other_code"):
            raise TreeError(_("This is so already."), "last_day")
        locked.ends_on = last_day
        locked.save(update_fields=["ends_on"])
        locked.events.create(**told, ends_on=last_day, reason=reason.strip(), by=by, at=at)
    return locked
