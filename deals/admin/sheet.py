"""The decision sheet: the criteria of the programme page as a coordinator reads them, with their evidence in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.admin.words import CRITERIA, HINTS, OUTCOMES
from deals.countdowns import in_words
from deals.models import Registration
from deals.states import FactGroup, Status
from partners.models import User
from validation import hints
from validation.findings import Code, Finding, Message, Outcome
from validation.wording import explanation, problem_words


@dataclass(frozen=True)
class Criterion:
    """One row of the sheet; `outcome` is the code the style sheet knows."""

    code: str
    name: Any
    outcome: str
    outcome_words: Any
    icon: str
    explanation: str
    evidence: list[str]


def criteria(row: Registration, findings: Iterable[Finding]) -> list[Criterion]:
    """A row per finding in the order given; "approved by the vendor" stands where the programme page has it."""
    names = _names(row)
    rows = [_criterion(finding, names) for finding in findings]
    place = next((n for n, each in enumerate(rows) if each.code == Code.ELIGIBLE), len(rows))
    return [*rows[:place], _approved(row), *rows[place:]]


def on_record(row: Registration) -> list[Finding]:
    """The newest recorded finding of each criterion: what a decision stood on, not what a search would find today."""
    newest = {check.code: check for check in row.checks.select_related("by")}
    return [
        Finding(
            Code(code),
            Outcome(newest[code].outcome),
            Message(**newest[code].message),
            evidence=newest[code].evidence | {"looked_by": _name(newest[code].by)},
        )
        for code in CRITERIA
        if code in newest
    ]


def _name(person: User | None) -> str:
    return person.name if person else _("The clock")


def failing(row: Registration, findings: Iterable[Finding]) -> list[Criterion]:
    """What stands in the way of an approval."""
    return [_criterion(finding, _names(row)) for finding in findings if not finding.passed]


def _names(row: Registration) -> dict[str, str]:
    names = {item.product_line.code: item.product_line.name for item in row.items.all()}
    return names | ({row.region.code: row.region.name} if row.region else {})


def _criterion(finding: Finding, names: Mapping[str, str]) -> Criterion:
    words, icon = OUTCOMES[finding.outcome]
    told = [problem_words(problem, names) for problem in finding.problems] + _evidence(finding.evidence)
    if finding.two_persons:
        told.append(_("A second coordinator must decide: a record was created close to this registration."))
    return Criterion(
        finding.code, CRITERIA[finding.code], finding.outcome, words, icon, explanation(finding, names), told
    )


def _evidence(evidence: Mapping[str, Any]) -> list[str]:
    told = []
    age = evidence.get("mirror_age_hours")
    if age is not None:
        told.append(
            _("The copy of the pipeline is less than an hour old.")
            if age < 1
            else _("The copy of the pipeline is %s hours old.") % round(age, 1)
        )
    records = evidence.get("records")
    if records:
        count = ngettext("%d record found.", "%d records found.", len(records)) % len(records)
        told.append(count)
        told += [_record(each) for each in records]
    if evidence.get("looked_at"):
        told.append(_looked(evidence))
    for key, words in (("refuted", _("Refuted: %s.")), ("unchecked", _("Without a verdict: %s."))):
        if evidence.get(key):
            told.append(words % ", ".join(str(FactGroup(group).label) for group in evidence[key]))
    noticed = [HINTS[code][1] for code in evidence.get("hints", ()) if code in hints.DISAGREE]
    return told + [str(words) for words in noticed]


def _record(record: Mapping[str, Any]) -> str:
    """A record as it was found: its id, when it was created at its source, and who came first by that."""
    order = _("before this one") if record.get("first") else _("after this one")
    created = in_words(record["created_at"])
    words = _("%(record)s, created %(created)s, %(order)s.")
    told = words % {"record": record["record"], "created": created, "order": order}
    manager = record.get("account_manager")
    return f"{told} {_('Account manager: %s.') % manager}" if manager else told


def _looked(evidence: Mapping[str, Any]) -> str:
    """When the search looked, and at which state of the index."""
    by = _("By %s.") % evidence["looked_by"] if evidence.get("looked_by") else ""
    return f"{_state(evidence)} {by}".strip()


def _state(evidence: Mapping[str, Any]) -> str:
    if not evidence.get("mirror_at"):
        return _("Looked at %s.") % in_words(evidence["looked_at"])
    return _("Looked at %(looked)s, in the pipeline as of %(mirror)s (import %(number)s).") % {
        "looked": in_words(evidence["looked_at"]),
        "mirror": in_words(evidence["mirror_at"]),
        "number": evidence["mirror_import"],
    }


def _approved(row: Registration) -> Criterion:
    if row.status in (Status.APPROVED, Status.WON, Status.LOST, Status.LAPSED, Status.EXPIRED):
        outcome, words = Outcome.PASS, _("Approved.")
    elif row.status in (Status.REJECTED, Status.REVOKED):
        outcome, words = Outcome.FAIL, _("Not approved.")
    else:
        outcome, words = Outcome.REVIEW, _("This is your decision.")
    label, icon = OUTCOMES[outcome]
    return Criterion(Code.APPROVED, CRITERIA[Code.APPROVED], outcome, label, icon, words, [])
