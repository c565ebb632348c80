"""From likeness to probability: four small logistic models with their coefficients in plain sight."""

from collections.abc import Sequence
from math import exp, log

from .coefficients import CUSTOMER, DECIDED_AT, NAME, OPPORTUNITY, RIVALS, SAME_CUSTOMER_AT

_NO_RIVAL = 0.02


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def _weighed(features: dict[str, float], coefficients: dict[str, float]) -> float:
    total = coefficients["constant"]
    for name, value in features.items():
        if value and name in coefficients:
            total += coefficients[name] * value
    return total


def probability(features: dict[str, float], coefficients: dict[str, float]) -> float:
    """The probability by a model with these coefficients; features it does not know weigh nothing."""
    return _logistic(_weighed(features, coefficients))


def name_probability(features: dict[str, float]) -> float:
    """The probability, by spelling and country alone, that two names belong to one customer."""
    return probability(features, NAME)


def customer_probability(features: dict[str, float]) -> float:
    """The probability that two rows name the same customer."""
    return probability(features, CUSTOMER)


def logit(probability: float) -> float:
    """The log odds of a probability, kept within what the models can mean."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return log(kept / (1 - kept))


def opportunity_probability(features: dict[str, float]) -> float:
    """The probability that two rows are the same opportunity."""
    return probability(features, OPPORTUNITY)


def rival_features(likely: Sequence[float], unread: Sequence[float]) -> list[dict[str, float]]:
    """What each candidate of one query looks like beside the others: the likelier they are, the less likely is it."""
    total = sum(likely)
    return [
        {
            "likely": logit(one),
            "rivals": (others := log(total - one + _NO_RIVAL)),
            "unread_rivals": others * unknown,
        }
        for one, unknown in zip(likely, unread, strict=True)
    ]


def among_rivals(likely: Sequence[float], unread: Sequence[float]) -> list[float]:
    """The probabilities of all candidates of one query, each weighed against the others."""
    return [probability(features, RIVALS) for features in rival_features(likely, unread)]


def is_same_opportunity(probability: float) -> bool:
    return probability >= DECIDED_AT


def is_same_customer(probability: float) -> bool:
    return probability >= SAME_CUSTOMER_AT
