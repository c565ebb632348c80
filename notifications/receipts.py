"""The reader pulls: what the journals hold beyond the cursor becomes notices, and the cursor moves with them.

Notices and cursor commit together, so every event is read once, whatever dies in between (promise I4).
"""

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from deals.models import Event
from notifications import audiences
from notifications.choices import Choices
from notifications.directory import Directory
from notifications.models import Channel, Cursor, Notice
from partners.models import Standing, TreeEvent, User

BATCH = 200
CURSOR = 1
# What the audiences look at of a registration.
CASE = ("partner", "distributor", "owner", "region", "reviewer")


def collect(at: datetime) -> int:
    """Read one batch of each journal; how many rows were read, 0 when nothing is left or another reader is at it."""
    Cursor.objects.get_or_create(pk=CURSOR)
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update(skip_locked=True).filter(pk=CURSOR).first()
        if cursor is None:
            return 0
        directory, choices = Directory(), Choices()
        read = _read_events(cursor, directory, choices, at)
        read += _read_standings(cursor, directory, choices, at)
        return read + _read_trees(cursor, directory, choices, at)


def _read_events(cursor: Cursor, directory: Directory, choices: Choices, at: datetime) -> int:
    unread = Event.objects.filter(sequence__gt=cursor.event_sequence).order_by("sequence")
    events = list(unread.select_related(*(f"registration__{name}" for name in CASE))[:BATCH])
    Notice.objects.bulk_create(
        notice
        for event in events
        for addressee in audiences.of_event(event, directory)
        for notice in _notices(addressee, choices, at, event=event, kind=event.kind)
    )
    if events:
        cursor.event_sequence = events[-1].sequence
        cursor.save(update_fields=["event_sequence"])
    return len(events)


def _read_standings(cursor: Cursor, directory: Directory, choices: Choices, at: datetime) -> int:
    unread = Standing.objects.filter(pk__gt=cursor.standing).order_by("pk")
    if not unread.exists():
        return 0
    _wait_for_writers(Standing)
    standings = list(unread.select_related("partner__region")[:BATCH])
    Notice.objects.bulk_create(
        notice
        for standing in standings
        for addressee in audiences.of_standing(standing, directory)
        for notice in _notices(
            addressee, choices, at, standing=standing, kind=audiences.standing_kind(standing)
        )
    )
    cursor.standing = standings[-1].pk
    cursor.save(update_fields=["standing"])
    return len(standings)


def _read_trees(cursor: Cursor, directory: Directory, choices: Choices, at: datetime) -> int:
    unread = TreeEvent.objects.filter(pk__gt=cursor.tree_event).order_by("pk")
    if not unread.exists():
        return 0
    _wait_for_writers(TreeEvent)
    changes = list(unread.select_related("region", "product_line")[:BATCH])
    for change in changes:
        addressees = audiences.of_change(change, directory)
        choices.read([addressee.person for addressee in addressees])
        Notice.objects.bulk_create(
            notice
            for addressee in addressees
            for notice in _notices(addressee, choices, at, tree_event=change, kind=addressee.letter)
        )
    cursor.tree_event = changes[-1].pk
    cursor.save(update_fields=["tree_event"])
    return len(changes)


def _notices(
    addressee: audiences.Addressee,
    choices: Choices,
    at: datetime,
    *,
    kind: str,
    event: Event | None = None,
    standing: Standing | None = None,
    tree_event: TreeEvent | None = None,
) -> Iterator[Notice]:
    person = addressee.person
    copy = event is not None and _of_a_colleague(event, person)
    for channel in choices.channels(person, addressee.letter, addressee.how, copy=copy):
        mail = channel == Channel.MAIL
        yield Notice(
            event=event,
            standing=standing,
            tree_event=tree_event,
            person=person,
            channel=channel,
            kind=kind,
            letter=addressee.letter,
            created_at=at,
            message_id=f"<notice-{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}>" if mail else "",
            next_try_at=at if mail else choices.digest_at(person, at) if channel == Channel.DIGEST else None,
        )


def _of_a_colleague(event: Event, person: User) -> bool:
    """Whether somebody else of the same company looks after the deal: the person gets a copy."""
    owner = event.registration.owner
    return (
        owner.pk != person.pk
        and owner.is_active
        and person.is_partner
        and owner.partner_id == person.partner_id
    )


def _wait_for_writers(journal: type[Model]) -> None:
    """Let transactions that hold an earlier key commit first: keys of these journals are not in order of commits.

    Taken only when there is something to read; companies change their standing, and trees their days, rarely.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(journal._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
