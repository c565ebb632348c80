from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from validation.clock import now
from validation.pipeline import Report, RowOutcome, background
from validation.pipeline.bringing import bring_in
from validation.pipeline.files import FileRefused
from validation.pipeline.report import ReportFile
from validation.wording import words

_PROGRESS_EVERY = 10_000
_PRINTED_BESIDE_A_FILE = 20


class Command(BaseCommand):
    help = (
        "Brings the vendor's pipeline in from a CSV or XLSX file with the columns record_id, customer_name and "
        "created_at, and as far as known customer_alias, project_name, country, city, amount with currency or "
        "amount_usd, starts_on, close_date, product_lines, domain, tax_id, owner, registration_number, "
        "and state or stage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument(
            "--asked", action="store_true", help="Bring in the files that the desk asked for."
        )
        parser.add_argument("--dry-run", action="store_true", help="Report only.")
        parser.add_argument("--good-rows", action="store_true", help="Leave out the bad rows.")
        parser.add_argument("--complete", action="store_true", help="Close rows not in the file.")
        parser.add_argument("--report", type=Path, help="Write what became of each row to this CSV file.")

    def handle(
        self, *, file: Path | None, dry_run: bool, good_rows: bool, complete: bool, **options: Any
    ) -> None:
        if options["asked"]:
            self.stdout.write(f"{background.work():,} files.")
            return
        if file is None:
            raise CommandError("Name the file to bring in.")
        self.refused_printed = 0
        with ExitStack() as stack:
            try:
                opened = stack.enter_context(file.open("rb"))
                self.report = options["report"] and ReportFile(
                    stack.enter_context(options["report"].open("w", encoding="utf-8", newline=""))
                )
            except OSError as failure:
                raise CommandError(f"{failure.strerror}: {failure.filename}") from failure
            try:
                report = bring_in(
                    opened, file.name, at=now(), dry_run=dry_run, good_rows=good_rows, complete=complete,
                    tell=self.tell, every_row=bool(self.report), progress=self.show_progress,
                )  # fmt: skip
            except FileRefused as refused:
                raise CommandError(words(refused.remedy)) from refused
        self.sum_up(report, dry_run=dry_run)

    def tell(self, row: RowOutcome) -> None:
        if self.report:
            self.report.tell(row)
        for problem in row.problems:
            self.refused_printed += 1
            if not self.report or self.refused_printed <= _PRINTED_BESIDE_A_FILE:
                place = f", {problem.column} “{problem.value}”" if problem.column else ""
                self.stderr.write(f"Line {row.line}{place}: {words(problem.remedy)}")

    def show_progress(self, stage: str, done: int) -> None:
        if done % _PROGRESS_EVERY == 0:
            self.stderr.write(self.style.NOTICE(f"{stage}: {done:,}"))

    def sum_up(self, report: Report, *, dry_run: bool) -> None:
        self.stdout.write(
            f"{report.rows:,} rows: {report.created:,} created, {report.changed:,} changed, "
            f"{report.unchanged:,} unchanged, {report.closed:,} closed, {report.refused:,} refused."
        )
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")
        elif not report.written:
            raise CommandError("Nothing was brought in. Mend the refused rows, or ask for --good-rows.")
        elif report.refused:
            self.stdout.write("The pipeline does not count as up to date until no row is refused.")
