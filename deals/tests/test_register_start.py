"""Starting a registration: for whom, and from which earlier one."""

from datetime import date

import pytest

from deals import drafts
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners import membership, sealed
from partners.models import Partner, Policy, TierTerms, User
from partners.tests.factories import (
    ApplicantFactory,
    DistributorLinkFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def distributor() -> User:
    """A person of a distributor that serves one partner, Lanna Networks."""
    make.world()
    company = PartnerFactory.create(name="Mekong Distribution", tier="distributor")
    DistributorLinkFactory.create(distributor=company, partner=PartnerFactory.create(name="Lanna Networks"))
    return PersonFactory.create(partner=company)


def company_of(user: User) -> Partner:
    assert user.partner is not None
    return user.partner


def served(user: User) -> Partner:
    return Partner.objects.get(distributor_links__distributor=user.partner)


def test_looking_at_the_first_page_creates_nothing() -> None:
    page = text(Writer(make.seller()).get("registration-start"))
    assert "15 days before the price" in page
    assert not Registration.objects.exists()


def test_the_button_starts_a_draft_and_leads_to_its_tasks() -> None:
    response = Writer(make.seller()).post("registration-start")
    assert response.headers["Location"] == f"/registrations/{Registration.objects.get().reference}/edit/"


def test_a_new_draft_knows_the_region_of_the_partners_own_country() -> None:
    Writer(make.seller()).post("registration-start")
    assert Registration.objects.get().required_region.code == "apac.sea"


def test_a_distributor_is_asked_first_who_the_deal_is_for(distributor: User) -> None:
    page = text(Writer(distributor).get("registration-start"))
    assert "Who is this deal for?" in page
    assert "Lanna Networks" in page
    assert "Start the registration" not in page


def test_a_distributor_is_offered_only_active_partners_it_serves(distributor: User) -> None:
    PartnerFactory.create(name="Somebody Else")
    suspended = PartnerFactory.create(name="Sleeping Partner")
    DistributorLinkFactory.create(distributor=distributor.partner, partner=suspended)
    membership.decide(suspended, "suspend", by=ManagerFactory.create(), at=make.AT, codes=["review"])
    page = text(Writer(distributor).get("registration-start"))
    assert "Somebody Else" not in page
    assert "Sleeping Partner" not in page


def test_a_distributor_is_offered_itself_only_where_the_policy_allows(distributor: User) -> None:
    assert distributor.partner is not None
    itself = f'value="{sealed.key(distributor.partner)}"'
    assert itself not in text(Writer(distributor).get("registration-start"))
    Policy.objects.create(number=2, starts_at=make.AT, distributor_for_itself=True)
    assert itself in text(Writer(distributor).get("registration-start"))


def test_a_distributor_that_does_not_choose_is_told_to() -> None:
    make.world()
    user = PersonFactory.create(partner=PartnerFactory.create(tier="distributor"))
    DistributorLinkFactory.create(distributor=user.partner, partner=PartnerFactory.create())
    assert "Choose the partner this deal is for." in text(Writer(user).get("registration-start", asked=1))


def test_a_distributor_without_partners_is_told_so() -> None:
    make.world()
    user = PersonFactory.create(partner=PartnerFactory.create(tier="distributor"))
    assert "There is no partner to register for" in text(Writer(user).get("registration-start"))


def test_a_distributor_cannot_start_for_a_partner_it_does_not_serve(distributor: User) -> None:
    stranger = PartnerFactory.create()
    Writer(distributor).post("registration-start", partner=sealed.key(stranger))
    assert not Registration.objects.exists()


def test_each_page_of_a_deal_on_behalf_names_the_partner(distributor: User) -> None:
    writer, partner = Writer(distributor), served(distributor)
    assert "on behalf of" in text(writer.get("registration-start", partner=sealed.key(partner)))
    writer.post("registration-start", partner=sealed.key(partner))
    row = Registration.objects.get()
    assert (row.partner, row.distributor) == (partner, distributor.partner)
    for slug in ("customer", "products", "documents"):
        assert "on behalf of <strong><bdi>Lanna Networks" in text(writer.task(row, slug))


def test_the_partner_reads_who_registers_on_its_behalf(distributor: User) -> None:
    row = drafts.start(by=distributor, at=make.AT, partner=served(distributor))
    member = PersonFactory.create(partner=row.partner)
    page = text(Writer(member).get("registration-detail", row.reference))
    assert "Registered on your behalf by <strong><bdi>Mekong Distribution" in page


def test_a_copy_takes_the_customer_and_the_lists_but_no_dates() -> None:
    user = make.seller()
    source = make.submitted(user)
    Writer(user).post("registration-start", source=source.reference)
    copy = Registration.objects.exclude(pk=source.pk).get()
    assert copy.customer_name == source.customer_name
    assert (copy.items.count(), copy.decision_makers.count()) == (1, 1)
    assert (copy.implementation_from, copy.price_application_on) == (None, None)
    assert not copy.attested_true


def test_a_copy_leaves_out_products_that_can_no_longer_be_registered() -> None:
    user = make.seller()
    source = make.submitted(user)
    line = source.items.get().product_line
    line.ends_on = date(2020, 1, 1)
    line.save()
    Writer(user).post("registration-start", source=source.reference)
    assert not Registration.objects.exclude(pk=source.pk).get().items.exists()


def test_a_stranger_cannot_copy_a_registration() -> None:
    source = make.submitted()
    page = text(Writer(make.seller()).post("registration-start", source=source.reference))
    assert "Choose one from the list." in page
    assert Registration.objects.count() == 1


def test_a_distributor_cannot_copy_a_deal_that_its_partner_registered_itself(distributor: User) -> None:
    partner = served(distributor)
    own = make.submitted(make.seller(partner))
    page = text(Writer(distributor).get("registration-start", partner=sealed.key(partner)))
    assert own.reference not in page
    assert own.customer_name not in page


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("suspend", "Your company’s partnership is suspended"),
        ("end", "Your company’s partnership has ended"),
    ],
)
def test_a_company_that_left_the_programme_reads_why_it_cannot_register(verb: str, words: str) -> None:
    user = make.seller()
    membership.decide(company_of(user), verb, by=ManagerFactory.create(), at=make.AT, codes=["rules-broken"])
    assert words in text(Writer(user).get("registration-start"))


def test_an_applicant_reads_that_it_must_be_accepted_first() -> None:
    user = PersonFactory.create(partner=ApplicantFactory.create())
    assert "Your application is being looked at" in text(Writer(user).get("registration-start"))
    Writer(user).post("registration-start")
    assert not Registration.objects.exists()


def test_a_refused_applicant_reads_that_it_was_not_accepted() -> None:
    user = PersonFactory.create(partner=ApplicantFactory.create())
    membership.decide(
        company_of(user), "refuse", by=ManagerFactory.create(), at=make.AT, codes=["outside-programme"]
    )
    assert "The application was not accepted" in text(Writer(user).get("registration-start"))


@pytest.mark.parametrize(
    ("caps", "words"),
    [((1, 9), "which is the limit of your tier. You can write"), ((9, 1), "submit it tomorrow")],
)
def test_a_partner_at_its_cap_is_told_before_it_writes(caps: tuple[int, int], words: str) -> None:
    user = make.seller()
    make.submitted(user)
    policy = Policy.objects.get()
    TierTerms.objects.create(
        policy=policy, tier=company_of(user).tier, open_most=caps[0], per_day_most=caps[1]
    )
    assert words in text(Writer(user).get("registration-start"))


def test_the_vendors_people_have_no_business_here() -> None:
    assert Writer(make.coordinator()).get("registration-start").status_code == 404
