"""Nothing that a partner sees counts what others do (rulebook, *What a partner must never learn*).

The same story is told alone and amid a crowd; whatever its people can reach is the same text both times.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from dealreg.tests.crawl import Crawl, Own
from dealreg.tests.passkeys import passkey
from dealreg.tests.volume import LATER, Story, collect, crowd, nobody, the_programme
from partners.tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.long]
MINUTE = timedelta(minutes=1)
STARTS = (
    "home", "help", "company", "company-numbers", "company-reports", "account", "account-calendar", "update-sheet",
    "registration-list", "view-list", "notice-list", "mail-choices", "registration-bulk", "registration-start",
    "person-invite", "letter-check", "letter-keys", "mfa_index", "mfa_list_webauthn", "mfa_add_webauthn",
    "usersessions_list", "account_email", "account_change_password",
)  # fmt: skip
PORTAL = ("deals", "notifications", "partners")
# There for the vendor alone; opened by a signed address of a mail, which is compared; there for nobody who signed in;
# there for a refused company.
OTHERS = {"registrations/<str:reference>/evidence.zip", "digest/<str:signed>/stop/", "apply/", "apply/again/"}


@dataclass(frozen=True)
class Seen:
    """What reached the people of a story: pages, files and answers to forms by path, and mails."""

    pages: dict[str, str]
    mails: list[str]
    routes: set[str]


def told(between: Callable[[], None]) -> Seen:
    """Tell the story, look at all of it, and undo it."""
    cache.clear()
    mail.outbox.clear()
    with transaction.atomic():
        seen = _seen(Story(between))
        transaction.set_rollback(True)
    return seen


def _seen(story: Story) -> Seen:
    story.tell()
    between = story.between
    pages: dict[str, str] = {}
    routes: set[str] = set()
    names: dict[str, str] = {}
    for person, at in ((story.administrator, LATER), (story.distributor, LATER + MINUTE)):
        between()
        walk = Crawl(person.email, PASSWORD, at)
        passkey(person)
        walk.walk([*map(reverse, STARTS), f"{reverse('calendar-feed')}?key={story.feed}", *story.pages()])
        between()
        names |= story.names()
        walk.send_forms()
        collect()
        Client().post(reverse("account_reset_password"), {"email": person.email})
        pages |= {f"{person.name}: {path}": text for path, text in walk.pages.items()}
        routes |= walk.routes
    own = Own(story.names() | names)
    ours = [story.administrator.email, story.distributor.email]
    mails = [own.alike(_as_text(each)) for each in mail.outbox if set(each.to) & set(ours)]
    return Seen({own.alike(path): own.alike(text) for path, text in pages.items()}, mails, routes)


def _as_text(message: Any) -> str:
    return "\n".join(
        [message.subject, str(message.extra_headers), message.body, *map(str, message.alternatives)]
    )


def test_the_people_of_the_story_reach_each_page_of_the_portal() -> None:
    the_programme()
    portal = {str(page.pattern) for app in PORTAL for page in get_resolver(f"{app}.urls").url_patterns}
    assert portal - told(nobody).routes - OTHERS == set()


def test_nothing_a_partner_sees_counts_what_others_do() -> None:
    the_programme()
    alone, amid = told(nobody), told(crowd)
    assert list(amid.pages) == list(alone.pages)
    assert [
        (path, *pair)
        for path in alone.pages
        for pair in zip(alone.pages[path].splitlines(), amid.pages[path].splitlines(), strict=True)
        if pair[0] != pair[1]
    ] == []
    assert amid.mails == alone.mails
