"""A report as a file: its words first, then every table with the figures of the page."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse

from deals.bulk.returned import harmless
from deals.reports.asked import Asked
from deals.reports.shape import Cell, Report
from deals.reports.shelf import Kind


def respond(kind: Kind, asked: Asked, report: Report) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{kind.slug}-{asked.first:%Y-%m}-{asked.last:%Y-%m}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff" + written(kind, asked, report))
    return answer


def written(kind: Kind, asked: Asked, report: Report) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_line([kind.title, f"{asked.first:%Y-%m}", f"{asked.last:%Y-%m}", asked.zone.key]))
    writer.writerow(_line([kind.definition]))
    for table in report.tables:
        writer.writerow([])
        writer.writerow(_line([table.caption]))
        writer.writerow(_line(table.headings))
        writer.writerows(_line(row) for row in table.rows)
    return buffer.getvalue()


def _line(cells: Iterable[Any]) -> list[Any]:
    return [_cell(cell) for cell in cells]


def _cell(cell: Cell | Any) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    return cell if isinstance(cell, int) else harmless(str(cell))
