"""What the rules look at: frozen facts made of plain codes, numbers and dates.

No Django here: `deals.facts` turns models into these values, and the rules run without settings or a database.
Region and product codes are dotted, and a code covers itself and every code under it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


def covers(code: str, other: str) -> bool:
    """Whether a dotted code is the other one or stands above it: `apac` covers `apac.sea.th`."""
    return other == code or other.startswith(f"{code}.")


@dataclass(frozen=True)
class DecisionMakerFacts:
    """One person of the customer's decision chain; the person's name stays with the registration."""

    role: str
    influence: str
    has_name: bool
    has_contact: bool


@dataclass(frozen=True)
class RegistrationFacts:
    """What the partner wrote. `registered_on` is the partner's local day of the first submission, or today."""

    customer_name: str
    project_name: str
    budget: Decimal | None
    currency: str
    products: tuple[str, ...]
    decision_chain: tuple[DecisionMakerFacts, ...]
    implementation_from: date | None
    implementation_until: date | None
    price_application_on: date | None
    registered_on: date
    customer_country: str
    installation_country: str
    region: str | None
    tender_published: bool
    tender_number: str
    tender_on: date | None
    attested_true: bool
    attested_shared: bool
    lead_time_exception: bool = False
    customer_domain: str = ""
    tax_number: str = ""
    close_on: date | None = None
    contact_domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuthorisationFacts:
    region: str
    product: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class EndFacts:
    """The last day on which deals may be registered under a code of a tree, in the partner's zone."""

    code: str
    ends_on: date


@dataclass(frozen=True)
class PartnerFacts:
    """The company the deal is for, and the distributor that registers on its behalf, if any.

    `open_count` and `submitted_today` count the company's registrations besides this one.
    """

    status: str
    client_facing: bool
    distributor: bool
    authorisations: tuple[AuthorisationFacts, ...]
    open_count: int
    submitted_today: int
    filed_by_distributor: bool = False
    distributor_status: str = ""
    distributor_serves_partner: bool = False


@dataclass(frozen=True)
class Terms:
    """The numbers of the pinned policy version that the rules use: days, hours, and caps of the partner's tier."""

    lead_time_days: int
    overlap_days: int
    pipeline_age_hours: int
    near_simultaneous_hours: int
    distributor_for_itself: bool
    open_most: int | None
    per_day_most: int | None


@dataclass(frozen=True)
class CandidateFacts:
    """A known opportunity that may be the same one, with a person's verdict on the pair when there is one.

    `rank_before` is true when this record came first by the rulebook's *Who was first*.
    """

    record_id: str
    source: str
    state: str
    score: float
    same_opportunity: bool
    reasons: tuple[str, ...]
    created_at: datetime
    verdict: str = ""
    ours: bool = False
    rank_before: bool = False
    hours_apart: float | None = None
    last_seen_at: datetime | None = None
    account_manager: str = ""


@dataclass(frozen=True)
class SearchFacts:
    """What the conflict search found; `failure` says why it could not look, and is empty when it did.

    `looked_at`, the pipeline copy's last complete import and the claims `waiting` to be found are the state of the
    index that the answer stands on (rulebook, *Who was first*); `pull_fails` tells why an old copy stays old.
    """

    candidates: tuple[CandidateFacts, ...] = ()
    mirror_age_hours: float | None = None
    failure: str = ""
    looked_at: datetime | None = None
    mirror_at: datetime | None = None
    mirror_import: int | None = None
    waiting: int = 0
    pull_fails: bool = False

    def state(self) -> dict[str, object]:
        """When it was looked, and at what, for the evidence."""
        return {
            "looked_at": self.looked_at.isoformat() if self.looked_at else None,
            "mirror_at": self.mirror_at.isoformat() if self.mirror_at else None,
            "mirror_import": self.mirror_import,
            "waiting": self.waiting,
        }


@dataclass(frozen=True)
class VerificationFacts:
    """The coordinator's verdicts per fact group: `confirmed` or `refuted`; a missing group has none yet."""

    verdicts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """Everything the rules may look at. `search` and `verification` are None until the vendor has looked.

    `product_ends` and `region_ends` are the last days announced in the two trees.
    """

    registration: RegistrationFacts
    partner: PartnerFacts
    terms: Terms
    on: date
    search: SearchFacts | None = None
    verification: VerificationFacts | None = None
    hints: tuple[str, ...] = field(default=())
    product_ends: tuple[EndFacts, ...] = ()
    region_ends: tuple[EndFacts, ...] = ()


FACT_GROUPS = ("customer", "project", "budget", "products", "decision-chain", "timeline")
