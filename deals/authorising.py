"""Authorisations from a table: every fault of every row named at once, then brought in all or nothing.

A row says company, region, product line, first and last day. A row that stands already changes nothing; one with
the same first day as a standing one moves its last day. Overlaps are refused.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deals.bulk.cells import day, text
from deals.bulk.returned import harmless
from deals.bulk.sheets import kind_of, rows_of
from partners.admin.authorising import overlap_words
from partners.authorisations import Span, overlapped
from partners.models import Authorisation, Partner, ProductLine, Region
from partners.querysets import PartnerQuerySet
from validation.opportunity import fold
from validation.pipeline.cells import Unreadable, shown
from validation.pipeline.files import FileRefused
from validation.wording import words

COLUMNS = ("partner", "register_number", "region", "product_line", "starts_on", "ends_on")
REQUIRED = ("partner", "region", "product_line", "starts_on")
Key = tuple[int, int, int]


@dataclass(frozen=True)
class Fault:
    """One cell that stops the file: the line as a spreadsheet counts it, the column, what it says, what to do."""

    line: int
    column: str
    value: str
    remedy: str


@dataclass
class Outcome:
    """What a file would do, or did: nothing is written while there are faults or on a rehearsal."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    written: bool = False


@dataclass(frozen=True)
class _Row:
    line: int
    partner: Partner
    region: Region
    product_line: ProductLine
    span: Span

    @property
    def key(self) -> Key:
        return self.partner.pk, self.region.pk, self.product_line.pk


class _Known:
    """Companies, regions and product lines by what a cell may call them, each table read once."""

    def __init__(self) -> None:
        self.regions = {region.code: region for region in Region.objects.all()}
        self.lines = {line.code: line for line in ProductLine.objects.all()}
        self.partners: dict[str, list[Partner]] = {}
        for partner in Partner.objects.order_by("pk"):
            self.partners.setdefault(fold(partner.name), []).append(partner)

    def partner(self, name: str, number: str) -> Partner:
        found = self.partners.get(fold(name), [])
        if number:
            found = [partner for partner in found if fold(partner.register_number) == fold(number)]
        if not found:
            raise Unreadable(gettext_noop("Write the name of a company as the list of partners shows it."))
        if len(found) > 1:
            raise Unreadable(
                gettext_noop("Add the column register_number: %(count)s companies have this name."),
                count=len(found),
            )
        return found[0]

    def region(self, code: str) -> Region:
        if (found := self.regions.get(code.lower())) is None:
            raise Unreadable(gettext_noop("Write the code of a region, such as apac.sea."))
        return found

    def line(self, code: str) -> ProductLine:
        if (found := self.lines.get(code.lower())) is None:
            raise Unreadable(gettext_noop("Write the code of a product line, such as storage.flash."))
        return found


def bring_in(content: bytes, *, rehearse: bool) -> Outcome:
    """Check a CSV or XLSX file of authorisations and, unless rehearsed, write it whole.

    A file that cannot be read at all is one fault on the line where reading stopped.
    """
    outcome = Outcome()
    with transaction.atomic():
        try:
            rows = list(_readable(content, outcome))
        except FileRefused as refused:
            outcome.faults.append(Fault(refused.line, "", "", words(refused.remedy)))
            return outcome
        # Two files at once wait for each other here, so that neither overlooks what the other brings.
        list(
            Partner.objects.select_for_update().filter(pk__in={row.partner.pk for row in rows}).order_by("pk")
        )
        new, changed = _compared(rows, outcome)
        if not outcome.faults and not rehearse:
            Authorisation.objects.bulk_create(new)
            Authorisation.objects.bulk_update(changed, ["ends_on"], batch_size=500)
            outcome.written = True
    return outcome


def _readable(content: bytes, outcome: Outcome) -> Iterator[_Row]:
    lines = rows_of(content, kind_of(content))
    first, cells = next(lines, (1, []))
    headings = ["_".join(shown(cell).casefold().split()) for cell in cells]
    _require_headings(headings, first)
    known = _Known()
    for number, values in lines:
        row = dict(zip(headings, [*values, *[""] * len(headings)], strict=False))
        if (read := _read(number, row, known, outcome.faults)) is not None:
            yield read


