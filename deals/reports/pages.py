"""What the page of a report shows, at the desk and in the portal alike."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language_bidi

from deals.reports.asked import Asked
from deals.reports.drawing import drawn
from deals.reports.questions import Question
from deals.reports.shape import PARTS, Cell, Report, Table
from deals.reports.shelf import Kind


def context(kind: Kind, question: Question, asked: Asked, report: Report) -> dict[str, Any]:
    chart, rtl = report.chart, get_language_bidi()
    drawing = drawn(chart, rtl=rtl)
    return {
        "kind": kind,
        "question": question,
        "asked": asked,
        "drawing": drawing,
        "groups": [
            (group, shown(group.label), [(bar, shown(bar.value)) for bar in group.bars])
            for group in drawing.groups
        ],
        "legend": [(number, label) for number, (label, _column) in enumerate(chart.series, 1)],
        "parts": chart.kind == PARTS,
        "rtl": rtl,
        "tables": [_table(table) for table in report.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    heads = range(table.heads)
    return {
        "caption": table.caption,
        "headings": [(heading, number not in heads) for number, heading in enumerate(table.headings)],
        "rows": [
            [(shown(cell), number not in heads) for number, cell in enumerate(row)] for row in table.rows
        ],
    }


def shown(cell: Cell | Any) -> str:
    """A cell in the reader's language; a day stands for its month."""
    if cell is None:
        return "–"
    if isinstance(cell, date):
        return str(date_format(cell, "YEAR_MONTH_FORMAT"))
    if isinstance(cell, int | Decimal):
        return str(number_format(cell, use_l10n=True, force_grouping=True))
    return str(cell)
