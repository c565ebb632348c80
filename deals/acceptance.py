"""The seven criteria applied to a registration: what refuses, what is recorded, who keeps the place in line."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from deals import facts, opportunities
from deals.models import Check, Registration, Verification
from deals.refusals import NotAcceptable
from deals.track_record import TrackRecord
from partners.models import TierTerms, User
from validation.facts import Case, SearchFacts, VerificationFacts
from validation.findings import Finding
from validation.rules import check_all, check_partner_side


def partner_side(row: Registration, at: datetime) -> tuple[Finding, ...]:
    """The live checklist: only what the partner itself knows (promise 4)."""
    return check_partner_side(facts.case_for(row, at))


def case_with_all(
    row: Registration,
    at: datetime,
    *,
    search: SearchFacts | None = None,
    record: TrackRecord | None = None,
    tier_terms: Sequence[TierTerms] | None = None,
) -> Case:
    """The facts of the vendor's side too: what the search found and what coordinators verified.

    `search`, `record` and `tier_terms` are taken as they are when a page has read them already.
    """
    verdicts = {v.group: v.verdict for v in row.verifications.all()}
    verification = VerificationFacts(tuple(sorted(verdicts.items())))
    return facts.case_for(
        row, at, search=search or opportunities.search(row, at), verification=verification, record=record,
        tier_terms=tier_terms,
    )  # fmt: skip


def all_sides(row: Registration, at: datetime) -> tuple[Finding, ...]:
    """Every criterion in the order of the programme page, for the coordinator."""
    return check_all(case_with_all(row, at))


def require_partner_side(row: Registration, at: datetime) -> None:
    """Raise NotAcceptable unless everything the partner can mend is in order; record what was looked at."""
    findings = partner_side(row, at)
    if not all(finding.passed for finding in findings):
        raise NotAcceptable(
            _("Some answers need attention before the registration can be submitted."), findings
        )
    record(row, findings, "submit", by=None, at=at)


def require_all(row: Registration, at: datetime, *, by: User) -> tuple[Finding, ...]:
    """Raise NotAcceptable unless every criterion passes; record what the decision stood on."""
    findings = all_sides(row, at)
    if not all(finding.passed for finding in findings):
        raise NotAcceptable(_("A criterion does not pass, or still needs your verdict."), findings)
    record(row, findings, "approve", by=by, at=at)
    return findings


def record(
    row: Registration, findings: tuple[Finding, ...], occasion: str, *, by: User | None, at: datetime
) -> None:
    """Keep the findings as evidence: outcome, words, record ids with their creation times, who looked and when."""
    Check.objects.bulk_create(
        Check(
            registration=row, occasion=occasion, code=finding.code, outcome=finding.outcome,
            message={"template": finding.explanation.template, "params": finding.explanation.params},
            evidence=finding.evidence, by=by, at=at,
        )
        for finding in findings
    )  # fmt: skip


def seal_of(findings: tuple[Finding, ...]) -> dict[str, str | list[str]]:
    """For the event: which records stood before whoever looked, and a hash that ties the kept evidence to the chain."""
    told = {finding.code.value: [finding.outcome.value, finding.evidence] for finding in findings}
    listed = [each for finding in findings for each in finding.evidence.get("records", ())]  # type: ignore[attr-defined]
    text = json.dumps(told, sort_keys=True, ensure_ascii=True, default=str)
    return {
        "records": [each["record"] for each in listed],
        "evidence_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def content_sha256(row: Registration) -> str:
    """A hash of what was submitted, for the partner's receipt; names of people are not part of it."""
    said = [
        row.customer_name, str(row.customer_country), row.customer_domain, row.tax_number,
        str(row.installation_country), row.installation_city, row.project_name, row.deal_kind,
        str(row.budget), row.currency, row.tender_number,
        str(row.implementation_from), str(row.implementation_until), str(row.price_application_on),
        opportunities.product_codes(row),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def identity(row: Registration) -> list[str]:
    """What must not change for a returned registration to keep its place: customer, project, products."""
    return [
        row.customer_name,
        str(row.customer_country),
        row.tax_number,
        row.project_name,
        *opportunities.product_codes(row),
    ]


def remember_identity(row: Registration) -> None:
    """Note at the return what an answer may not change if it is to keep the place."""
    row.identity_at_return = identity(row)


def keeps_place(row: Registration, at: datetime) -> bool:
    """Whether an answer to a return keeps its place in line (rulebook, *Who was first*, 2)."""
    in_time = row.answer_due_at is not None and at <= row.answer_due_at
    return in_time and row.identity_at_return == identity(row)


def verified_groups(row: Registration) -> dict[str, Verification]:
    """The newest verdict on each group of facts."""
    return {verification.group: verification for verification in row.verifications.select_related("by")}
