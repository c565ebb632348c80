"""One row of a file: its answers as the verbs take them, and every point that stands in the way, at once."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext_noop as _

from deals import facts
from deals.bulk import cells
from deals.bulk.columns import BY_NAME, DAYS, NEEDED, PARTNER, PEOPLE_MOST, PRODUCTS
from deals.bulk.known import Known
from deals.bulk.points import FAULT, OPEN, Point, point
from deals.drafts import Person, Product
from deals.forms.customer import DOMAIN, bare_domain
from deals.forms.products import QUANTITY_MOST
from deals.models import DecisionMaker, Registration
from deals.states import Influence
from partners.models import Partner
from validation.findings import Code, Message
from validation.findings import Problem as RuleProblem
from validation.opportunity import fold
from validation.pipeline.cells import Unreadable, shown
from validation.rules import check_partner_side

_TEXTS = (
    "customer_name",
    "customer_domain",
    "tax_number",
    "installation_city",
    "project_name",
    "tender_number",
    "competitors",
)
_PERSON_TEXTS = {"name": 120, "phone": 40}
_PIECES = re.compile(r"(\d{1,9})\s*[x×*]\s+(.+)|(.+?)\s+[x×*]\s*(\d{1,9})", re.IGNORECASE)
_PARTED = re.compile(r"[;；|\n]")
ROWS_OF_PRODUCTS_MOST = 30


@dataclass(frozen=True)
class Reading:
    """What a row says. With a fault it cannot come in; `key` is the same for rows that say the same deal."""

    partner: Partner | None
    answers: dict[str, Any]
    points: tuple[Point, ...]
    key: str

    @property
    def faults(self) -> int:
        return sum(each.level == FAULT for each in self.points)

    @property
    def open(self) -> int:
        return len(self.points) - self.faults


class Row:
    """Reads the cells of one row, keeping what stands in the way of each."""

    def __init__(self, found: Sequence[Any], meaning: Sequence[str], known: Known, order: str) -> None:
        self.found, self.known, self.order = found, known, order
        self.at = {name: index for index, name in enumerate(meaning) if name}
        self.width = len(meaning)
        self.points: list[Point] = []
        self.answers: dict[str, Any] = {}

    def read(self, fallback: Partner | None) -> Reading:
        """`fallback` is for whom the deal is when no column says so."""
        beyond = [cell for cell in self.found[self.width :] if shown(cell)]
        if beyond:
            words = Message(_("Check the separators: this row has more cells than there are headings."))
            self.points.append(point("", None, cells.value_shown(beyond[0]), FAULT, words))
        whose = self._partner(fallback)
        for name in _TEXTS:
            self._take(name, partial(cells.text, most=_length(name)))
        self._take("customer_domain", _domain)
        for name in ("customer_country", "installation_country"):
            self._take(name, self.known.country)
        for name in ("deal_kind", "stage"):
            self._take(name, partial(self.known.listed, name=name))
        self._take("budget", cells.amount)
        self._take("currency", self.known.currency)
        self._take("tender_published", cells.yes_or_no)
        for name in DAYS:
            self._take(name, partial(cells.day, order=self.order))
        self._take(PRODUCTS, self._products)
        self._people()
        if whose is not None:
            self._rules(whose)
        return Reading(whose, self.answers, tuple(self.points), self._key(whose))

    def _cell(self, name: str) -> Any:
        index = self.at.get(name)
        return None if index is None or index >= len(self.found) else self.found[index]

    def _read(self, name: str, reader: Callable[[Any], Any]) -> Any:
        """The value of a column, None where it says nothing or cannot be read."""
        if name not in self.at:
            return None
        try:
            return reader(self._cell(name))
        except Unreadable as wrong:
            self._point(name, FAULT, wrong.remedy)
            return None

    def _take(self, name: str, reader: Callable[[Any], Any]) -> None:
        value = self._read(name, reader)
        if value not in (None, "", []):
            self.answers[name] = value

    def _point(self, name: str, level: str, *messages: Message) -> None:
        index = self.at.get(name)
        field = BY_NAME[name].field if name in BY_NAME else name
        self.points.append(point(field, index, cells.value_shown(self._cell(name)), level, *messages))

    def _partner(self, fallback: Partner | None) -> Partner | None:
        if PARTNER not in self.at:
            return fallback
        before = len(self.points)
        found: Partner | None = self._read(PARTNER, self.known.partner)
        if found is None and len(self.points) == before and fallback is None:
            self._point(PARTNER, FAULT, Message(_("Write the name of the partner this deal is for.")))
        return found or (fallback if len(self.points) == before else None)

    def _products(self, cell: object) -> list[Product]:
        written = "" if cell is None else shown(cell)
        known = self.known.products.get(fold(written).strip())
        parts = [written] if known else [part.strip() for part in _PARTED.split(written) if part.strip()]
        if len(parts) == 1 and not known and "," in written:
            parts = [part.strip() for part in written.split(",") if part.strip()]
        found: list[Product] = []
        for part in parts[: ROWS_OF_PRODUCTS_MOST + 1]:
            pieces = _PIECES.fullmatch(part)
            name = (pieces[2] or pieces[3]) if pieces else part
            many = int(pieces[1] or pieces[4]) if pieces else 1
            line = self.known.product(cells.text(name, 200))
            if not 1 <= many <= QUANTITY_MOST:
                raise Unreadable(_("Write a quantity from 1 to 1,000,000."))
            if any(product.product_line == line for product in found):
                raise Unreadable(_("Name each product line once; add up its quantity."))
            found.append(Product(line, many))
        if len(found) > ROWS_OF_PRODUCTS_MOST:
            raise Unreadable(_("Name at most %(most)s product lines."), most=ROWS_OF_PRODUCTS_MOST)
        return found

    def _people(self) -> None:
        people = []
        for number in range(1, PEOPLE_MOST + 1):
            said = f"person_{number}_"
            if not any(shown(self._cell(f"{said}{part}")) for part in ("role", "name", "email", "phone")):
                continue
            role = self._read(f"{said}role", partial(self.known.listed, name="role"))
            influence = self._read(f"{said}influence", partial(self.known.listed, name="influence"))
            texts = {
                part: self._read(f"{said}{part}", partial(cells.text, most=most)) or ""
                for part, most in _PERSON_TEXTS.items()
            }
            email = self._read(f"{said}email", cells.email) or ""
            if role == "":
                self._point(
                    f"{said}role", FAULT, Message(_("Write this person's role, such as: Decision maker."))
                )
            if f"{said}role" not in self.at:
                # A file with one contact per deal names the one who decides; the partner sees it in the draft.
                role = "decision-maker"
            people.append(Person(role or "", influence or Influence.MEDIUM, email=email, **texts))
        if people:
            self.answers["decision_makers"] = people

    def _rules(self, whose: Partner) -> None:
        """What the form's own checklist would say (promise 4: only what the partner itself knows)."""
        row = draft_of(self.answers, whose, self.known)
        people = [DecisionMaker(**vars(person)) for person in self.answers.get("decision_makers", [])]
        codes = [product.product_line.code for product in self.answers.get(PRODUCTS, [])]
        case = facts.case_of_answers(
            row, self.known.at, products=codes, people=people, partner=self.known.standing(row),
            terms=self.known.terms(row), ends=self.known.ends,
        )  # fmt: skip
        told = {each.field for each in self.points}
        for finding in check_partner_side(case):
            for problem in finding.problems if finding.code is not Code.ELIGIBLE else ():
                if problem.field not in told and (name := self._where(problem)):
                    self._point(name, self._level(name, finding.code), problem.explanation, problem.remedy)

    def _where(self, problem: RuleProblem) -> str:
        """The column a rule's problem belongs to; "" for what the file does not speak of at all.

        An answer whose column is missing is missing in every row: that is told once, above the report.
        """
        if problem.field == "decision_chain":
            mapped = [name for name in self.at if BY_NAME[name].field == "decision_chain"]
            return next((name for name in mapped if name.endswith("_name")), mapped[0] if mapped else "")
        if problem.field in self.at or problem.field in self.answers:
            return problem.field
        return problem.field if problem.field == "installation_country" else ""

    def _level(self, name: str, code: Code) -> str:
        """What is answered wrongly keeps a row out; what is not answered yet, or depends on the day, does not."""
        if name in NEEDED:
            return FAULT
        given = name in self.answers and BY_NAME[name].field == name
        return FAULT if code is Code.COMPLETE and given else OPEN

    def _key(self, whose: Partner | None) -> str:
        said = self.answers
        products = sorted(product.product_line.code for product in said.get(PRODUCTS, []))
        names = [" ".join(fold(said.get(name, "")).split()) for name in NEEDED]
        if whose is None or not all(names):
            return ""
        places = [said.get(name, "") for name in ("customer_country", "installation_country")]
        return hashlib.sha256(json.dumps([whose.pk, *names, *places, products]).encode()).hexdigest()


def draft_of(answers: dict[str, Any], whose: Partner, known: Known) -> Registration:
    """The registration as it would be, with what a new draft already holds; it is not saved."""
    plain = {name: value for name, value in answers.items() if name not in (PRODUCTS, "decision_makers")}
    country = str(plain.get("installation_country", whose.country))
    behalf = known.company if whose != known.company else None
    row = Registration(
        **{"installation_country": country, "currency": whose.region.currency, **plain},
        partner=whose, distributor=behalf, region=known.regions.get(country), zone_name=whose.time_zone,
    )  # fmt: skip
    row.attested_true = row.attested_shared = True
    return row


def _length(name: str) -> int:
    return int(Registration._meta.get_field(name).max_length or 0)  # type: ignore[union-attr]


def _domain(cell: object) -> str:
    bare = bare_domain(cells.text(cell, 2000))
    if bare and (len(bare) > 253 or not DOMAIN.fullmatch(bare)):
        raise Unreadable(_("Write the web domain alone, such as example.com."))
    return bare
