"""The work on a batch, one short transaction after the other: whoever finds the batch free does the next step.

A step that is lost with its process is done again by the next tick; nothing is done twice, since a step commits
together with the mark that it was done.
"""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import translation

from deals.bulk import checking, coming_in
from deals.models import Batch
from validation.findings import Message
from validation.pipeline.files import FileRefused

Stage = Batch.Stage
# All or nothing is one transaction: more rows than this are left to the clock, not to the request that confirmed.
SHORT = 40
log = structlog.get_logger(__name__)


def step(pk: int, at: datetime) -> bool:
    """Do the next step of a batch; whether there is more to do. False too while another process is at it."""
    try:
        with transaction.atomic():
            batch = _free(pk)
            if batch is None:
                return False
            with translation.override((batch.confirmed_by or batch.by).language):
                _next(batch, at)
            batch.save()
            return batch.at_work
    except FileRefused as refused:
        _back(pk, Stage.COLUMNS, refused.remedy)
    except coming_in.NothingWritten as nothing:
        _back(pk, Stage.CHECKED, nothing.message)
    return False


def in_short_steps(batch: Batch) -> bool:
    """Whether a request may do the steps itself while a person waits."""
    return batch.stage != Stage.WRITING or batch.good_rows or batch.rows_known <= SHORT


def progress(batch: Batch) -> tuple[int, int]:
    """How many rows are done, and how many there are; none known before the file was read."""
    if batch.stage == Stage.CHECKING:
        return batch.rows.filter(checked=True).count(), batch.rows_known
    done = batch.rows.exclude(outcome="")
    if batch.submit:
        done = done.exclude(outcome="created")
    return done.count(), batch.rows_known


def _free(pk: int) -> Batch | None:
    rows = Batch.objects.at_work().select_related("company__region", "partner__region", "by", "confirmed_by")
    return rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()


def _next(batch: Batch, at: datetime) -> None:
    if batch.stage == Stage.CHECKING:
        if batch.content:
            checking.take_in(batch)
        elif not checking.check_slice(batch, at):
            batch.stage = Stage.CHECKED
    elif not coming_in.bring_in_slice(batch, at) and not coming_in.submit_slice(batch, at):
        batch.stage, batch.ended_at = Stage.WRITTEN, at


def _back(pk: int, stage: str, why: Message) -> None:
    """The step undid itself; the batch waits at an earlier stage, with the reason."""
    log.info("batch_step_undone", batch=pk, stage=stage)
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=pk)
        batch.stage, batch.trouble = stage, [why.template, why.params]
        batch.save()
