"""Large files that the desk asked for, brought in by a process of their own.

The database says what is asked and how far it is; the process may die at any moment. What it wrote is undone with its
transaction, and the next tick starts another, which begins that file anew.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import TextIOWrapper
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection, connections

from validation.clock import now
from validation.models import PipelineImport, PipelineSync
from validation.pipeline.bringing import bring_in
from validation.pipeline.files import FileRefused
from validation.pipeline.mirror import Report, RowOutcome
from validation.pipeline.report import ReportFile
from validation.pipeline.uploads import Upload
from validation.wording import words

# A file that stops its process this often is not begun again.
TRIES_MOST = 3
REPORTS_KEPT = timedelta(days=30)
_REPORTS = "pipeline/reports"
_TOLD_EVERY = 20_000
_LOCK = 7_301_776
_COUNTS = ("rows", "created", "changed", "unchanged", "closed", "refused")


def ask(upload: Upload, *, dry_run: bool, at: datetime) -> PipelineImport:
    """Ask for a kept file to be looked through, or to be brought in."""
    return PipelineImport.objects.create(
        kept=upload.kept, name=upload.name[:200], complete=upload.complete, good_rows=upload.good_rows,
        dry_run=dry_run, asked_by=upload.user or 0, asked_at=at,
    )  # fmt: skip


def bring_in_after(looked: PipelineImport, *, by: int, at: datetime) -> PipelineImport:
    """Ask for what was looked through to be brought in; asking twice asks once."""
    found, _new = PipelineImport.objects.get_or_create(
        kept=looked.kept, dry_run=False,
        defaults={
            "name": looked.name, "complete": looked.complete, "good_rows": looked.good_rows, "asked_by": by,
            "asked_at": at,
        },
    )  # fmt: skip
    return found


def start_process() -> bool:
    """Start the process when something is asked and none is at work; whether it was started."""
    if not PipelineImport.objects.filter(ended_at__isnull=True).exists():
        return False
    with _alone() as alone:
        if not alone:
            return False
    subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_pipeline", "--asked"],
        start_new_session=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return True


def work() -> int:
    """Do everything that is asked, the oldest first; how many files. Nothing when another process is at it."""
    done = 0
    with _alone() as alone:
        while alone and (
            asked := PipelineImport.objects.filter(ended_at__isnull=True).order_by("pk").first()
        ):
            _do(asked)
            done += 1
    return done


def _do(asked: PipelineImport) -> None:
    if asked.tries >= TRIES_MOST:
        _end(
            asked,
            failure="The process stopped while it was reading the file. Bring it in with import_pipeline.",
        )
        return
    asked.tries, asked.begun_at = asked.tries + 1, now()
    asked.save(update_fields=["tries", "begun_at"])
    try:
        with (
            default_storage.open(asked.kept, "rb") as file,
            _bad_rows(asked) as tell,
            _told_beside(asked) as progress,
        ):
            report = bring_in(
                file, asked.name, at=now(), dry_run=asked.dry_run, good_rows=asked.good_rows,
                complete=asked.complete, tell=tell, progress=progress,
            )  # fmt: skip
    except FileRefused as refused:
        _end(asked, failure=words(refused.remedy))
    except FileNotFoundError:
        _end(asked, failure="The file is no longer kept. Choose it again.")
    else:
        _end(asked, report)


def _end(asked: PipelineImport, report: Report | None = None, failure: str = "") -> None:
    if report is not None:
        asked.counts = {name: getattr(report, name) for name in _COUNTS} | {
            "written": report.written,
            "broken": report.broken,
        }
        asked.problems = report.problems
        asked.sync = PipelineSync.objects.first() if report.written else None
    asked.failure, asked.ended_at = failure[:300], now()
    asked.save(update_fields=["counts", "problems", "report", "sync", "failure", "ended_at"])
    if not asked.dry_run:
        default_storage.delete(asked.kept)


@contextmanager
def _bad_rows(asked: PipelineImport) -> Iterator[Any]:
    """Writes every bad row to a file to download, however many there are."""
    with tempfile.TemporaryFile() as spilled:
        text = TextIOWrapper(spilled, encoding="utf-8", newline="", write_through=True)
        listed, bad = ReportFile(text), 0

        def tell(row: RowOutcome) -> None:
            nonlocal bad
            if row.problems:
                bad += 1
                listed.tell(row)

        yield tell
        text.flush()
        if bad:
            spilled.seek(0)
            asked.report = default_storage.save(f"{_REPORTS}/{asked.pk}.csv", File(spilled))
        text.detach()


@contextmanager
def _told_beside(asked: PipelineImport) -> Iterator[Any]:
    """Progress that others see before the import commits: told on a connection of its own where there can be one."""
    if connection.vendor != "postgresql" and not asked.dry_run:
        yield lambda stage, done: None
        return
    beside = connections.create_connection("default") if connection.vendor == "postgresql" else connection
    last = 0

    def tell(stage: str, done: int) -> None:
        nonlocal last
        if abs(done - last) < _TOLD_EVERY and stage == asked.stage:
            return
        last, asked.stage, asked.done = done, stage[:60], done
        table = PipelineImport._meta.db_table
        with beside.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{table}" SET stage = %s, done = %s WHERE id = %s',  # noqa: S608
                [asked.stage, done, asked.pk],
            )

    try:
        yield tell
    finally:
        if beside is not connection:
            beside.close()


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process brings a file in. SQLite lets one process write at a time anyway."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        alone = bool(cursor.fetchone()[0])
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def remove_old_reports(at: datetime) -> int:
    """Delete the lists of bad rows of long ago; how many."""
    old = PipelineImport.objects.filter(ended_at__lt=at - REPORTS_KEPT).exclude(report="")
    for asked in old:
        default_storage.delete(asked.report)
    return old.update(report="")
