"""What must always hold of notices (promises I4, I9, I10), each as a question to the database.

Every function takes the present instant and answers with the violations in words; none is a clean answer.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q

from deals.models import Event
from notifications import audiences, dispatch
from notifications.directory import Directory
from notifications.models import Channel, Cursor, Notice
from notifications.receipts import CURSOR
from partners.models import Standing, TreeEvent
from partners.roles import PARTNER_ROLES

TICKS = 2
Check = Callable[[datetime], Iterator[str]]


def _two_ticks() -> timedelta:
    return TICKS * timedelta(seconds=settings.TICK_SECONDS)


def journals_are_read(at: datetime) -> Iterator[str]:
    """I4: the reader is at most two ticks behind."""
    cursor = Cursor.objects.filter(pk=CURSOR).first() or Cursor()
    before = at - _two_ticks()
    for event in Event.objects.filter(sequence__gt=cursor.event_sequence, recorded_at__lt=before):
        yield f"event {event} was not read"
    for standing in Standing.objects.filter(pk__gt=cursor.standing, at__lt=before):
        yield f"standing {standing.pk} was not read"
    for change in TreeEvent.objects.filter(pk__gt=cursor.tree_event, at__lt=before):
        yield f"change {change.pk} of a tree was not read"


def told_events_have_their_notices(at: datetime) -> Iterator[str]:
    """I4: what was read and owes a notice has one; that there is no second one is the database's constraint."""
    cursor = Cursor.objects.filter(pk=CURSOR).first() or Cursor()
    noted = Exists(Notice.objects.filter(event=OuterRef("pk")))
    read = Event.objects.filter(~noted, sequence__lte=cursor.event_sequence, kind__in=audiences.TOLD)
    directory = Directory()
    case = (f"registration__{name}" for name in ("partner", "distributor", "owner", "region", "reviewer"))
    for event in read.select_related(*case).iterator(chunk_size=2000):
        owed = audiences.of_event(event, directory)
        if any(addressee.person.date_joined <= event.recorded_at for addressee in owed):
            yield f"event {event} was read and nobody was told"


def silent_events_have_none(at: datetime) -> Iterator[str]:
    """I4: what is the vendor's own, or nobody's news, was told to nobody."""
    for notice in Notice.objects.filter(event__kind__in=audiences.SILENT):
        yield f"notice {notice.pk} tells of {notice.kind}"


def mail_is_delivered_or_given_up(at: datetime) -> Iterator[str]:
    """I4: no letter is tried for longer than its tries can last."""
    for notice in Notice.objects.waiting().filter(created_at__lt=at - dispatch.longest()):
        yield f"notice {notice.pk} waits since {notice.created_at:%Y-%m-%d %H:%M}"


def due_mail_is_picked_up(at: datetime) -> Iterator[str]:
    """I9: no letter that is due lies there for more than two ticks, unless somebody has it in hand."""
    for notice in Notice.objects.to_send(at).filter(next_try_at__lt=at - _two_ticks()):
        yield f"notice {notice.pk} is due since {notice.next_try_at:%Y-%m-%d %H:%M}"


def due_digests_are_sent(at: datetime) -> Iterator[str]:
    """I9: nothing that waits for a digest lies there for more than two ticks after its hour."""
    for notice in Notice.objects.for_digest().filter(next_try_at__lt=at - _two_ticks()):
        yield f"notice {notice.pk} waits for the digest of {notice.next_try_at:%Y-%m-%d %H:%M}"


def resends_repeat_their_message_id(at: datetime) -> Iterator[str]:
    """I9: every letter has had an identity since it was noted, and it is one of ours."""
    ours = Q(message_id__startswith="<notice-", message_id__endswith=f"@{settings.MAIL_DOMAIN}>")
    for notice in Notice.objects.filter(~ours, channel=Channel.MAIL):
        yield f"notice {notice.pk} goes out as {notice.message_id or 'nothing'}"


def partners_hear_of_their_own(at: datetime) -> Iterator[str]:
    """I10: a notice to a partner's person concerns a registration, or the standing, of that company, or a tree."""
    company = F("person__partner")
    own = Q(event__registration__partner=company) | Q(event__registration__distributor=company)
    theirs = Notice.objects.filter(person__role__in=PARTNER_ROLES).exclude(
        own | Q(standing__partner=company) | Q(tree_event__isnull=False)
    )
    for notice in theirs:
        yield f"notice {notice.pk} tells person {notice.person_id} of another company's registration"


CHECKS: dict[str, Check] = {
    "I4 the journals are read": journals_are_read,
    "I4 what is told has its notices": told_events_have_their_notices,
    "I4 what is silent has none": silent_events_have_none,
    "I4 mail is delivered or given up": mail_is_delivered_or_given_up,
    "I9 due mail is picked up": due_mail_is_picked_up,
    "I9 due digests are sent": due_digests_are_sent,
    "I9 resends repeat their Message-ID": resends_repeat_their_message_id,
    "I10 partners hear of their own": partners_hear_of_their_own,
}
