"""A registration and the index of known opportunities: filing its claim, finding its rivals.

Rivals are the other live registrations that may be the same opportunity; whoever decides one locks them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from deals import pipeline_copy, verdicts
from deals.models import OpportunityVerdict, Registration
from deals.refusals import Refused
from deals.verdicts import Given
from validation import claims
from validation.facts import CandidateFacts, SearchFacts
from validation.matching import Candidate, Query, SearchUnavailable, find_candidates
from validation.models import KnownOpportunity
from validation.opportunity import opportunity_key
from validation.overlap import families, windows_overlap

FOUND_MOST = 100
# Of a known registration, its place among those submitted at the same instant.
_PLACE_NUMBER = Subquery(
    Registration.objects.filter(reference=OuterRef("record_id")).order_by().values("place_number")
)
AlreadyInForce = claims.AlreadyInForce


def file(row: Registration, at: datetime, *, in_force: bool = False) -> None:
    """File a submitted registration in the index under its place in line, or bring its row up to date."""
    claims.file_claim(
        claims.Claim(
            record_id=row.reference, claimant=str(row.partner_id), customer_name=row.customer_name,
            project_name=row.project_name, country=str(row.installation_country), city=row.installation_city,
            amount=row.budget, currency=row.currency, starts_on=row.implementation_from,
            closes_on=row.implementation_until, product_lines=product_codes(row), domain=row.customer_domain,
            tax_number=row.tax_number,
        ),
        created_at=row.place_at or at, at=at, state=claims.State.OPEN if in_force else claims.State.FILED,
    )  # fmt: skip


def put_in_force(row: Registration, at: datetime) -> None:
    """Put the registration in force in the index. Raises Refused when the opportunity is taken."""
    try:
        claims.open_claim(row.reference, at=at)
    except AlreadyInForce as taken:
        raise Refused(_("A registration for this very customer and project is already in force.")) from taken


def take_out(row: Registration, at: datetime) -> None:
    claims.close_claim(row.reference, at=at)


def product_codes(row: Registration) -> list[str]:
    return sorted(item.product_line.code for item in row.items.all())


def query_for(row: Registration, codes: Iterable[str]) -> Query:
    return Query(
        customer_name=row.customer_name, project_name=row.project_name, country=str(row.installation_country),
        city=row.installation_city, budget=row.budget, currency=row.currency, product_lines=tuple(codes),
        domain=row.customer_domain, tax_number=row.tax_number, implementation_from=row.implementation_from,
        implementation_until=row.implementation_until, exclude_record_ids=frozenset({row.reference}),
    )  # fmt: skip


def catch_up() -> None:
    """Let the search find every claim committed so far: said before a coordinator decides, never for a partner.

    Raises SearchUnavailable when they cannot be filed.
    """
    try:
        claims.file_waiting(wait=True)
    except DatabaseError as failure:
        raise SearchUnavailable(str(failure)) from failure


def rivals(row: Registration) -> frozenset[int]:
    """Keys of the live registrations to lock with this one: alike by the search, or with the same key.

    Raises Refused when the search cannot look: without it nothing may be decided.
    """
    query = query_for(row, product_codes(row))
    try:
        with transaction.atomic():
            catch_up()
            alike = find_candidates(query, limit=FOUND_MOST)
    except SearchUnavailable as failure:
        raise Refused(
            _("The conflict search is not available. Nothing can be accepted until it is.")
        ) from failure
    references = {
        candidate.record_id for candidate in alike if candidate.same_customer or candidate.same_opportunity
    }
    same_key = KnownOpportunity.objects.live().filter(_same_key(row))
    references |= set(same_key.values_list("record_id", flat=True))
    found = Registration.objects.filter(reference__in=references).exclude(pk=row.pk)
    return frozenset(found.values_list("pk", flat=True))


def _same_key(row: Registration) -> Q:
    """The other registrations of the very same customer and project."""
    key = opportunity_key(row.customer_name, row.project_name)
    if not key:
        return Q(pk__in=[])
    return Q(source="registration", opportunity_key=key) & ~Q(record_id=row.reference)


@dataclass(frozen=True)
class Look:
    """One search with what it rests on: the facts for the rules, the rows of the index by key, every verdict about
    the registration, and the newest one on each row."""

    facts: SearchFacts
    known: Mapping[int, KnownOpportunity]
    said: Sequence[OpportunityVerdict]
    given: Mapping[int, Given]


def search(row: Registration, at: datetime) -> SearchFacts:
    """What the vendor knows that may be this opportunity, with the verdicts given; a failure is told, not hidden.

    Claims that no search can find yet are such a failure: silence on them would not mean "no conflict".
    """
    return look(row, at).facts


def look(row: Registration, at: datetime, mirror: SearchFacts | None = None) -> Look:
    """As `search`, for a page that shows what the facts were read from too.

    `mirror` is the state of the pipeline's copy when a page has read it already.
    """
    codes = product_codes(row)
    query = query_for(row, codes)
    nothing_yet, said = mirror or pipeline_copy.state(at), verdicts.about(row)
    try:
        # A savepoint, so that a failing search leaves the running transaction usable.
        with transaction.atomic():
            found = find_candidates(query, limit=FOUND_MOST)
    except SearchUnavailable as failure:
        failed = replace(nothing_yet, failure=str(failure) or "search unavailable")
        return Look(failed, {}, said, {})
    by_id = {candidate.known_id: candidate for candidate in found}
    wanted = Q(pk__in=by_id) | verdicts.called_same(row, said) | _same_key(row)
    # Counted with the rows and therefore after the search, which saw none that came later.
    unfiled = claims.waiting(at, besides=row.reference)
    live: Any = KnownOpportunity.objects.live().filter(wanted)
    rows = list(live.annotate(place_number=_PLACE_NUMBER, unfiled=_count_of(unfiled)))
    waiting = rows[0].unfiled if rows else unfiled.count()
    known = {each.pk: each for each in rows}
    given = verdicts.newest(row, said, known.values(), codes)
    facts = replace(
        nothing_yet,
        candidates=tuple(
            _facts(row, each, by_id.get(pk), codes, given.get(pk)) for pk, each in known.items()
        ),
        failure=_("New claims are being filed. It takes a minute at most.") if waiting else "",
        waiting=waiting,
    )
    return Look(facts, known, said, given)


def _facts(
    row: Registration,
    known: Any,
    candidate: Candidate | None,
    codes: list[str],
    given: Given | None,
) -> CandidateFacts:
    shared = bool(families(codes) & families(known.product_lines)) and windows_overlap(
        (row.implementation_from, row.implementation_until), (known.starts_on, known.closes_on),
        row.pinned_policy.overlap_days,
    )  # fmt: skip
    key = opportunity_key(row.customer_name, row.project_name)
    reasons: tuple[str, ...]
    if candidate is not None:
        same = candidate.same_opportunity or (candidate.same_customer and shared)
        score, reasons = candidate.score, candidate.reasons
    elif known.opportunity_key and known.opportunity_key == key:
        same, score, reasons = True, 1.0, ("same customer and project",)
    else:
        same, score, reasons = False, 0.0, ("a coordinator called it the same before",)
    place = row.place_at
    hours = None if place is None else (known.created_in_source_at - place).total_seconds() / 3600
    return CandidateFacts(
        record_id=known.record_id, source=known.source, state=known.state,
        score=score, same_opportunity=same, reasons=reasons,
        created_at=known.created_in_source_at, last_seen_at=known.synced_at,
        account_manager=known.account_manager, verdict=given.counts if given else "",
        ours=known.source == "pipeline" and known.registration_number == row.reference,
        rank_before=_before(row, known), hours_apart=None if hours is None else abs(hours),
    )  # fmt: skip


def _before(row: Registration, known: Any) -> bool:
    """Whether the other was first: by time, then among registrations by the database sequence."""
    if row.place_at is None or known.created_in_source_at != row.place_at:
        return row.place_at is None or known.created_in_source_at < row.place_at
    other = known.place_number
    return other is not None and row.place_number is not None and other < row.place_number


def _count_of(rows: QuerySet[Any]) -> Combinable:
    """How many rows there are, as a column of another query."""
    return Subquery(rows.values(all=Func(F("pk"), function="COUNT", output_field=IntegerField())))


def require_no_rival_in_force(row: Registration, at: datetime) -> None:
    """Raise Refused when a rival was accepted meanwhile (rulebook, *Grace*)."""
    found = search(row, at)
    if found.failure:
        raise Refused(_("The conflict search is not available. Nothing can be accepted until it is."))
    for candidate in found.candidates:
        accepted = candidate.source == "registration" and candidate.state == "open"
        if accepted and candidate.same_opportunity and candidate.verdict != "different":
            raise Refused(_("Another registration for this opportunity was accepted meanwhile."))


def held(row: Registration, at: datetime) -> bool:
    """Whether a live claim still stands before a parked one: in force, or earlier in line.

    A search that cannot look leaves it parked.
    """
    found = search(row, at)
    return bool(found.failure) or any(
        candidate.verdict == "same" or (candidate.same_opportunity and candidate.verdict != "different")
        for candidate in found.candidates
        if candidate.source == "registration" and (candidate.state == "open" or candidate.rank_before)
    )
