"""Who takes part in the demo: the vendor's people, six client-facing partners, a distributor, an applicant."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress

from partners import membership
from partners.models import Authorisation, DistributorLink, Partner, ProductLine, Region, User
from partners.roles import Role
from partners.tiers import Tier

PASSWORD = "try-the-portal"  # noqa: S105  (printed by the demo for everybody to read)


@dataclass(frozen=True)
class Company:
    name: str
    country: str
    region: str
    tier: str
    zone: str
    domain: str
    people: tuple[str, str]
    products: tuple[str, ...]
    language: str = "en"


COMPANIES = (
    Company("Chao Phraya Networks Co., Ltd.", "TH", "apac.sea.th", Tier.GOLD, "Asia/Bangkok",
            "chaophraya.example", ("Mali Srisai", "Anan Boonmee"), ("network", "storage", "security", "cloud")),
    Company("Bangkok Data Systems", "TH", "apac.sea.th", Tier.SILVER, "Asia/Bangkok",
            "bangkokdata.example", ("Nok Charoen", "Korn Thongdee"), ("storage", "compute", "network")),
    Company("Merlion Integrators Pte. Ltd.", "SG", "apac.sea", Tier.VAP, "Asia/Singapore",
            "merlion.example", ("Wei Ling Tan", "Arjun Pillai"),
            ("network", "storage", "compute", "cloud", "security", "power")),
    Company("Nordlicht IT GmbH", "DE", "emea.eu", Tier.AUTHORIZED, "Europe/Berlin",
            "nordlicht.example", ("Greta Voss", "Jonas Albrecht"), ("storage", "compute", "power")),
    Company("Savannah Tech Ltd", "KE", "emea.africa", Tier.REGISTERED, "Africa/Nairobi",
            "savannah.example", ("Wanjiru Kamau", "Otieno Oduya"), ("network", "power")),
    Company("Andina Soluções S.A.", "BR", "latam", Tier.SILVER, "America/Sao_Paulo",
            "andina.example", ("Camila Rocha", "Diego Paiva"), ("network", "storage", "power", "security")),
    Company("Gulf Distribution FZE", "AE", "emea.me", Tier.DISTRIBUTOR, "Asia/Dubai",
            "gulfdist.example", ("Layla Haddad", "Omar Nasser"), ("storage", "network", "power", "compute")),
)  # fmt: skip
SERVED = ("Nordlicht IT GmbH", "Savannah Tech Ltd")
VENDOR = (
    ("manager@vendor.example", "Ines Programme", Role.PROGRAMME_MANAGER, ()),
    ("coordinator.asia@vendor.example", "Chen Yu", Role.COORDINATOR, ("apac",)),
    ("second.asia@vendor.example", "Siti Rahma", Role.COORDINATOR, ("apac",)),
    ("coordinator.emea@vendor.example", "Markus Brandt", Role.COORDINATOR, ("emea",)),
    ("second.emea@vendor.example", "Amina Farouk", Role.COORDINATOR, ("emea",)),
    ("coordinator.latam@vendor.example", "Lucía Ortega", Role.COORDINATOR, ("latam",)),
    ("auditor@vendor.example", "Ola Audit", Role.AUDITOR, ()),
)


def address(name: str, domain: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@{domain}"


def person(email: str, name: str, role: str, *, partner: Partner | None = None, zone: str = "UTC") -> User:
    """Somebody who can sign in with the demo's password at once."""
    user = User.objects.create_user(email, PASSWORD, name=name, role=role, partner=partner, time_zone=zone)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def build(at: datetime) -> None:
    """Let the companies apply and be accepted at `at`, with their people, authorisations and links."""
    for email, name, role, codes in VENDOR:
        user = person(email, name, role)
        user.regions.set(Region.objects.filter(code__in=codes))
    manager = User.objects.get(role=Role.PROGRAMME_MANAGER)
    partners = {company.name: _company(company, manager, at) for company in COMPANIES}
    distributor = partners["Gulf Distribution FZE"]
    for name in SERVED:
        DistributorLink.objects.create(distributor=distributor, partner=partners[name], starts_on=at.date())
    applicant = membership.apply(
        Partner(
            name="Lagos Cloudworks", country="NG", region=Region.objects.get(code="emea.africa"),
            time_zone="Africa/Lagos", about="Private clouds for banks in Lagos and Abuja.",
        ),
        at=at,
    )  # fmt: skip
    person(
        "adaeze@lagoscloud.example", "Adaeze Obi", Role.ADMINISTRATOR, partner=applicant, zone="Africa/Lagos"
    )


def _company(company: Company, manager: User, at: datetime) -> Partner:
    region = Region.objects.get(code=company.region)
    partner = membership.apply(
        Partner(
            name=company.name, country=company.country, region=region, time_zone=company.zone, domain=company.domain
        ),
        at=at,
    )  # fmt: skip
    partner = membership.decide(partner, "accept", by=manager, at=at, tier=company.tier)
    roles = (Role.ADMINISTRATOR, Role.MEMBER)
    for name, role in zip(company.people, roles, strict=True):
        person(address(name, company.domain), name, role, partner=partner, zone=company.zone)
    top = Region.objects.get(code=company.region.partition(".")[0])
    for line in ProductLine.objects.filter(code__in=company.products):
        Authorisation.objects.create(partner=partner, region=top, product_line=line, starts_on=at.date())
    return partner
