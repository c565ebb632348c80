"""What a rule says: a code of the rulebook, an outcome, words, and evidence. No Django here.

Words are English message templates with named parameters; `validation.wording` puts them into the reader's language.
The partner's checklist, the coordinator's decision sheet and the event payload are views of the same findings.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """`review` means a person must decide; `pending` means it cannot be known yet, and is never a pass."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    PENDING = "pending"


class Code(StrEnum):
    """The seven criteria of the programme page in its order, and who may register at all."""

    COMPLETE = "complete"
    VERIFIED = "verified"
    LEAD_TIME = "lead-time"
    PIPELINE = "pipeline"
    SINGLE = "single"
    SCOPE = "scope"
    APPROVED = "approved"
    ELIGIBLE = "eligible"


# What a partner can mend refuses submission and shows before it; the rest is the vendor's knowledge.
PARTNER_CODES = (Code.COMPLETE, Code.LEAD_TIME, Code.SCOPE, Code.ELIGIBLE)
VENDOR_CODES = (Code.VERIFIED, Code.PIPELINE, Code.SINGLE)


@dataclass(frozen=True)
class Message:
    """A template such as "Write the project name." with its parameters."""

    template: str
    params: dict[str, str | int | float] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the field it belongs to (as the form names it), what is wrong, and the remedy."""

    field: str
    explanation: Message
    remedy: Message


@dataclass(frozen=True)
class Finding:
    """The answer of one rule. `evidence` holds codes, counts, dates and record ids; never personal data."""

    code: Code
    outcome: Outcome
    explanation: Message
    problems: tuple[Problem, ...] = ()
    evidence: dict[str, object] = field(default_factory=dict, hash=False)
    two_persons: bool = False

    @property
    def passed(self) -> bool:
        return self.outcome is Outcome.PASS
