"""Who asks, and for which registration: the one way from a URL to a row of the partner's portal."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from deals.models import Registration
from deals.querysets import RegistrationQuerySet
from partners.models import User

DIGITS_MOST = 10


def member(request: HttpRequest) -> User:
    """The signed-in person of a partner. Raises Http404 for anybody else."""
    if not isinstance(request.user, User) or not request.user.is_partner:
        raise Http404
    return request.user


def version_seen(request: HttpRequest) -> int:
    """The version that the posted form showed; 0, which no registration has, when it names none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < DIGITS_MOST else 0


def own(request: HttpRequest, reference: str, rows: RegistrationQuerySet | None = None) -> Registration:
    """The registration, if it is this partner's business. Raises Http404 otherwise, as if it did not exist."""
    if not reference.isprintable():
        raise Http404
    among = Registration.objects.for_pages() if rows is None else rows
    return get_object_or_404(among.visible_to(member(request)), reference=reference)
