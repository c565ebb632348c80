"""The life of a batch: uploaded, its columns matched, checked, mended, confirmed or discarded.

Each verb locks the batch and looks at its stage. What takes longer than a moment is done by `deals.bulk.work`, step by
step; registrations come into being by `deals.bulk.coming_in` through the verbs of a registration.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deals import events
from deals.bulk import checking, sheets
from deals.bulk.columns import BY_NAME, NEEDED, PARTNER
from deals.bulk.headings import matched, reading
from deals.bulk.known import may_register_for
from deals.bulk.returned import is_remedies
from deals.models import Batch
from deals.refusals import IllegalMove, NotYours, Refused
from partners.models import Partner, User
from validation.findings import Message
from validation.pipeline.cells import shown
from validation.pipeline.files import FileRefused

Stage = Batch.Stage
KEPT_FOR = timedelta(days=7)
REMEMBERED_MOST = 20
NAME_MOST = 150


def upload(content: bytes, name: str, *, by: User, at: datetime) -> Batch:
    """Keep a file with its headings, each matched to an answer as far as that is known.

    Raises NotYours for a company that registers nothing, and FileRefused for a file that cannot be read.
    """
    company = by.partner
    if company is None or not by.is_active or company.status != Partner.Status.ACTIVE:
        raise NotYours(_("Only people of an active partner register deals."))
    batch = Batch(
        company=company, by=by, at=at, name=name[-NAME_MOST:], sha256=hashlib.sha256(content).hexdigest()
    )
    _head(batch, content, "")
    batch.content.save(batch.code, ContentFile(content), save=False)
    batch.save()
    return batch


def read_as(batch: Batch, encoding: str, *, by: User) -> Batch:
    """Read the letters of the file another way; its columns are matched anew. Raises FileRefused."""
    with _at(batch, Stage.COLUMNS, by=by) as row, row.content.open("rb") as file:
        _head(row, file.read(), encoding)
    return row


def match(
    batch: Batch,
    meaning: Sequence[str],
    *,
    by: User,
    at: datetime,
    day_order: str = "",
    partner: Partner | None = None,
) -> Batch:
    """Say what each column means, and begin the check. A distributor says for whom, here or by a column."""
    with _at(batch, Stage.COLUMNS, Stage.CHECKED, by=by) as row:
        _require_whole(row, meaning, partner, at)
        row.meaning, row.day_order, row.partner, row.trouble = list(meaning), day_order, partner, []
        row.stage = Stage.CHECKING
        checking.afresh(row)
        events.ring_once()
    return row


def mend(batch: Batch, cells: Mapping[tuple[int, int], str], *, by: User, at: datetime) -> Batch:
    """Write cells, each named by row and column, and check their rows anew, with those that said the same."""
    with _at(batch, Stage.CHECKED, by=by) as row:
        row.trouble = []
        touched = {line for line, _column in cells}
        for kept in row.rows.filter(line__in=touched):
            for (line, column), written in cells.items():
                if line == kept.line and column < len(row.headings):
                    kept.cells = [*kept.cells, *[""] * (column + 1 - len(kept.cells))]
                    kept.cells[column] = written
            kept.save(update_fields=["cells"])
        checking.again(row, touched, at)
    return row


def drop(batch: Batch, line: int, *, by: User, at: datetime) -> Batch:
    """Leave one row out of the file for good; rows that said the same are checked anew."""
    with _at(batch, Stage.CHECKED, by=by) as row:
        if row.rows_known <= 1:
            raise Refused(_("This is the only row left. Throw the file away instead."))
        checking.without(row, line, at)
        row.rows_known = row.rows.count()
    return row


def confirm(batch: Batch, *, good_rows: bool, submit: bool, by: User, at: datetime) -> Batch:
    """Bring the rows in: all or none or, with `good_rows`, those without a fault; and submit what can be submitted."""
    with _at(batch, Stage.CHECKED, by=by) as row:
        faulty = row.rows.filter(faults__gt=0).count()
        if faulty and not good_rows:
            raise Refused(_("Some rows still have faults. Mend them, or choose to leave these rows out."))
        if faulty == row.rows_known:
            raise Refused(_("No row is without a fault, so there is nothing to bring in."))
        row.good_rows, row.submit, row.trouble = good_rows, submit, []
        row.confirmed_by, row.confirmed_at, row.stage = by, at, Stage.WRITING
        events.ring_once()
    return row


def discard(batch: Batch, *, by: User) -> None:
    """Throw away a file that was not brought in, with everything read from it."""
    with _at(batch, Stage.COLUMNS, Stage.CHECKING, Stage.CHECKED, by=by) as row:
        _delete(row)


def tidy(at: datetime) -> int:
    """Forget what was left lying: files never confirmed, and cells of rows that stayed out. How many batches."""
    old = Batch.objects.filter(at__lt=at - KEPT_FOR).exclude(stage=Stage.WRITING)
    unconfirmed = old.exclude(stage=Stage.WRITTEN)
    done = 0
    for batch in unconfirmed:
        with transaction.atomic():
            _delete(batch)
        done += 1
    left = old.filter(stage=Stage.WRITTEN, rows__in=checking.with_cells()).distinct()
    for batch in left:
        batch.rows.update(cells=[], points=[])
        done += 1
    return done


def remembered(company: Partner) -> dict[str, str]:
    """What the columns of the company's latest files meant, by heading."""
    found: dict[str, str] = {}
    latest = Batch.objects.filter(company=company).exclude(meaning=[]).exclude(stage=Stage.COLUMNS)
    for headings, meaning in latest.values_list("headings", "meaning")[:REMEMBERED_MOST]:
        for heading, name in zip(headings, meaning, strict=False):
            found.setdefault(reading(heading), name)
    return found


