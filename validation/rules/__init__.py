"""The criteria of the programme page as pure functions: one rule, one module, one finding.

The seventh, `approved`, is the coordinator's act and no rule. `eligible` answers the paragraphs before the
criteria: who may register at all.
"""

from collections.abc import Callable

from validation.facts import Case
from validation.findings import Finding
from validation.rules.complete import complete
from validation.rules.eligible import eligible
from validation.rules.lead_time import lead_time
from validation.rules.pipeline import pipeline
from validation.rules.scope import scope
from validation.rules.single import single
from validation.rules.verified import verified

__all__ = [
    "PARTNER_RULES",
    "VENDOR_RULES",
    "Rule",
    "check_all",
    "check_partner_side",
    "complete",
    "eligible",
    "lead_time",
    "pipeline",
    "scope",
    "single",
    "verified",
]

Rule = Callable[[Case], Finding]

# What the partner knows and can mend; these alone are shown before submission, and refuse it.
PARTNER_RULES: tuple[Rule, ...] = (complete, lead_time, scope, eligible)
# What only the vendor knows; never shown to the partner before a decision.
VENDOR_RULES: tuple[Rule, ...] = (verified, pipeline, single)
_PAGE_ORDER: tuple[Rule, ...] = (complete, verified, lead_time, pipeline, single, scope, eligible)


def check_partner_side(case: Case) -> tuple[Finding, ...]:
    """The findings a partner may see at any time. They do not depend on what the vendor knows."""
    return tuple(rule(case) for rule in PARTNER_RULES)


def check_all(case: Case) -> tuple[Finding, ...]:
    """Every finding, in the order of the programme page; `pending` where the vendor has not looked yet."""
    return tuple(rule(case) for rule in _PAGE_ORDER)
