"""The answers of a registration as people meet them: six tasks, a label for each, and the words of a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from deals.countdowns import day_in_words
from deals.drafts import Person, Product
from deals.models import Registration
from deals.states import ChainRole, Influence
from partners.models import ProductLine


@dataclass(frozen=True)
class Task:
    """One task of the registration. `also` are the names that the rules use for its answers besides their own."""

    slug: str
    title: Any
    hint: Any
    names: tuple[str, ...]
    also: tuple[str, ...] = ()

    def url(self, reference: str) -> str:
        return reverse("registration-task", args=[reference, self.slug])


TASKS = (
    Task(
        "customer", _("Customer"), _("Who the customer is, and where the products will be installed"),
        ("customer_name", "customer_country", "customer_domain", "tax_number", "installation_country",
         "installation_city"),
    ),
    Task(
        "project", _("Project and budget"), _("What the customer plans, with which money, and whether by tender"),
        ("project_name", "deal_kind", "budget", "currency", "tender_published", "tender_number", "tender_on"),
    ),
    Task("products", _("Products"), _("The product lines you offer, and how many"), ("products",)),
    Task(
        "decision-chain", _("Decision chain"), _("The people at the customer who decide, advise and buy"),
        ("decision_makers",), ("decision_chain",),
    ),
    Task(
        "timeline", _("Timeline"), _("Implementation, price application, and how far the sale is"),
        ("implementation_from", "implementation_until", "price_application_on", "close_on", "stage", "competitors"),
    ),
    Task("documents", _("Documents"), _("Optional: what supports your claim"), ()),
)  # fmt: skip
BY_SLUG = {task.slug: task for task in TASKS}
OPTIONAL = frozenset(
    {"customer_domain", "tax_number", "installation_city", "tender_number", "tender_on", "close_on", "competitors"}
)  # fmt: skip
# What a new draft already holds says nothing of the partner's work.
GIVEN_BY_START = frozenset({"installation_country", "currency", "deal_kind", "stage", "tender_published"})
COUNTRIES = frozenset({"customer_country", "installation_country"})
LISTS = {"products": _("Products or solutions"), "decision_makers": _("Decision chain")}


@dataclass(frozen=True)
class Answer:
    name: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A task with its answers in words; a closed one cannot be changed now."""

    task: Task
    answers: tuple[Answer, ...]


def task_of(field: str) -> Task | None:
    """The task in which an answer is given, by its own name or the rules' name."""
    return next((task for task in TASKS if field in (*task.names, *task.also)), None)


def label(name: str) -> str:
    if name in LISTS:
        return str(LISTS[name])
    return capfirst(str(Registration._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def value(row: Registration, name: str) -> Any:
    """An answer as `drafts.edit` takes it."""
    if name == "products":
        items = row.items.all()
        return [Product(item.product_line, item.quantity, item.description) for item in items]
    if name == "decision_makers":
        return [Person(p.role, p.influence, p.name, p.email, p.phone) for p in row.decision_makers.all()]
    given = getattr(row, name)
    return str(given) if name in COUNTRIES else given


def from_plain(name: str, plain: Any, products: Mapping[int, ProductLine]) -> Any:
    """An answer that `deals.given.plain` wrote, as `drafts.edit` takes it; `products` are the product lines by key.

    Raises ValueError, TypeError, KeyError or ValidationError for anything that it did not write.
    """
    if name == "products":
        return [Product(products[key], int(quantity), str(words)) for key, quantity, words in plain]
    if name == "decision_makers":
        return [Person(*(str(part) for part in parts)) for parts in plain]
    return plain if plain is None else Registration._meta.get_field(name).to_python(plain)  # type: ignore[union-attr]


def lines(name: str, given: Any) -> tuple[str, ...]:
    """An answer in words, one line for each row of a list; nothing for an answer not given."""
    if name == "products":
        return tuple(_product(product) for product in given)
    if name == "decision_makers":
        return tuple(_person(person) for person in given)
    return (text,) if (text := _text(name, given)) else ()


def answered(row: Registration, name: str) -> Answer:
    """The saved answer in words; the budget with its currency."""
    text = lines(name, value(row, name))
    if name == "budget" and text and row.currency:
        text = (f"{text[0]} {row.currency}",)
    return Answer(name, label(name), text)


def sections(row: Registration) -> tuple[Section, ...]:
    """Every answer in words, task by task, without the documents."""
    return tuple(
        Section(task, tuple(answered(row, name) for name in task.names if name != "currency"))
        for task in TASKS
        if task.names
    )


def started(row: Registration, task: Task) -> bool:
    """Whether the partner has given any answer of this task."""
    if not task.names:
        return bool(row.documents.all())
    return any(value(row, name) for name in task.names if name not in GIVEN_BY_START)


def _text(name: str, given: Any) -> str:
    if given is None or given == "":
        return ""
    if isinstance(given, bool):
        return gettext("Yes") if given else gettext("No")
    if isinstance(given, date):
        return day_in_words(given)
    if isinstance(given, Decimal):
        return number_format(given, decimal_pos=2, force_grouping=True)
    if name in COUNTRIES:
        return str(countries.name(given))
    choices: Sequence[tuple[str, Any]] = getattr(Registration._meta.get_field(name), "flatchoices", [])
    return str(dict(choices).get(given, given))


def _product(product: Product) -> str:
    words = f"{product.quantity} × {product.product_line.name}"
    return f"{words}: {product.description}" if product.description else words


def _person(person: Person) -> str:
    influence = gettext("influence: %s") % str(Influence(person.influence).label).lower()
    contact = ", ".join(part for part in (person.name, person.email, person.phone) if part)
    words = f"{ChainRole(person.role).label} ({influence})"
    return f"{words}: {contact}" if contact else words
