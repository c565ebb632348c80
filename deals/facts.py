"""The one place that turns models into the facts the rules look at."""

from datetime import date, datetime

from deals import clocks
from deals.models import DecisionMaker, Registration
from deals.states import OPEN
from partners.models import Authorisation, DistributorLink, Partner, Policy, RegionCountry
from partners.working_time import start_of_day
from validation.facts import (
    AuthorisationFacts,
    Case,
    DecisionMakerFacts,
    PartnerFacts,
    RegistrationFacts,
    SearchFacts,
    Terms,
    VerificationFacts,
)
from validation.opportunity import fold


def case_for(
    row: Registration,
    at: datetime,
    *,
    search: SearchFacts | None = None,
    verification: VerificationFacts | None = None,
) -> Case:
    """Everything the rules look at, as of an instant. Scope looks at the partner's local day of the submission.

    An unsubmitted registration is looked at as if it were submitted now, under the policy now in force.
    """
    zone = row.zone if row.submitted_at else row.partner.zone
    on = clocks.local_day(row.submitted_at or at, zone)
    policy = row.policy or _policy_now(row, at)
    return Case(
        registration=_registration(row, at),
        partner=_partner(row, at),
        terms=_terms(policy, row.partner),
        on=on,
        search=search,
        verification=verification,
    )


def region_of(row: Registration) -> "RegionCountry | None":
    """Where the place of installation belongs (rulebook: scope by place of installation)."""
    return (
        RegionCountry.objects.select_related("region").filter(country=str(row.installation_country)).first()
    )


def search_text(row: Registration) -> str:
    """What a person may type to find it again, folded so that spelling, case and script forms do not matter."""
    said = (row.reference, row.customer_name, row.project_name, row.installation_city, row.tax_number)
    return fold(" ".join(said))


def _policy_now(row: Registration, at: datetime) -> Policy:
    return Policy.objects.in_force(row.region or row.partner.region, at)


def _registration(row: Registration, at: datetime) -> RegistrationFacts:
    zone = row.zone if row.submitted_at else row.partner.zone
    items = row.items.select_related("product_line")
    return RegistrationFacts(
        customer_name=row.customer_name,
        project_name=row.project_name,
        budget=row.budget,
        currency=row.currency,
        products=tuple(sorted(item.product_line.code for item in items)),
        decision_chain=tuple(_decision_maker(person) for person in row.decision_makers.all()),
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
        contact_domains=tuple(
            sorted({p.email.rpartition("@")[2].lower() for p in row.decision_makers.all() if p.email})
        ),
    )


def _decision_maker(person: DecisionMaker) -> DecisionMakerFacts:
    return DecisionMakerFacts(
        role=person.role,
        influence=person.influence,
        has_name=bool(person.name.strip()),
        has_contact=bool(person.email or person.phone.strip()),
    )


def _partner(row: Registration, at: datetime) -> PartnerFacts:
    partner, distributor = row.partner, row.distributor
    zone = partner.zone
    on = clocks.local_day(row.submitted_at or at, zone)
    # Of the others only those before this one: a later submission must not make an earlier case fail its caps.
    others = Registration.objects.filter(partner=partner, submitted_at__lte=row.submitted_at or at).exclude(
        pk=row.pk
    )
    authorisations = Authorisation.objects.filter(partner=partner).select_related("region", "product_line")
    return PartnerFacts(
        status=partner.status,
        client_facing=partner.is_client_facing,
        distributor=partner.is_distributor,
        authorisations=tuple(
            AuthorisationFacts(a.region.code, a.product_line.code, a.starts_on, a.ends_on)
            for a in authorisations
        ),
        open_count=others.filter(status__in=OPEN).count(),
        submitted_today=others.filter(
            submitted_at__gt=start_of_day(on, zone), submitted_at__lte=clocks.end_of_day(on, zone)
        ).count(),
        filed_by_distributor=distributor is not None,
        distributor_status=distributor.status if distributor else "",
        distributor_serves_partner=_serves(distributor, partner, on),
    )


def _serves(distributor: Partner | None, partner: Partner, on: date) -> bool:
    if distributor is None:
        return False
    links = DistributorLink.objects.filter(distributor=distributor, partner=partner)
    return links.in_force(on).exists()


def _terms(policy: Policy, partner: Partner) -> Terms:
    caps = policy.tier_terms.filter(tier=partner.tier).first()
    return Terms(
        lead_time_days=policy.lead_time_days,
        overlap_days=policy.overlap_days,
        pipeline_age_hours=policy.pipeline_age_hours,
        near_simultaneous_hours=policy.near_simultaneous_hours,
        distributor_for_itself=policy.distributor_for_itself,
        open_most=caps.open_most if caps else None,
        per_day_most=caps.per_day_most if caps else None,
    )
