"""What an import would do, gathered for a page: the counts, the first problems and the first rows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from validation.pipeline.files import read_file
from validation.pipeline.mirror import Report, RowOutcome, import_rows

REFUSED_SHOWN = 500
OTHERS_SHOWN = 100


@dataclass
class Preview:
    """A dry run. `refused` and `others` hold the first rows of each kind; `report` counts them all."""

    report: Report = field(default_factory=Report)
    refused: list[RowOutcome] = field(default_factory=list)
    others: list[RowOutcome] = field(default_factory=list)
    good_rows: bool = False

    @property
    def importable(self) -> bool:
        """Whether bringing the file in would write anything."""
        report = self.report
        return not report.broken and (
            report.refused == 0 or (self.good_rows and report.refused < report.rows)
        )

    def tell(self, row: RowOutcome) -> None:
        rows, most = (
            (self.refused, REFUSED_SHOWN) if row.outcome == "refused" else (self.others, OTHERS_SHOWN)
        )
        if len(rows) < most:
            rows.append(row)


def preview(file: IO[bytes], name: str, *, at: datetime, complete: bool, good_rows: bool) -> Preview:
    """Run through a file without writing anything. Raises FileRefused for a file of another kind."""
    seen = Preview(good_rows=good_rows)
    seen.report = import_rows(
        read_file(file, name), source=name, at=at, dry_run=True, complete=complete, good_rows=good_rows,
        tell=seen.tell,
    )  # fmt: skip
    return seen
