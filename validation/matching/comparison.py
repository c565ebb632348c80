"""Sets one known opportunity beside the one asked for and gathers every feature the scoring weighs."""

from dataclasses import dataclass
from math import log

from .features import compare_names, compare_projects
from .keys import word_key
from .names import Reading
from .projects import Project, line_families
from .scoring import logit, name_probability

_GENERIC = 0.22
_PLACE = 0.3
_UNKNOWN = 0.8
_SCALE = log(1_000_000)


class Rarity(dict[str, float]):
    """How rare each word is among the known names: 1 for a word of one name, near 0 for one of very many."""

    def __init__(self, common: dict[int, int]) -> None:
        super().__init__()
        self._common = common
        self._words: tuple[str, ...] = ()
        self._weights: dict[str, float] = {}

    def of(self, words: tuple[str, ...]) -> dict[str, float]:
        """How rare each of these words is; told at once when they are the same as the time before."""
        if words is not self._words:
            self._words, self._weights = words, {word: self[word] for word in words}
        return self._weights

    def __missing__(self, word: str) -> float:
        rarity = self[word] = self._of(word)
        return rarity

    def _of(self, word: str) -> float:
        if word[0] == "~":
            return _GENERIC
        if word[0] == "@":
            return _PLACE
        names = self._common.get(word_key(word))
        rare = 1 - log(names) / _SCALE if names else _UNKNOWN
        return rare * (0.4 if len(word) == 1 else 0.7 if len(word) == 2 else 1.0)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of an opportunity, asked for or known, besides its readings."""

    country: str
    city: str
    amount: float
    lines: frozenset[str]
    domain: str
    tax_number: str
    year: int


def name_features(
    asked: Reading, known: Reading, rarity: Rarity, countries: tuple[str, str]
) -> dict[str, float]:
    features = compare_names(asked, known, rarity)
    mine, theirs = countries
    features["same_country"] = float(bool(mine) and mine == theirs)
    features["other_country"] = float(bool(mine and theirs) and mine != theirs)
    features["acronym_at_home"] = features["acronym"] * features["same_country"]
    return features


def likeness(asked: Reading, known: Reading, rarity: Rarity, countries: tuple[str, str]) -> float:
    """The probability, by name and country alone, that both name one customer."""
    if not asked.tokens or not known.tokens:
        return 0.0
    return name_probability(name_features(asked, known, rarity, countries))


def customer_features(
    asked: Facts, known: Facts, own: float, linked: float, spelled: bool
) -> dict[str, float]:
    """`own` is the likeness of the row's own names, `linked` the best of names shown to be the same customer.

    `spelled` says whether a web domain of the customer spells the name asked for.
    """
    domains = bool(asked.domain and known.domain)
    numbers = bool(asked.tax_number and known.tax_number)
    return {
        "own": max(logit(own), -5.0),
        "linked": max(logit(max(own, linked)), -5.0),
        "same_tax_number": float(numbers and asked.tax_number == known.tax_number),
        "other_tax_number": float(numbers and asked.tax_number != known.tax_number),
        "same_domain": float(domains and asked.domain == known.domain),
        "near_domain": float(
            domains and asked.domain != known.domain and _one_under_other(asked.domain, known.domain)
        ),
        "other_domain": float(domains and not _one_under_other(asked.domain, known.domain)),
        "spelled_by_domain": float(spelled),
        "same_city": float(bool(asked.city) and asked.city == known.city),
        "other_city": float(bool(asked.city and known.city) and asked.city != known.city),
        "same_country": float(bool(asked.country) and asked.country == known.country),
        "other_country": float(bool(asked.country and known.country) and asked.country != known.country),
    }


def _one_under_other(one: str, two: str) -> bool:
    return one == two or one.endswith("." + two) or two.endswith("." + one)


def opportunity_features(
    asked: Facts, known: Facts, customer: float, asked_project: Project, known_project: Project
) -> dict[str, float]:
    """`customer` is the probability that the customer is the same."""
    features = compare_projects(asked_project, known_project)
    amounts = asked.amount > 0 and known.amount > 0
    distance = abs(log(asked.amount / known.amount)) if amounts else 0.0
    closes = known.year if not known_project.year else 0
    features |= {
        "customer": logit(customer),
        "budget_distance": min(distance, 3.0),
        "near_budget": float(amounts and distance < 0.35),
        "far_budget": float(amounts and distance > 1.4),
        "same_line": float(bool(asked.lines & known.lines)),
        "other_line": float(bool(asked.lines and known.lines) and not asked.lines & known.lines),
        "closes_far": float(bool(asked_project.year and closes) and abs(asked_project.year - closes) > 1),
        "closes_same": float(bool(asked_project.year and closes) and asked_project.year == closes),
    }
    places = {asked.city, known.city} - {""}
    features["city_agrees"] = float(
        bool(places)
        and (
            asked.city == known.city or asked.city in known_project.words or known.city in asked_project.words
        )
    )
    features["city_differs"] = float(bool(asked.city and known.city) and asked.city != known.city)
    features["countries_agree"] = float(bool(asked.country) and asked.country == known.country)
    marks = ("same_year", "same_phase", "same_site", "city_agrees", "closes_same", "near_budget")
    features["marks"] = sum(features[mark] for mark in marks)
    unsure = 1 - customer
    features["unsure_marks"] = unsure * features["marks"]
    features["unsure_words"] = unsure * (features["words"] + features["unread_words"])
    features["unsure_same_solution"] = unsure * features["same_solution"]
    features["sure_same_solution"] = customer * features["same_solution"]
    return features | _unread_features(features, customer, asked, known, (asked_project, known_project))


def _unread_features(
    features: dict[str, float], customer: float, asked: Facts, known: Facts, projects: tuple[Project, Project]
) -> dict[str, float]:
    """What speaks where a solution could not be read: product lines and families in the place of solutions."""
    unread = features["unread"]
    if not unread:
        return {}
    mine, theirs = (
        project.families or line_families(facts.lines)
        for project, facts in zip(projects, (asked, known), strict=True)
    )
    return {
        "unread_line": features["same_line"],
        "unread_other_line": features["other_line"],
        "unread_kin": float(bool(mine & theirs)),
        "unread_alien": float(bool(mine and theirs) and not mine & theirs),
        "unread_customer": features["customer"],
        "unread_marks": features["marks"],
        "sure_unread": customer,
    }
