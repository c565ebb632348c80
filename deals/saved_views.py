"""Lists that people set up and come back to: one's own, or shared inside the company; one of them opens first."""

from datetime import datetime
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from deals import columns
from deals.models import SavedView
from deals.refusals import NotYours, Refused
from partners.models import User

VIEWS_MOST = 50
QUERY_MOST = 1000


def keep(query: QueryDict, *, name: str, shared: bool, is_default: bool, by: User, at: datetime) -> SavedView:
    """Keep a list under a name. Raises Refused for a name taken, a list too long to keep, or too many of them."""
    text = urlencode(columns.kept(query))
    if len(text) > QUERY_MOST:
        raise Refused(_("These filters are too long to keep. Shorten the search."))
    if SavedView.objects.filter(owner=by).count() >= VIEWS_MOST:
        raise Refused(_("You keep %d views. Delete one first.") % VIEWS_MOST)
    assert by.partner is not None
    view = SavedView(owner=by, partner=by.partner, query=text, made_at=at)
    return _save(view, name=name, shared=shared, is_default=is_default, by=by)


def change(view: SavedView, *, name: str, shared: bool, is_default: bool, by: User) -> SavedView:
    """Rename a view, share it or not, let it open first. Raises Refused for a name taken, NotYours for others'."""
    _require_mine(view, by)
    return _save(view, name=name, shared=shared, is_default=is_default, by=by)


def remove(view: SavedView, *, by: User) -> None:
    """Raises NotYours for a view that is neither one's own nor the company's to tidy up."""
    _require_mine(view, by)
    view.delete()


def opens_first(user: User) -> SavedView | None:
    return SavedView.objects.filter(owner=user, is_default=True).first()


def _save(view: SavedView, *, name: str, shared: bool, is_default: bool, by: User) -> SavedView:
    # An administrator tidies up a colleague's view; whether it opens first stays that colleague's choice.
    view.name, view.shared = name.strip(), shared
    if view.owner_id == by.pk:
        view.is_default = is_default
    try:
        with transaction.atomic():
            if view.is_default:
                others = SavedView.objects.filter(owner=view.owner_id, is_default=True)
                others.exclude(pk=view.pk).update(is_default=False)
            view.save()
    except IntegrityError:
        raise Refused(_("There is a view of this name. Choose another name."), about="name") from None
    return view


def _require_mine(view: SavedView, by: User) -> None:
    if not SavedView.objects.changeable_by(by).filter(pk=view.pk).exists():
        raise NotYours(_("This view belongs to a colleague."))