def _require_headings(headings: list[str], line: int) -> None:
    counted = Counter(heading for heading in headings if heading)
    if missing := [name for name in REQUIRED if name not in counted]:
        words = gettext_noop("Add the missing columns to the first row: %(columns)s.")
        raise FileRefused(words, line, columns=", ".join(missing))
    if twice := sorted(name for name, count in counted.items() if count > 1):
        raise FileRefused(
            gettext_noop("Keep one column of each: %(columns)s."), line, columns=", ".join(twice)
        )


def _read(line: int, row: dict[str, Any], known: _Known, faults: list[Fault]) -> _Row | None:
    answers: dict[str, Any] = {}
    readers = {
        "partner": lambda cell: known.partner(text(cell, 200), text(row.get("register_number"), 60)),
        "region": lambda cell: known.region(shown(cell)),
        "product_line": lambda cell: known.line(shown(cell)),
        "starts_on": _first_day,
        "ends_on": day,
    }
    before = len(faults)
    for column, reader in readers.items():
        cell = row.get(column, "")
        try:
            answers[column] = reader(cell)
        except Unreadable as trouble:
            faults.append(Fault(line, column, shown(cell), words(trouble.remedy)))
    if len(faults) > before:
        return None
    first, last = answers["starts_on"], answers["ends_on"]
    if last is not None and last < first:
        remedy = _("The last day is before the first. Choose a later last day.")
        faults.append(Fault(line, "ends_on", last.isoformat(), remedy))
        return None
    return _Row(line, answers["partner"], answers["region"], answers["product_line"], Span(first, last))


def _first_day(cell: object) -> date:
    found = day(cell)
    if found is None:
        raise Unreadable(gettext_noop("Write the first day, such as 2027-01-01."))
    return found


def _compared(rows: list[_Row], outcome: Outcome) -> tuple[list[Authorisation], list[Authorisation]]:
    """The rows against what stands and against each other: what is new, and whose last day moves."""
    standing: dict[Key, dict[date, Authorisation]] = {}
    for each in Authorisation.objects.filter(partner__in={row.partner.pk for row in rows}):
        key = (each.partner_id, each.region_id, each.product_line_id)
        standing.setdefault(key, {})[each.starts_on] = each
    wanted: dict[tuple[Key, date], _Row] = {}
    for row in rows:
        if (above := wanted.setdefault((row.key, row.span.first), row)) is not row:
            remedy = _("Keep one row: line %d says the same scope from the same day.") % above.line
            outcome.faults.append(Fault(row.line, "starts_on", row.span.first.isoformat(), remedy))
    new: list[Authorisation] = []
    changed: list[Authorisation] = []
    spans: dict[Key, dict[date, Span]] = {
        key: {first: Span(first, each.ends_on) for first, each in found.items()}
        for key, found in standing.items()
    }
    # Last days that the file moves count as moved before any row is looked at.
    for (key, first), row in wanted.items():
        spans.setdefault(key, {})[first] = row.span
    for (key, first), row in wanted.items():
        others = [span for start, span in spans[key].items() if start != first]
        if (found := overlapped(row.span, others)) is not None:
            outcome.faults.append(Fault(row.line, "starts_on", first.isoformat(), overlap_words(found)))
            continue
        stands = standing.get(key, {}).get(first)
        if stands is None:
            new.append(Authorisation(
                partner=row.partner, region=row.region, product_line=row.product_line, starts_on=first,
                ends_on=row.span.last,
            ))  # fmt: skip
        elif stands.ends_on == row.span.last:
            outcome.unchanged += 1
        else:
            stands.ends_on = row.span.last
            changed.append(stands)
    outcome.new, outcome.changed = len(new), len(changed)
    outcome.faults.sort(key=lambda fault: (fault.line, fault.column))
    return new, changed


def table(partners: PartnerQuerySet) -> Iterator[list[str]]:
    """The authorisations of these companies as the rows of a file that can be brought in again."""
    yield list(COLUMNS)
    theirs = Authorisation.objects.filter(partner__in=partners)
    rows = theirs.select_related("partner", "region", "product_line").order_by(
        "partner__name", "region__code", "product_line__code", "starts_on", "pk"
    )
    for row in rows.iterator(chunk_size=500):
        last = row.ends_on.isoformat() if row.ends_on else ""
        yield [
            harmless(row.partner.name), harmless(row.partner.register_number), row.region.code, row.product_line.code,
            row.starts_on.isoformat(), last,
        ]  # fmt: skip
