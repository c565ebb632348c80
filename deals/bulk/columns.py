"""What a column of a file may mean: one for each answer a registration takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import answers

PARTNER, PRODUCTS, PEOPLE_MOST = "partner", "products", 2
# Without these nobody could tell one row from another.
NEEDED = ("customer_name", "project_name")
DAYS = ("tender_on", "implementation_from", "implementation_until", "price_application_on", "close_on")


@dataclass(frozen=True)
class Column:
    """One meaning of a column, with what to write in it and an example for the template."""

    name: str
    help: Any
    example: str = ""
    label: Any = ""
    number: int = 0

    @property
    def title(self) -> str:
        if self.number:
            return gettext("Person %(number)d: %(what)s") % {"number": self.number, "what": self.label}
        return str(self.label) or answers.label(self.name)

    @property
    def field(self) -> str:
        """The answer it gives a part of, as the rules name it."""
        return "decision_chain" if self.number else self.name


_DAY = _("A day, such as 2027-03-31.")
_COUNTRY = _("Two letters or the name, such as TH or Thailand.")
_ONE_OF = _("One of the words on the sheet of codes.")
_PERSON = (
    ("role", _("Role"), _ONE_OF, "Decision maker"),
    ("influence", _("Influence"), _ONE_OF, "High"),
    ("name", _("Name"), _("Name and surname, as the customer writes them."), "Somchai Jaidee"),
    ("email", _("Business e-mail"), _("Such as name@example.com."), "somchai@example.com"),
    ("phone", _("Business phone"), "", "+66 2 555 0100"),
)


def _people() -> Iterator[Column]:
    for number in range(1, PEOPLE_MOST + 1):
        for name, label, hint, example in _PERSON:
            yield Column(f"person_{number}_{name}", hint, example if number == 1 else "", label, number)


COLUMNS = (
    Column(
        PARTNER,
        _("The partner your company registers for, by its name or register number."),
        label=_("Who the deal is for"),
    ),
    Column(
        "customer_name",
        _("The full legal name, as on the customer's own papers."),
        "Royal Irrigation Department",
    ),
    Column("customer_country", _COUNTRY, "TH"),
    Column("customer_domain", _("Such as example.com."), "rid.example"),
    Column("tax_number", "", "0994000158378"),
    Column("installation_country", _COUNTRY, "TH"),
    Column("installation_city", "", "Bangkok"),
    Column(
        "project_name",
        _("As the customer calls it: its purpose, place and year make it specific."),
        "Flood control data centre, Bangkok 2027",
    ),
    Column("deal_kind", _ONE_OF, "New project"),
    Column("budget", _("In figures, such as 250000 or 250,000.00."), "1250000.00"),
    Column("currency", _("Three letters, such as USD."), "THB"),
    Column("tender_published", _("Yes or no."), "no"),
    Column("tender_number", _("Needed once a public tender is published.")),
    Column("tender_on", _DAY),
    Column(
        PRODUCTS,
        _("Codes or names, parted by semicolons; a quantity goes before: 12 x Firewalls."),
        "{product}",
        _("Products or solutions"),
    ),
    *_people(),
    Column("implementation_from", _DAY, "{+90}"),
    Column("implementation_until", _DAY, "{+180}"),
    Column("price_application_on", _("At least as many days from now as your policy says."), "{+45}"),
    Column("close_on", _DAY, "{+80}"),
    Column("stage", _ONE_OF, "Solution agreed"),
    Column("competitors", _("Names, separated by commas.")),
)
BY_NAME = {column.name: column for column in COLUMNS}


def offered(*, behalf: bool) -> tuple[Column, ...]:
    """The meanings a company may give: only a distributor says for whom."""
    return COLUMNS if behalf else COLUMNS[1:]
