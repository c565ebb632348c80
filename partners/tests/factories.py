"""Companies, people and the lie of the land. Companies become active through the verbs."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from partners import membership
from partners.models import (
    Authorisation,
    DistributorLink,
    Partner,
    Policy,
    ProductLine,
    Region,
    RegionCountry,
    User,
    WorkingCalendarModel,
)
from partners.roles import Role
from partners.tiers import Tier

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PASSWORD = "correct horse battery"


class CalendarFactory(DjangoModelFactory[WorkingCalendarModel]):
    class Meta:
        model = WorkingCalendarModel
        django_get_or_create = ("name",)

    name = "Monday to Friday"
    weekend = [5, 6]


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "apac.sea"
    name = factory.LazyAttribute(lambda region: region.code.upper())
    time_zone = "Asia/Singapore"
    currency = "USD"
    calendar = factory.SubFactory(CalendarFactory)


class RegionCountryFactory(DjangoModelFactory[RegionCountry]):
    class Meta:
        model = RegionCountry
        django_get_or_create = ("country",)

    region = factory.SubFactory(RegionFactory)
    country = "TH"


class ProductLineFactory(DjangoModelFactory[ProductLine]):
    class Meta:
        model = ProductLine
        django_get_or_create = ("code",)

    code = "storage.flash"
    name = factory.LazyAttribute(lambda line: line.code.replace(".", " ").title())


class PolicyFactory(DjangoModelFactory[Policy]):
    """The worldwide default with the rulebook's numbers."""

    class Meta:
        model = Policy
        django_get_or_create = ("region", "number")

    region = None
    number = 1
    starts_at = LONG_AGO


class PersonFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Faker("name")
    role = Role.MEMBER

    @classmethod
    def _create(cls, model_class: type[User], *args: object, **kwargs: object) -> User:
        password = str(kwargs.pop("password", PASSWORD))
        return User.objects.create_user(password=password, **kwargs)  # type: ignore[arg-type]


class ManagerFactory(PersonFactory):
    role = Role.PROGRAMME_MANAGER


class AuditorFactory(PersonFactory):
    role = Role.AUDITOR


class CoordinatorFactory(PersonFactory):
    """A coordinator of `apac` unless told otherwise by `region_codes`."""

    role = Role.COORDINATOR

    @factory.post_generation
    def region_codes(self, create: bool, extracted: list[str] | None) -> None:
        codes = extracted or ["apac"]
        self.regions.set([RegionFactory.create(code=code) for code in codes])  # type: ignore[attr-defined]


class ApplicantFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n} Co., Ltd.")
    country = "TH"
    region = factory.SubFactory(RegionFactory)
    time_zone = "Asia/Bangkok"

    @classmethod
    def _create(cls, model_class: type[Partner], *args: object, **kwargs: object) -> Partner:
        at = kwargs.pop("at", LONG_AGO)
        return membership.apply(model_class(**kwargs), at=at)  # type: ignore[arg-type]


class PartnerFactory(ApplicantFactory):
    """An accepted company of a tier, Silver unless told otherwise."""

    @classmethod
    def _create(cls, model_class: type[Partner], *args: object, **kwargs: object) -> Partner:
        tier = str(kwargs.pop("tier", Tier.SILVER))
        partner = super()._create(model_class, *args, **kwargs)
        return membership.decide(partner, "accept", by=ManagerFactory.create(), at=LONG_AGO, tier=tier)


class AuthorisationFactory(DjangoModelFactory[Authorisation]):
    class Meta:
        model = Authorisation

    partner = factory.SubFactory(PartnerFactory)
    region = factory.SubFactory(RegionFactory, code="apac")
    product_line = factory.SubFactory(ProductLineFactory, code="storage")
    starts_on = date(2020, 1, 1)


class DistributorLinkFactory(DjangoModelFactory[DistributorLink]):
    class Meta:
        model = DistributorLink

    starts_on = date(2020, 1, 1)
