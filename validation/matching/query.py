"""What the search is asked, and what it answers. Plain values: no model leaves or enters the search."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


class SearchUnavailable(Exception):
    """The search could not look. Never to be read as "nothing found": the criterion stays pending."""


@dataclass(frozen=True)
class Query:
    """One opportunity to look for among the known ones. Only the customer's name and the project's are needed."""

    customer_name: str
    project_name: str = ""
    country: str = ""
    city: str = ""
    budget: Decimal | None = None
    currency: str = ""
    product_lines: tuple[str, ...] = ()
    domain: str = ""
    tax_number: str = ""
    implementation_from: date | None = None
    implementation_until: date | None = None
    exclude_record_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A known opportunity that may be the one asked for (rulebook: Same opportunity).

    `score` is the calibrated probability that it is the same opportunity, `customer_score` that the customer is the
    same; `same_opportunity` and `same_customer` are those against the thresholds. `reasons` say why, in plain words.
    """

    known_id: int
    record_id: str
    source: str
    customer_name: str
    project_name: str
    created_in_source_at: datetime
    registration_number: str
    score: float
    customer_score: float
    same_opportunity: bool
    same_customer: bool
    reasons: tuple[str, ...]
