"""The report of an import as a CSV file: a line per problem, and one for each row without."""

import csv
from typing import IO

from validation.pipeline.mirror import RowOutcome
from validation.wording import words

HEADINGS = ("line", "record_id", "outcome", "column", "value", "remedy")


def _harmless(value: str) -> str:
    """A text that a spreadsheet does not run as a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


class ReportFile:
    """Writes what became of each row, as it is told, into an open text file."""

    def __init__(self, file: IO[str]) -> None:
        self._writer = csv.writer(file)
        self._writer.writerow(HEADINGS)

    def tell(self, row: RowOutcome) -> None:
        start = (row.line, _harmless(row.record_id), row.outcome)
        if not row.problems:
            self._writer.writerow((*start, "", "", ""))
        for problem in row.problems:
            self._writer.writerow((*start, problem.column, _harmless(problem.value), words(problem.remedy)))
