"""The one place that turns models into the facts the rules look at."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Value

from deals import clocks
from deals.models import DecisionMaker, Registration
from deals.states import Status
from deals.track_record import TrackRecord, track_record
from partners.last_days import Announced, LastDays, announced
from partners.models import Authorisation, DistributorLink, Partner, Policy, RegionCountry, TierTerms
from validation import hints, spellings
from validation.facts import (
    AuthorisationFacts,
    Case,
    DecisionMakerFacts,
    EndFacts,
    PartnerFacts,
    RegistrationFacts,
    SearchFacts,
    Terms,
    VerificationFacts,
)


def case_for(
    row: Registration,
    at: datetime,
    *,
    search: SearchFacts | None = None,
    verification: VerificationFacts | None = None,
    record: TrackRecord | None = None,
    tier_terms: Sequence[TierTerms] | None = None,
) -> Case:
    """Everything the rules look at, as of an instant. Scope looks at the partner's local day of the submission.

    An unsubmitted registration is looked at as if it were submitted now, under the policy now in force.
    `record` is the partner's and `tier_terms` the policy's, when they were read already.
    """
    zone = row.zone if row.submitted_at else row.partner.zone
    on = clocks.local_day(row.submitted_at or at, zone)
    policy = row.policy or _policy_now(row, at)
    record, said = record or track_record(row, at), _registration(row, at)
    # What was filed stands: an end is asked about while the partner can still leave something out.
    ends = announced() if row.status in (Status.DRAFT, Status.RETURNED) else Announced()
    return Case(
        registration=said,
        partner=_partner(row, at, record),
        terms=_terms(policy, row.partner, tier_terms),
        on=on,
        search=search,
        verification=verification,
        hints=hints.hints(said, record.budgets) if verification is not None else (),
        product_ends=_ends(ends.products),
        region_ends=_ends(ends.regions),
    )


def case_of_answers(
    row: Registration,
    at: datetime,
    *,
    products: Iterable[str],
    people: Iterable[DecisionMaker],
    partner: PartnerFacts,
    terms: Terms,
    ends: Announced,
) -> Case:
    """The same of a registration that is not saved, as if it were submitted now; nothing is asked of the database.

    `products` are codes. `partner` and `terms` come from `company` and `terms_now`, which many rows may share, as they
    may the last days.
    """
    return Case(
        registration=_said(row, at, products, people),
        partner=partner,
        terms=terms,
        on=clocks.local_day(at, row.partner.zone),
        product_ends=_ends(ends.products),
        region_ends=_ends(ends.regions),
    )


def case_as_decided(
    row: Registration,
    policy: Policy,
    *,
    open_count: int,
    submitted_today: int,
    refused_for: Collection[str],
    search: SearchFacts | None,
) -> Case:
    """The case as it stood at its decision, under any version of the policy, for a rehearsal.

    Asks nothing of the database when the lists of the row were read along. Counts and reasons are those kept with the
    decision, so that what the company became since changes nothing.
    """
    partner, distributor = row.partner, row.distributor
    company = PartnerFacts(
        status="refused" if "partner-not-active" in refused_for else "active",
        client_facing=partner.is_client_facing,
        distributor=partner.is_distributor,
        authorisations=tuple(
            AuthorisationFacts(a.region.code, a.product_line.code, a.starts_on, a.ends_on)
            for a in partner.authorisations.all()
        ),
        open_count=open_count,
        submitted_today=submitted_today,
        filed_by_distributor=distributor is not None,
        distributor_status="refused" if "distributor-not-active" in refused_for else "active",
        distributor_serves_partner="distributor-does-not-serve" not in refused_for,
    )
    verdicts = {v.group: v.verdict for v in row.verifications.all()}
    at = row.decided_at or row.created_at
    return Case(
        registration=_registration(row, at),
        partner=company,
        terms=_terms(policy, partner),
        on=clocks.local_day(row.submitted_at or at, row.zone),
        search=search,
        verification=VerificationFacts(tuple(sorted(verdicts.items()))),
    )


def company(row: Registration, at: datetime) -> PartnerFacts:
    """The company a registration is for, and the distributor that files it, as they stand."""
    return _partner(row, at, track_record(row, at))


def terms_now(row: Registration, at: datetime) -> Terms:
    """The numbers of the policy now in force for the place of installation."""
    return _terms(_policy_now(row, at), row.partner)


def region_of(row: Registration) -> "RegionCountry | None":
    """Where the place of installation belongs (rulebook: scope by place of installation)."""
    return (
        RegionCountry.objects.select_related("region").filter(country=str(row.installation_country)).first()
    )


def search_text(row: Registration) -> str:
    """What a person may type to find it again, so stored that spelling, case and script do not matter."""
    said = (row.reference, row.customer_name, row.project_name, row.installation_city, row.tax_number)
    return spellings.stored(" ".join(said))


def _ends(last_days: LastDays) -> tuple[EndFacts, ...]:
    return tuple(EndFacts(code, day) for code, day in last_days.days.items())


def _policy_now(row: Registration, at: datetime) -> Policy:
    return Policy.objects.in_force(row.region or row.partner.region, at)


def _registration(row: Registration, at: datetime) -> RegistrationFacts:
    codes = [item.product_line.code for item in row.items.all()]
    return _said(row, at, codes, row.decision_makers.all())


def _said(
    row: Registration, at: datetime, products: Iterable[str], people: Iterable[DecisionMaker]
) -> RegistrationFacts:
    zone = row.zone if row.submitted_at else row.partner.zone
    people = list(people)
    return RegistrationFacts(
        customer_name=row.customer_name,
        project_name=row.project_name,
        budget=row.budget,
        currency=row.currency,
        products=tuple(sorted(products)),
        decision_chain=tuple(_decision_maker(person) for person in people),
        implementation_from=row.implementation_from,
        implementation_until=row.implementation_until,
        price_application_on=row.price_application_on,
        registered_on=clocks.local_day(row.submitted_at or at, zone),
        customer_country=str(row.customer_country),
        installation_country=str(row.installation_country),
        region=row.region.code if row.region else None,
        tender_published=row.tender_published,
        tender_number=row.tender_number,
        tender_on=row.tender_on,
        attested_true=row.attested_true,
        attested_shared=row.attested_shared,
        lead_time_exception=row.lead_time_exception,
        customer_domain=row.customer_domain,
        tax_number=row.tax_number,
        close_on=row.close_on,
        contact_domains=tuple(sorted({p.email.rpartition("@")[2].lower() for p in people if p.email})),
    )


def _decision_maker(person: DecisionMaker) -> DecisionMakerFacts:
    return DecisionMakerFacts(
        role=person.role,
        influence=person.influence,
        has_name=bool(person.name.strip()),
        has_contact=bool(person.email or person.phone.strip()),
    )


def _partner(row: Registration, at: datetime, record: TrackRecord) -> PartnerFacts:
    partner, distributor = row.partner, row.distributor
    on = clocks.local_day(row.submitted_at or at, partner.zone)
    authorisations, served = _authorised(partner, distributor, on)
    return PartnerFacts(
        status=partner.status,
        client_facing=partner.is_client_facing,
        distributor=partner.is_distributor,
        authorisations=authorisations,
        open_count=record.open_before,
        submitted_today=record.submitted_today,
        filed_by_distributor=distributor is not None,
        distributor_status=distributor.status if distributor else "",
        distributor_serves_partner=served,
    )


def _authorised(
    partner: Partner, distributor: Partner | None, on: date
) -> tuple[tuple[AuthorisationFacts, ...], bool]:
    """What a partner is authorised for, and whether a distributor serves it on a day, by one query."""
    scope = Authorisation.objects.filter(partner=partner)
    found: Any = scope.order_by().values_list("region__code", "product_line__code", "starts_on", "ends_on")
    if distributor is not None:
        links = DistributorLink.objects.filter(distributor=distributor, partner=partner).in_force(on)
        nowhere = Value("", output_field=CharField())
        found = found.union(links.order_by().values_list(nowhere, nowhere, "starts_on", "ends_on"), all=True)
    rows = sorted(found, key=lambda each: each[:3])
    scopes = tuple(AuthorisationFacts(*each) for each in rows if each[0])
    return scopes, len(scopes) < len(rows)


def _terms(policy: Policy, partner: Partner, tier_terms: Sequence[TierTerms] | None = None) -> Terms:
    known = policy.tier_terms.all() if tier_terms is None else tier_terms
    caps = next((terms for terms in known if terms.tier == partner.tier), None)
    return Terms(
        lead_time_days=policy.lead_time_days,
        overlap_days=policy.overlap_days,
        pipeline_age_hours=policy.pipeline_age_hours,
        near_simultaneous_hours=policy.near_simultaneous_hours,
        distributor_for_itself=policy.distributor_for_itself,
        open_most=caps.open_most if caps else None,
        per_day_most=caps.per_day_most if caps else None,
    )
