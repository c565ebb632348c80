"""A person's deadlines as a calendar that other programs read under a secret address.

The secret is random and signed, only its hash is kept, and it works as long as the person wants it and may sign in.
What is in the calendar is decided when it is fetched. It names no customer and no person: calendars are shared.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from deals.models import CalendarFeed, Registration
from deals.refusals import NotYours
from deals.states import DEADLINE_LABELS, Status
from partners.models import User

SIGNER = signing.Signer(salt="deals.feeds", sep=".")
ENTRIES_MOST = 2000
PAST_DAYS = 14
REFRESH = timedelta(hours=4)


def open_feed(*, by: User, whole_company: bool, at: datetime) -> str:
    """Give a person an address, ending the one before; the secret is told this once. Raises NotYours for others."""
    if not by.is_partner or not by.is_active:
        raise NotYours(_("Only people of a partner have deadlines here."))
    secret = SIGNER.sign(secrets.token_urlsafe(32))
    CalendarFeed.objects.update_or_create(
        owner=by, defaults={"secret_sha256": _hash(secret), "whole_company": whole_company, "made_at": at}
    )
    return secret


def close_feed(*, by: User) -> None:
    """End the address: whoever still asks for it finds nothing."""
    CalendarFeed.objects.filter(owner=by).delete()


def found(secret: str) -> CalendarFeed | None:
    """The feed of a secret, while its owner may sign in; None for any other, however it came about."""
    try:
        SIGNER.unsign(secret)
    except signing.BadSignature:
        return None
    feeds = CalendarFeed.objects.select_related("owner__partner")
    feed = feeds.filter(secret_sha256=_hash(secret), owner__is_active=True).first()
    return feed if feed is not None and feed.owner.is_partner else None


def calendar(feed: CalendarFeed, at: datetime) -> bytes:
    """The deadlines from a fortnight ago on, in the owner's language; the same bytes for the same deadlines."""
    with translation.override(feed.owner.language):
        book = Calendar()
        book.add("prodid", f"-//{settings.PROGRAMME_NAME}//EN")
        book.add("version", "2.0")
        book.add("method", "PUBLISH")
        book.add("x-wr-calname", settings.PROGRAMME_NAME)
        book.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        book.add("x-published-ttl", "PT4H")
        for entry in list(_entries(feed, at))[:ENTRIES_MOST]:
            book.add_component(entry)
        return bytes(book.to_ical())


def _entries(feed: CalendarFeed, at: datetime) -> Iterator[Event]:
    rows = Registration.objects.visible_to(feed.owner).filter(status__in=DEADLINE_LABELS)
    if not feed.whole_company:
        rows = rows.filter(owner=feed.owner)
    since = at - timedelta(days=PAST_DAYS)
    for row in rows.with_next_deadline().order_by("pk"):
        for kind, label, due in _deadlines(row):
            if due is not None and due >= since:
                yield _entry(row, kind, label, due)


def _deadlines(row: Registration) -> Iterator[tuple[str, Any, datetime | None]]:
    stands_still = row.status == Status.APPROVED and row.update_paused_at is not None
    if not stands_still and row.reinstatement_asked_at is None:
        yield row.status, DEADLINE_LABELS[row.status], row.next_deadline  # type: ignore[attr-defined]
    if row.status == Status.APPROVED:
        yield "validity", _("Valid until"), row.expires_at
        if row.hearing_replied_at is None:
            yield "hearing", _("Reply to the hearing by"), row.hearing_until


def _entry(row: Registration, kind: str, label: Any, due: datetime) -> Event:
    pages = {Status.APPROVED.value: "registration-update", "hearing": "registration-hearing"}
    page = pages.get(kind, "registration-detail")
    link = f"{settings.PORTAL_URL}{reverse(page, args=[row.reference])}"
    event = Event()
    event.add("uid", f"{row.reference}-{kind}@{settings.PORTAL_URL.rpartition('//')[2]}")
    event.add("dtstamp", row.edited_at)
    event.add("sequence", row.partner_version)
    event.add("dtstart", due)
    event.add("summary", f"{label}: {row.reference}")
    event.add("description", link)
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
