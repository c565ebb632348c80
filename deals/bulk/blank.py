"""The template: every heading with one example and, in the workbook, explanations and the lists of codes."""

import csv
import io
import re
from datetime import datetime, timedelta

import openpyxl
from django.utils.translation import gettext as _
from django_countries import countries
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from deals import clocks
from deals.bulk import sheets
from deals.bulk.columns import NEEDED, PARTNER, Column, offered
from deals.bulk.known import LISTS, Known
from partners.models import Authorisation, Partner

_AHEAD = re.compile(r"\{\+(\d+)\}")


def template(company: Partner, kind: str, at: datetime) -> tuple[bytes, str]:
    """The file in the reader's language for a company, and its content type."""
    columns, known = offered(behalf=company.is_distributor), Known(company, at)
    headings = [column.title for column in columns]
    example = [_example(column, known) for column in columns]
    if kind == sheets.XLSX:
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _workbook(columns, headings, example, known), content_type
    text = io.StringIO()
    csv.writer(text).writerows([headings, example])
    # With its mark, so that every spreadsheet opens it in the right letters.
    return text.getvalue().encode("utf-8-sig"), "text/csv"


def _example(column: Column, known: Known) -> str:
    if column.name == PARTNER:
        return known.partners[0].name if known.partners else ""
    if ahead := _AHEAD.fullmatch(column.example):
        day = clocks.local_day(known.at, known.company.zone) + timedelta(days=int(ahead[1]))
        return day.isoformat()
    if column.example == "{product}":
        held = Authorisation.objects.filter(partner=known.company).select_related("product_line")
        own = (each.product_line for each in held if each.product_line in known.lines)
        line = next(own, None) or next(iter(known.lines), None)
        return line.code if line else ""
    if column.name == "currency":
        return known.company.region.currency
    if column.name.endswith("_country"):
        return str(known.company.country)
    return column.example


def _workbook(columns: tuple[Column, ...], headings: list[str], example: list[str], known: Known) -> bytes:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = _("Registrations")
    first.append(headings)
    first.append(example)
    first.freeze_panes = "A2"
    for index, heading in enumerate(headings, 1):
        first.column_dimensions[get_column_letter(index)].width = max(14, min(40, len(heading) + 4))
    words = book.create_sheet(_("Explanations"))
    words.append([_("Column"), _("What to write"), _("Needed")])
    for column in columns:
        needed = _("In every row") if column.name in NEEDED else ""
        words.append([column.title, str(column.help), needed])
    codes = book.create_sheet(_("Codes"))
    codes.append([_("List"), _("Code"), _("Meaning")])
    for line in known.lines:
        codes.append([_("Products or solutions"), line.code, line.name])
    titles = {
        "deal_kind": _("Kind of deal"),
        "stage": _("Sales stage"),
        "role": _("Role"),
        "influence": _("Influence"),
    }
    for name, listed in LISTS.items():
        for code, label in listed.choices:
            codes.append([titles[name], code, str(label)])
    for code in known.currencies:
        codes.append([_("Currency"), code, ""])
    for code, name in countries:
        codes.append([_("Country"), code, str(name)])
    for sheet in book.worksheets:
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    for sheet in (words, codes):
        sheet.freeze_panes = "A2"
        for letter, width in (("A", 34), ("B", 60 if sheet is words else 26), ("C", 40)):
            sheet.column_dimensions[letter].width = width
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
