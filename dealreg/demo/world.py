"""Where the demo takes place: calendars, regions, products, and the policy with its benefits."""

from datetime import date, datetime

from partners.models import (
    BenefitKind,
    BenefitProposal,
    Holiday,
    Policy,
    ProductLine,
    Region,
    RegionCountry,
    TierTerms,
    WorkingCalendarModel,
)
from partners.tiers import Tier

REGIONS = [
    ("apac", "Asia Pacific", "Asia/Singapore", "USD", []),
    ("apac.sea", "South East Asia", "Asia/Singapore", "USD", ["SG", "MY", "ID", "VN", "PH"]),
    ("apac.sea.th", "Thailand", "Asia/Bangkok", "THB", ["TH"]),
    ("emea", "Europe, Middle East, Africa", "Europe/Berlin", "EUR", []),
    ("emea.eu", "Europe", "Europe/Berlin", "EUR", ["DE", "FR", "PL", "ES", "IT", "AT"]),
    ("emea.me", "Middle East", "Asia/Dubai", "USD", ["AE", "SA", "EG"]),
    ("emea.africa", "Africa", "Africa/Nairobi", "USD", ["KE", "NG", "ZA"]),
    ("latam", "Latin America", "America/Sao_Paulo", "USD", ["BR", "MX", "CL"]),
]
PRODUCTS = [
    ("network", "Network"),
    ("network.switch", "Data centre switches"),
    ("network.wlan", "Campus wireless"),
    ("storage", "Storage"),
    ("storage.flash", "All-flash storage"),
    ("storage.backup", "Backup storage"),
    ("compute", "Computing"),
    ("compute.server", "Rack servers"),
    ("cloud", "Cloud"),
    ("cloud.stack", "Private cloud"),
    ("power", "Digital power"),
    ("power.ups", "Uninterruptible power"),
    ("power.pv", "Solar inverters"),
    ("security", "Security"),
    ("security.firewall", "Firewalls"),
]
# Tier, open registrations at most, submissions a day at most, discount in per cent.
TERMS = [
    (Tier.REGISTERED, 15, 5, 3),
    (Tier.AUTHORIZED, 25, 8, 5),
    (Tier.SILVER, 40, 10, 7),
    (Tier.GOLD, 80, 20, 9),
    (Tier.VAP, 120, 30, 10),
    (Tier.DISTRIBUTOR, 200, 40, 4),
]


def build(starts_at: datetime) -> None:
    """Create the regions, the product lines and a worldwide policy in force from `starts_at`; Europe has its own."""
    calendar = WorkingCalendarModel.objects.create(name="Monday to Friday", weekend=[5, 6])
    for year in (starts_at.year, starts_at.year + 1, starts_at.year + 2):
        Holiday.objects.create(calendar=calendar, day=date(year, 1, 1), name="New Year's Day")
    for code, name, zone, currency, countries in REGIONS:
        region = Region.objects.create(
            code=code, name=name, time_zone=zone, currency=currency, calendar=calendar
        )
        RegionCountry.objects.bulk_create(
            RegionCountry(region=region, country=country) for country in countries
        )
    ProductLine.objects.bulk_create(ProductLine(code=code, name=name) for code, name in PRODUCTS)
    _policy(None, starts_at, "The programme's defaults.")
    europe = Region.objects.get(code="emea.eu")
    _policy(europe, starts_at, "Distributors may register for themselves.", distributor_for_itself=True)


def _policy(region: Region | None, starts_at: datetime, note: str, **numbers: bool) -> None:
    policy = Policy.objects.create(region=region, number=1, starts_at=starts_at, note=note, **numbers)
    for tier, open_most, per_day_most, percent in TERMS:
        TierTerms.objects.create(policy=policy, tier=tier, open_most=open_most, per_day_most=per_day_most)
        BenefitProposal.objects.create(policy=policy, kind=BenefitKind.PRICE, tier=tier, percent=percent)
    BenefitProposal.objects.create(
        policy=policy, kind=BenefitKind.DEAL_AUTHORISATION, terms="For the named customer and project only."
    )
    BenefitProposal.objects.create(
        policy=policy, kind=BenefitKind.SUPPORT, terms="Solution engineer within one working day."
    )
    for tier in (Tier.GOLD, Tier.VAP):
        BenefitProposal.objects.create(policy=policy, kind=BenefitKind.REWARD, tier=tier, percent=2)
