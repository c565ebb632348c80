"""One pull at a time: who holds the turn writes the feed, page by page, in the transaction of the page.

A lease in the feed's row serves both databases. A turn that lost it, because it was thought dead, writes nothing more.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Q, QuerySet, Value

from validation.models import PipelineSync, SalesforceFeed
from validation.pipeline.mirror import PROBLEMS_KEPT, Report
from validation.pipeline.salesforce.trouble import Trouble
from validation.salesforce import SOURCE

Stage = SalesforceFeed.Stage
Clock = Callable[[], datetime]
# Longer than any one exchange with all its repetitions; each page renews it.
LEASE = timedelta(minutes=5)
# After so many failures in a row the run begins anew.
FAILURES_MOST = 3
LATER_MOST = timedelta(hours=1)
# Salesforce remembers deletions for 15 days; a run may be late by one.
DELETIONS_KNOWN = timedelta(days=14)
RUNS_KEPT = timedelta(days=30)


class LostTurn(Exception):
    """Another pull took over: nothing of the present page is written."""


def the_feed() -> SalesforceFeed | None:
    """The feed; None before the first pull."""
    return SalesforceFeed.objects.select_related("sync").filter(pk=1).first()


def is_failing() -> bool:
    """Whether Salesforce is the source and the last pull from it failed."""
    return settings.SALESFORCE is not None and _failing().exists()


def failing() -> Exists | Value:
    """The same as a column of another query."""
    return Value(False) if settings.SALESFORCE is None else Exists(_failing())


def _failing() -> QuerySet[SalesforceFeed]:
    return SalesforceFeed.objects.filter(failures__gt=0)


def is_due(at: datetime) -> bool:
    """Whether a pull should begin, or go on, at an instant."""
    feed = the_feed()
    return feed is None or feed.due_at is None or feed.due_at <= at


def ask(at: datetime, *, whole: bool = False, closing: bool = False) -> None:
    """Queue a pull, which the next tick begins: of changes, or of everything there is."""
    SalesforceFeed.objects.get_or_create(pk=1)
    SalesforceFeed.objects.filter(pk=1).update(
        asked_at=at, due_at=at, **({"whole_asked": True, "closing_confirmed": closing} if whole else {})
    )


class Turn:
    """The right to pull, until it is given back or not renewed for five minutes."""

    def __init__(self, key: str, clock: Clock) -> None:
        self.key, self.clock = key, clock

    @classmethod
    def take(cls, clock: Clock) -> "Turn | None":
        """The turn, or None while somebody else has it."""
        SalesforceFeed.objects.get_or_create(pk=1)
        at, key = clock(), secrets.token_hex(16)
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
        taken = SalesforceFeed.objects.filter(free, pk=1).update(lease=key, leased_until=at + LEASE)
        return cls(key, clock) if taken else None

    @contextmanager
    def page(self) -> Iterator[SalesforceFeed]:
        """The feed, locked; what is changed on it is written together with the page. Raises LostTurn."""
        with transaction.atomic():
            feed = SalesforceFeed.objects.select_for_update(of=("self",)).select_related("sync").get(pk=1)
            if feed.lease != self.key:
                raise LostTurn
            yield feed
            feed.leased_until = self.clock() + LEASE
            feed.save()

    def give_back(self) -> None:
        SalesforceFeed.objects.filter(pk=1, lease=self.key).update(lease="", leased_until=None)

    def begin(self) -> SalesforceFeed:
        """The run that was broken off, or a new one: of changes, or of everything where changes do not suffice."""
        at = self.clock()
        with self.page() as feed:
            if feed.stage == Stage.IDLE:
                begin_run(feed, at)
            return feed

    def fail(self, trouble: Trouble, *, calls: tuple[int, int] | None, pause: timedelta) -> None:
        """Keep what stopped the run; the next tick after a pause goes on where it stood, or begins anew."""
        at = self.clock()
        with self.page() as feed:
            feed.failures += 1
            feed.failed_at = at
            feed.trouble = {"template": trouble.message.template, "params": trouble.message.params}
            backoff = min(LATER_MOST, pause * 2 ** min(feed.failures - 1, 10))
            feed.due_at = at + max(backoff, trouble.later or timedelta(0))
            note_calls(feed, calls)
            if trouble.whole:
                feed.whole_asked = True
            if trouble.whole or trouble.lost or feed.failures % FAILURES_MOST == 0:
                feed.whole_asked |= feed.stage in (Stage.PREPARING, Stage.LOADING, Stage.CLOSING)
                feed.stage, feed.job, feed.place = Stage.IDLE, "", ""


def run_of(feed: SalesforceFeed) -> PipelineSync:
    """The run under way; there is one at every stage but the waiting."""
    assert feed.sync is not None
    return feed.sync


def begin_run(feed: SalesforceFeed, at: datetime) -> None:
    """Open a new run on a locked feed."""
    remembered = feed.deletions_until is not None and feed.deletions_until > at - DELETIONS_KNOWN
    whole = feed.whole_asked or feed.watermark is None or not remembered
    feed.sync = PipelineSync.objects.create(source=SOURCE, started_at=at)
    feed.stage = Stage.PREPARING if whole else Stage.CHANGES
    feed.index_at_end = PipelineSync.objects.last_complete_at() is None
    feed.asked_at, feed.job, feed.place, feed.reads_until = None, "", "", None
    # A whole load asked for while this run goes on is asked of the next one.
    feed.whole_asked = False


def end_run(feed: SalesforceFeed, *, due_at: datetime) -> None:
    """Close the run of a locked feed: the mirror now equals the pipeline as it was when the run began."""
    run = run_of(feed)
    run.completed_at = feed.succeeded_at = run.started_at
    run.save(update_fields=["completed_at"])
    feed.stage, feed.job, feed.place = Stage.IDLE, "", ""
    feed.failures, feed.trouble, feed.closing_confirmed = 0, {}, False
    feed.due_at = feed.asked_at or due_at
    old = PipelineSync.objects.filter(source=SOURCE, started_at__lt=run.started_at - RUNS_KEPT)
    old.exclude(pk=run.pk).delete()


def note(feed: SalesforceFeed, page: Report, *, left_out: list[dict[str, object]], closed: int = 0) -> None:
    """Add a page to the counts of the run."""
    sync = run_of(feed)
    sync.rows += page.rows
    sync.created += page.created
    sync.changed += page.changed
    sync.unchanged += page.unchanged
    sync.closed += closed
    sync.problems = [*sync.problems, *left_out][:PROBLEMS_KEPT]
    sync.save(update_fields=["rows", "created", "changed", "unchanged", "closed", "problems"])


def note_calls(feed: SalesforceFeed, calls: tuple[int, int] | None) -> None:
    if calls:
        feed.calls_used, feed.calls_most = calls
