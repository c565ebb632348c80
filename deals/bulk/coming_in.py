"""Rows of a confirmed batch become registrations, each through the verbs. A row comes in once, whoever brings it.

Acts on a batch that `deals.bulk.work` has locked, in its transaction.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from deals import drafts, lifecycle
from deals.bulk import checking, points
from deals.bulk.known import Known
from deals.bulk.rows import Reading
from deals.models import Batch, BatchRow, Registration
from deals.refusals import NotAcceptable, Refused
from partners.models import Partner, User
from validation.findings import Finding, Message

Outcome = BatchRow.Outcome
SLICE = 20
SUBMITTED_AT_ONCE = 5


class NothingWritten(Exception):
    """A row that must not be left out cannot come in; `message` says which, and why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def bring_in_slice(batch: Batch, at: datetime) -> bool:
    """Bring in the next rows, or all of them where it is all or nothing; whether there were any.

    Raises NothingWritten where all or nothing was asked for and a row cannot come in.
    """
    waiting = batch.rows.filter(outcome="").order_by("line")
    rows = list(waiting[:SLICE] if batch.good_rows else waiting)
    if not rows:
        return False
    # One import of a company at a time: of two that hold the same row, the second finds it there.
    Partner.objects.select_for_update(no_key=True).get(pk=batch.company_id)
    known, by = Known(batch.company, at), batch.confirmed_by
    assert by is not None
    taken = set(_brought_in(batch, [row.key for row in rows]))
    for row in rows:
        if row.key in taken:
            row.outcome, row.cells, row.points = Outcome.KNOWN, [], []
            row.save()
        elif _one(batch, row, known, by, at):
            taken.add(row.key)
    return True


def submit_slice(batch: Batch, at: datetime) -> bool:
    """Submit the next drafts of the batch; whether there were any. A draft that may not be submitted stays one."""
    if not batch.submit:
        return False
    assert batch.confirmed_by is not None
    rows = batch.rows.filter(outcome=Outcome.CREATED).select_related("registration")[:SUBMITTED_AT_ONCE]
    for row in rows:
        assert row.registration is not None
        try:
            with transaction.atomic():
                lifecycle.submit(row.registration, by=batch.confirmed_by, at=at)
            row.outcome = Outcome.SUBMITTED
        except Refused as refusal:
            row.outcome, row.points = Outcome.STAYED, points.kept(_why(refusal))
        row.save(update_fields=["outcome", "points"])
    return bool(rows)


def registrations_of(batch: Batch, rows: list[BatchRow]) -> dict[int, str]:
    """The reference to show for each row: its own, or that of the same row when it came in before."""
    references = _references(batch, [row.key for row in rows if row.outcome == Outcome.KNOWN])
    return {
        row.line: row.registration.reference if row.registration else references.get(row.key, "")
        for row in rows
    }


def _brought_in(batch: Batch, keys: list[str]) -> Any:
    rows = BatchRow.objects.filter(company_id=batch.company_id, registration__isnull=False)
    return rows.filter(key__in=keys).values_list("key", flat=True)


def _references(batch: Batch, keys: list[str]) -> dict[str, str]:
    rows = BatchRow.objects.filter(company_id=batch.company_id, registration__isnull=False, key__in=keys)
    return dict(rows.values_list("key", "registration__reference"))


def _one(batch: Batch, row: BatchRow, known: Known, by: User, at: datetime) -> bool:
    """Bring in one row; False when it stays out."""
    reading = checking.read(batch, row, known)
    if reading.faults or reading.partner is None:
        if not batch.good_rows:
            raise NothingWritten(
                Message(_("Nothing was brought in: row %(row)s does not pass any more."), {"row": row.line})
            )
        row.outcome, row.points = Outcome.REFUSED, points.kept(reading.points) or row.points
        row.save()
        return False
    try:
        with transaction.atomic():
            row.registration = _draft(reading, reading.partner, batch.submit, by, at)
    except Refused as refusal:
        message = Message(_("Row %(row)s: %(why)s"), {"row": row.line, "why": str(refusal)})
        if not batch.good_rows:
            raise NothingWritten(message) from refusal
        row.outcome, row.points = Outcome.REFUSED, points.kept(_why(refusal))
        row.save()
        return False
    row.outcome, row.cells, row.points = Outcome.CREATED, [], []
    row.save()
    return True


def _draft(reading: Reading, partner: Partner, attested: bool, by: User, at: datetime) -> Registration:
    word = {"attested_true": True, "attested_shared": True} if attested else {}
    return drafts.start(by=by, at=at, partner=partner, answers={**reading.answers, **word})


def _why(refusal: Refused) -> list[points.Point]:
    """A refusal as points of the report."""
    if not isinstance(refusal, NotAcceptable):
        return [points.point("", None, "", points.OPEN, Message(_("%(why)s"), {"why": str(refusal)}))]
    return [each for finding in refusal.failing for each in _of(finding)]


def _of(finding: Finding) -> list[points.Point]:
    return [
        points.point(problem.field, None, "", points.OPEN, problem.explanation, problem.remedy)
        for problem in finding.problems
    ]
