"""What every page knows of the reader's notices."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.models import Notice
from partners.models import User


def unread(request: HttpRequest) -> dict[str, object]:
    """`unread_notices`: counted when a page first shows it, by one query; 0 for whoever is not signed in."""

    def count() -> int:
        user = request.user
        return Notice.objects.for_person(user).unread().count() if isinstance(user, User) else 0

    return {"unread_notices": SimpleLazyObject(count)}
