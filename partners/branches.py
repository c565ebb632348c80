"""The verb that puts a branch of a tree in another place: closed where it is, opened anew there.

A code is never rewritten, since what was filed, sealed, matched and authorised says it (docs/decisions/0009).
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from partners import trees
from partners.branch_preview import Preview, preview
from partners.last_days import announced
from partners.models import Node, ProductLine, Region, TreeEvent, User
from partners.models.tree import CODE_MOST
from partners.trees import N, TreeError


def look(node: Region | ProductLine, parent_code: str, at: datetime) -> Preview:
    """What follows, as of an instant. Raises TreeError where the branch cannot be opened anew under that code."""
    day = trees.earliest_last_day(at)
    _require_place(node, parent_code)
    if not announced()[isinstance(node, Region)].open(node.code, day):
        raise TreeError(_("It has ended already. Lift the last day first."))
    found = preview(node, parent_code, at, day)
    _require_free(node, found)
    return found


def open_anew(
    node: N, parent_code: str, *, last_day: date, seen: str, by: User, at: datetime, reason: str
) -> N:
    """Copy a branch to stand under another code, and let deals be registered under the branch until a day.

    `seen` is the seal of the preview that was looked at; both can be registered until the last day. What ended already
    stays behind, last days announced for parts go along. Countries of a region stay with it until somebody gives them
    to the copy. Raises TreeError as `trees.announce_end` does, for a place that cannot be, and when what follows
    changed.
    """
    with transaction.atomic():
        # Whoever reshapes a tree waits for who does already.
        list(type(node).objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        found = look(node, parent_code, at)
        if found.seal != seen:
            raise TreeError(_("What follows from it changed meanwhile. Look at it again."))
        _require_longer(node, parent_code, last_day)
        trees.announce_end(node, last_day, by=by, at=at, reason=reason, other_code=found.code)
        for code, part in found.copies:
            _copy(part, code, last_day=None if part.code == node.code else part.ends_on)
        copy = type(node).objects.get(code=found.code)
        copy.events.create(
            kind=TreeEvent.Kind.OPENED_ANEW, reason=reason.strip(), by=by, at=at, other_code=node.code
        )
    return copy


def _require_place(node: Node, parent_code: str) -> None:
    if parent_code == node.code or parent_code.startswith(f"{node.code}."):
        raise TreeError(_("A branch cannot stand under itself. Choose another code."), "parent")
    if parent_code == node.parent_code:
        raise TreeError(_("It stands there already. Choose another code."), "parent")
    if parent_code and not type(node)._default_manager.filter(code=parent_code).exists():
        raise TreeError(_("There is no such code. Choose one of the list."), "parent")


def _require_free(node: Node, found: Preview) -> None:
    codes = [code for code, _part in found.copies]
    if any(len(code) > CODE_MOST for code in codes):
        raise TreeError(_("The codes would be too long there. Choose a place higher up."), "parent")
    taken = type(node)._default_manager.filter(code__in=codes).in_order().first()
    if taken is not None:
        raise TreeError(
            _("There is a %(code)s already. Choose another place.") % {"code": taken.code}, "parent"
        )


def _require_longer(node: Node, parent_code: str, last_day: date) -> None:
    """The copy outlives the branch, or it would help nobody."""
    last = parent_code and announced()[isinstance(node, Region)].of(parent_code)
    if last and last <= last_day:
        raise TreeError(_("What it would stand under ends by then itself. Choose another code."), "parent")


def _copy(part: Node, code: str, last_day: date | None) -> None:
    """The same but for its code and its own history."""
    fields = [field for field in part._meta.concrete_fields if not field.primary_key]
    same = {field.attname: getattr(part, field.attname) for field in fields}
    type(part)._default_manager.create(**same | {"code": code, "ends_on": last_day})
