"""The pull itself: each step asks Salesforce once and writes the answer with the place where to go on.

A run of changes reads what changed since the watermark, then what was deleted. A whole load reads everything by Bulk
2.0 and closes what is no longer there. Broken off anywhere, the next pull goes on behind the last page written;
reading a page again changes nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from time import sleep

import structlog
from django.utils.translation import gettext_noop as _

from validation.matching.rebuild import rebuild
from validation.models import KnownOpportunity, SalesforceFeed
from validation.pipeline.mirror import Progress, Report, close_records, take_page
from validation.pipeline.salesforce import answers
from validation.pipeline.salesforce.connection import Connection
from validation.pipeline.salesforce.records import Read, Record, read
from validation.pipeline.salesforce.trouble import Trouble, malformed, unexpected
from validation.pipeline.salesforce.turn import (
    Clock,
    LostTurn,
    Stage,
    Turn,
    end_run,
    note,
    note_calls,
    run_of,
)
from validation.salesforce import Account

log = structlog.get_logger(__name__)
# A change shows only once its transaction ends, which takes 10 minutes at most; the rest is for clocks that differ.
OVERLAP = timedelta(minutes=15)
# A whole load that would close more than half of so many records is taken for a loss of rights, not of records.
FEW_CLOSED = 100
LOOK_AGAIN_SECONDS = 5


class Outcome(StrEnum):
    """`done`: the mirror is abreast. `unfinished`: time ran out or a job is on its way. `busy`: another one pulls."""

    DONE = "done"
    UNFINISHED = "unfinished"
    BUSY = "busy"


def pull(
    account: Account,
    *,
    clock: Clock,
    enough: Callable[[], bool] = lambda: False,
    patient: bool = False,
    progress: Progress = lambda stage, done: None,
    sleeping: Callable[[float], None] = sleep,
) -> Outcome:
    """Go on with the run under way or begin one, until it is done or `enough` says so. Raises Trouble.

    A `patient` pull waits while Salesforce prepares a whole load; another one leaves that to its next time.
    """
    turn = Turn.take(clock)
    if turn is None:
        return Outcome.BUSY
    connection = Connection(account, sleeping=sleeping)
    try:
        return _Run(turn, connection, patient, progress, sleeping).go(enough)
    except LostTurn:
        return Outcome.BUSY
    except Exception as crash:
        trouble = crash if isinstance(crash, Trouble) else unexpected(crash)
        log.warning("salesforce_pull_stopped", why=trouble.message.template, kind=type(crash).__name__)
        with suppress(LostTurn):
            turn.fail(trouble, calls=connection.calls, pause=timedelta(minutes=1))
        raise
    finally:
        connection.close()
        turn.give_back()


class _Run:
    def __init__(
        self,
        turn: Turn,
        connection: Connection,
        patient: bool,
        progress: Progress,
        sleeping: Callable[[float], None],
    ) -> None:
        self.turn, self.connection, self.patient = turn, connection, patient
        self.progress, self.sleeping = progress, sleeping
        self.steps = {
            Stage.PREPARING: self.prepare,
            Stage.LOADING: self.load,
            Stage.CLOSING: self.close,
            Stage.CHANGES: self.read_changes,
            Stage.DELETIONS: self.read_deletions,
        }

    def go(self, enough: Callable[[], bool]) -> Outcome:
        feed = self.turn.begin()
        while feed.stage != Stage.IDLE:
            if enough():
                return Outcome.UNFINISHED
            feed = self.steps[Stage(feed.stage)](feed)
            if feed.stage == Stage.PREPARING and feed.job and not self.patient:
                return Outcome.UNFINISHED
            self.progress(feed.get_stage_display(), feed.sync.rows if feed.sync else 0)
        return Outcome.DONE

    def prepare(self, feed: SalesforceFeed) -> SalesforceFeed:
        if not feed.job:
            job = answers.begin_job(self.connection)
        else:
            job = answers.look_at_job(self.connection, feed.job)
            if not job.ready and self.patient:
                self.sleeping(LOOK_AGAIN_SECONDS)
        with self.turn.page() as feed:
            feed.job, feed.reads_until = job.key, job.created_at
            feed.stage = Stage.LOADING if job.ready else Stage.PREPARING
        return feed

    def load(self, feed: SalesforceFeed) -> SalesforceFeed:
        page = answers.rows_of_job(self.connection, feed.job, feed.place)
        found = self._read(page.records)
        with self.turn.page() as feed:
            self._write(feed, found)
            feed.place = page.next_place
            feed.stage = Stage.LOADING if page.next_place else Stage.CLOSING
        return feed

    def close(self, _feed: SalesforceFeed) -> SalesforceFeed:
        with self.turn.page() as feed:
            run = run_of(feed)
            live = KnownOpportunity.objects.pipeline().live()
            gone = live.filter(synced_at__lt=run.started_at)
            if not feed.closing_confirmed:
                _doubt(run.rows, gone.count(), live.count())
            closed = gone.update(state=KnownOpportunity.State.CLOSED, synced_at=self.turn.clock())
            if feed.index_at_end:
                rebuild(self.progress)
            note(feed, Report(), left_out=[], closed=closed)
            feed.watermark = feed.deletions_until = feed.reads_until
            # What changed while the load went on is read at once.
            end_run(feed, due_at=run.started_at)
        return feed

    def read_changes(self, feed: SalesforceFeed) -> SalesforceFeed:
        if feed.place:
            page = answers.more_changes(self.connection, feed.place)
        else:
            page = answers.changes(self.connection, known(feed.watermark) - OVERLAP)
        heard_at, found = self.connection.heard_at, self._read(page.records)
        if heard_at is None:
            raise malformed(_("it bears no date."))
        with self.turn.page() as feed:
            feed.reads_until = (feed.reads_until if feed.place else None) or heard_at
            self._write(feed, found)
            feed.watermark = max([known(feed.watermark), *(each.modified_at for each in found)])
            feed.place = page.next_place
            if not page.next_place:
                feed.stage = Stage.DELETIONS
        return feed

    def read_deletions(self, feed: SalesforceFeed) -> SalesforceFeed:
        before = known(feed.deletions_until)
        found = answers.deletions(self.connection, before - OVERLAP, known(feed.reads_until))
        if found.known_from > before:
            raise Trouble(
                _("Salesforce no longer knows every deletion: everything is read again."), whole=True
            )
        with self.turn.page() as feed:
            closed = close_records(found.record_ids, at=self.turn.clock())
            note(feed, Report(), left_out=[], closed=closed)
            feed.deletions_until = found.until
            feed.watermark = max(known(feed.reads_until), known(feed.watermark))
            note_calls(feed, self.connection.calls)
            end_run(feed, due_at=run_of(feed).started_at + self._between())
        return feed

    def _between(self) -> timedelta:
        return timedelta(minutes=self.connection.account.pull_minutes)

    def _read(self, records: Sequence[Record]) -> list[Read]:
        at = self.turn.clock()
        return [read(record, self.connection.account, at) for record in records]

    def _write(self, feed: SalesforceFeed, found: list[Read]) -> None:
        """Bring a page into the mirror: of a record that stands on it twice, the later state."""
        at = self.turn.clock()
        by_id = {each.record_id: each for each in found}
        there = [each for each in by_id.values() if not each.gone]
        closed = close_records([each.record_id for each in by_id.values() if each.gone], at=at)
        rows = [(number, each.cells) for number, each in enumerate(there, 1)]
        report = take_page(rows, at=at, filing=not feed.index_at_end) if rows else Report()
        if report.refused:
            raise AssertionError("a record that was read could not be written")
        left_out: list[dict[str, object]] = [
            {
                "record": each.record_id,
                "column": problem.column,
                "value": problem.value,
                "remedy": problem.remedy.template,
                "params": problem.remedy.params,
            }
            for each in there
            for problem in each.left_out
        ]
        note(feed, report, left_out=left_out, closed=closed)
        note_calls(feed, self.connection.calls)


def known(instant: datetime | None) -> datetime:
    """An instant that the stage of a run vouches for."""
    assert instant is not None
    return instant


def _doubt(read: int, gone: int, live: int) -> None:
    """Raise Trouble when a whole load would close so much that a lost right is likelier than lost records."""
    if (live and not read) or (gone > FEW_CLOSED and gone * 2 > live):
        raise Trouble(
            _(
                "The whole load would close %(gone)s of %(live)s open records. Check what the user of the connected "
                "app may see. If it is right: manage.py pull_salesforce --full --close-most"
            ),
            gone=gone,
            live=live,
            later=timedelta(hours=1),
        )