def missing(batch: Batch) -> list[str]:
    """Titles of the answers a submission needs that no column of the file gives."""
    given = {BY_NAME[name].field for name in batch.meaning if name}
    return [column.title for column in checking.NEEDED_TO_SUBMIT if column.field not in given]


@contextmanager
def _at(batch: Batch, *stages: str, by: User) -> Iterator[Batch]:
    """Lock the batch, look, let the verb act, save."""
    with transaction.atomic():
        row = Batch.objects.select_for_update(of=("self",)).filter(pk=batch.pk).first()
        if row is None or row.company_id != by.partner_id or not by.is_active:
            raise NotYours(_("This is not yours to do."))
        if row.stage not in stages:
            raise IllegalMove(_("Somebody went on with this file meanwhile. Look at it again."))
        yield row
        if row.pk:
            row.save()


def _head(batch: Batch, content: bytes, encoding: str) -> None:
    kind = sheets.kind_of(content, encoding)
    rows = sheets.rows_of(content, kind)
    headings = [shown(cell)[:200] for cell in next(rows, (1, []))[1]]
    # Read to its end, so that whoever uploads hears at once what cannot be taken.
    if not sum(1 for _row in rows):
        raise FileRefused(gettext_noop("Add rows below the headings: the file has none."))
    batch.kind, batch.encoding, batch.delimiter = kind.kind, kind.encoding, kind.delimiter
    batch.headings = headings
    known = remembered(batch.company)
    batch.meaning = matched(headings, known, behalf=batch.company.is_distributor)
    batch.meaning = ["" if is_remedies(h) else m for h, m in zip(headings, batch.meaning, strict=True)]


def _require_whole(batch: Batch, meaning: Sequence[str], partner: Partner | None, at: datetime) -> None:
    if len(meaning) != len(batch.headings):
        raise Refused(_("This page was not sent whole. Open it again."))
    given = [name for name in meaning if name]
    twice = sorted({BY_NAME[name].title for name in given if given.count(name) > 1})
    if twice:
        raise Refused(_("Choose one column each for: %s.") % ", ".join(twice))
    absent = [BY_NAME[name].title for name in NEEDED if name not in given]
    if absent:
        raise Refused(_("Say which column holds: %s.") % ", ".join(absent))
    if not batch.company.is_distributor:
        if PARTNER in given or partner is not None:
            raise NotYours(_("Only a distributor registers on behalf of a partner."))
    elif partner is None:
        if PARTNER not in given:
            raise Refused(_("Choose who these deals are for, or say which column names the partner."))
    elif not may_register_for(batch.company, at).filter(pk=partner.pk).exists():
        raise NotYours(_("Your company does not serve this partner."))


def _delete(batch: Batch) -> None:
    stored = batch.content
    if stored:
        storage, name = stored.storage, str(stored.name)
        transaction.on_commit(lambda: storage.delete(name))
    batch.rows.all().delete()
    batch.delete()


def refusal(trouble: Sequence[object]) -> Message | None:
    """The message kept in `trouble`."""
    if not trouble:
        return None
    template, params = trouble
    return Message(str(template), params)  # type: ignore[arg-type]
