"""From likeness to probability: three small logistic models with their coefficients in plain sight."""

from math import exp, log

from .coefficients import CUSTOMER, DECIDED_AT, NAME, OPPORTUNITY, SAME_CUSTOMER_AT


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def _weighed(features: dict[str, float], coefficients: dict[str, float]) -> float:
    return coefficients["constant"] + sum(
        coefficients.get(name, 0.0) * value for name, value in features.items() if value
    )


def name_probability(features: dict[str, float]) -> float:
    """The probability, by spelling and country alone, that two names belong to one customer."""
    return _logistic(_weighed(features, NAME))


def customer_probability(features: dict[str, float]) -> float:
    """The probability that two rows name the same customer."""
    return _logistic(_weighed(features, CUSTOMER))


def logit(probability: float) -> float:
    """The log odds of a probability, kept within what the models can mean."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return log(kept / (1 - kept))


def opportunity_probability(features: dict[str, float]) -> float:
    """The probability that two rows are the same opportunity."""
    return _logistic(_weighed(features, OPPORTUNITY))


def is_same_opportunity(probability: float) -> bool:
    return probability >= DECIDED_AT


def is_same_customer(probability: float) -> bool:
    return probability >= SAME_CUSTOMER_AT
