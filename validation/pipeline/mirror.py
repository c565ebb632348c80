"""Writing pipeline rows into the mirror: in one transaction, all or nothing unless asked otherwise."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from validation.findings import Message
from validation.models import KnownOpportunity, PipelineSync
from validation.pipeline import writing
from validation.pipeline.files import FileRefused, Row
from validation.pipeline.indexing import Written
from validation.pipeline.rows import FIELDS, RowProblem, read_row
from validation.pipeline.seen import Seen

PIPELINE = KnownOpportunity.Source.PIPELINE
BATCH = 2_000
PROBLEMS_KEPT = 200


@dataclass(frozen=True)
class RowOutcome:
    """What became of one row, or would: created, changed, unchanged or refused, with its problems."""

    line: int
    record_id: str
    outcome: str
    problems: tuple[RowProblem, ...] = ()


@dataclass
class Report:
    """What an import did, or would do. `problems` keeps the first ones; `refused` counts every row.

    `written` is false after a dry run, and when refused rows kept the whole file out; `broken` is true when the
    file could not be read to its end.
    """

    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    refused: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    written: bool = False
    broken: bool = False


# The key of a row and its fields in the order of FIELDS, the record id first.
_There = tuple[Any, ...]
Tell = Callable[[RowOutcome], None]
Progress = Callable[[str, int], None]


class _NothingWritten(Exception):
    """Rolls the import back."""


def import_rows(
    rows: Iterable[Row],
    *,
    source: str,
    at: datetime,
    dry_run: bool = False,
    good_rows: bool = False,
    complete: bool = False,
    tell: Tell = lambda outcome: None,
    progress: Progress = lambda stage, done: None,
    sha256: str = "",
) -> Report:
    """Bring rows, as (line, cells by heading), into the mirror and record the import under the name `source`.

    One refused row keeps everything out, unless `good_rows` asks for the others; then the mirror does not
    count as brought up to date, since a row that is not there cannot be found. `complete` closes the open
    rows that are not among these, unless one was refused: it might be one of them. The same rows twice change
    nothing but the time they were last seen.
    """
    run = _Run(at, Report(), dry_run, good_rows, tell)
    report = run.report
    try:
        with nullcontext() if dry_run else transaction.atomic():
            run.take_all(rows, progress)
            if complete and not report.refused:
                run.close_missing()
            if dry_run or report.broken or (report.refused and not good_rows):
                raise _NothingWritten
            run.seen = Seen()
            run.written.index(progress)
            report.written = True
            _record(report, source, at, sha256=sha256, whole=complete)
    except _NothingWritten:
        if not dry_run:
            _record(report, source, at)
    return report


def _record(report: Report, source: str, at: datetime, **known_by: Any) -> None:
    """Keep the import in the list of imports: as complete only when the mirror now equals the rows."""
    whole = report.written and not report.refused
    done = ("created", "changed", "unchanged", "closed") if report.written else ()
    PipelineSync.objects.create(
        source=source[:200],
        started_at=at,
        completed_at=at if whole else None,
        rows=report.rows,
        refused=report.refused,
        problems=report.problems,
        **known_by,
        **{name: getattr(report, name) for name in done},
    )


class _Run:
    def __init__(self, at: datetime, report: Report, dry_run: bool, good_rows: bool, tell: Tell) -> None:
        self.at, self.report, self.tell = at, report, tell
        self.dry_run, self.good_rows = dry_run, good_rows
        self.seen = Seen()
        self.written = Written()
        self._outcomes: list[RowOutcome] = []

    def take_all(self, rows: Iterable[Row], progress: Progress) -> None:
        if not self.dry_run:
            writing.take_turns()
        try:
            source = iter(rows)
            while batch := list(islice(source, BATCH)):
                self._take(batch)
                progress("rows", self.report.rows)
            if not self.report.rows:
                raise FileRefused(_("Put at least one row under the headings."))
        except FileRefused as refused:
            self.report.broken = True
            self._refuse(refused.line, "", (RowProblem("", "", refused.remedy),))
            self._tell_outcomes()

    def _take(self, batch: list[Row]) -> None:
        self.report.rows += len(batch)
        good = {values["record_id"]: (line, values) for line, values in self._readable(batch)}
        known = KnownOpportunity.objects.pipeline().filter(record_id__in=good.keys()).order_by()
        there = {row[1]: row for row in known.values_list("pk", *FIELDS)}
        outcomes = {
            record_id: _compare(there.get(record_id), values) for record_id, (_line, values) in good.items()
        }
        for record_id, outcome in outcomes.items():
            setattr(self.report, outcome, getattr(self.report, outcome) + 1)
            self._outcomes.append(RowOutcome(good[record_id][0], record_id, outcome))
        self._tell_outcomes()
        # After the first refused row nothing of an all-or-nothing import will stay: it only goes on checking.
        if not self.dry_run and (self.good_rows or not self.report.refused):
            self._write({record_id: values for record_id, (_line, values) in good.items()}, outcomes, there)

    def _readable(self, batch: list[Row]) -> Iterator[tuple[int, dict[str, Any]]]:
        for line, found in batch:
            values, problems = read_row(found, self.at)
            record_id = values.get("record_id") or ""
            if (record_id in self.seen) if problems else not self.seen.add(record_id):
                problems.append(
                    RowProblem("record_id", record_id, Message(_("Keep one row of each record.")))
                )
            if problems:
                self._refuse(line, record_id, tuple(problems))
            else:
                yield line, values

    def _refuse(self, line: int, record_id: str, problems: tuple[RowProblem, ...]) -> None:
        self.report.refused += 1
        room = PROBLEMS_KEPT - len(self.report.problems)
        self.report.problems += [_as_data(line, problem) for problem in problems[:room]]
        self._outcomes.append(RowOutcome(line, record_id, "refused", problems))

    def _tell_outcomes(self) -> None:
        for outcome in sorted(self._outcomes, key=lambda each: each.line):
            self.tell(outcome)
        self._outcomes = []

    def _write(
        self,
        values: Mapping[str, Mapping[str, Any]],
        outcomes: Mapping[str, str],
        there: Mapping[str, _There],
    ) -> None:
        def these(outcome: str) -> list[str]:
            return [record_id for record_id, became in outcomes.items() if became == outcome]

        created, changed = these("created"), these("changed")
        writing.create([values[record_id] for record_id in created], self.at)
        writing.change([values[record_id] for record_id in changed], self.at)
        unchanged = [there[record_id][0] for record_id in these("unchanged")]
        KnownOpportunity.objects.filter(pk__in=unchanged).update(synced_at=self.at)
        self.written.add([*created, *changed])

    def close_missing(self) -> None:
        live = KnownOpportunity.objects.pipeline().live().order_by("pk").values_list("pk", "record_id")
        gone = array(
            "q", (pk for pk, record_id in live.iterator(chunk_size=BATCH) if record_id not in self.seen)
        )
        self.report.closed = len(gone)
        for start in range(0, 0 if self.dry_run else len(gone), BATCH):
            part = KnownOpportunity.objects.filter(pk__in=gone[start : start + BATCH])
            part.update(state=KnownOpportunity.State.CLOSED, synced_at=self.at)


def _compare(there: _There | None, values: Mapping[str, Any]) -> str:
    if there is None:
        return "created"
    return "unchanged" if there[1:] == tuple(map(values.__getitem__, FIELDS)) else "changed"


def _as_data(line: int, problem: RowProblem) -> dict[str, Any]:
    remedy = problem.remedy
    return {
        "line": line,
        "column": problem.column,
        "value": problem.value,
        "remedy": remedy.template,
        "params": remedy.params,
    }


def take_page(rows: Iterable[Row], *, at: datetime, filing: bool = True) -> Report:
    """Bring one page of a running pull into the mirror, in the caller's transaction; no import is recorded.

    Rows that cannot be read are left out and reported. Without `filing` the search finds what the page brought
    only after the caller has built the index anew.
    """
    run = _Run(at, Report(), dry_run=False, good_rows=True, tell=lambda outcome: None)
    run.take_all(rows, lambda stage, done: None)
    if filing:
        run.written.file()
    return run.report


def close_records(record_ids: Iterable[str], *, at: datetime) -> int:
    """Close what its source deleted, so that the search no longer finds it; how many were open."""
    live = KnownOpportunity.objects.pipeline().live().filter(record_id__in=list(record_ids))
    return live.update(state=KnownOpportunity.State.CLOSED, synced_at=at)
