from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from deals import lifecycle
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners import announcements, membership, sealed
from partners.models import Policy, TierTerms
from partners.roles import Role
from partners.tests.factories import DistributorLinkFactory, ManagerFactory, PartnerFactory, PersonFactory
from partners.tiers import Tier

pytestmark = pytest.mark.django_db


def test_it_tells_what_may_be_registered_and_where() -> None:
    page = text(Writer(make.seller()).get("company"))
    assert "Storage, with all under it" in page
    assert "Until further notice" in page


def test_it_counts_what_is_open_against_the_cap() -> None:
    owner = make.seller()
    TierTerms.objects.create(policy=Policy.objects.get(), tier=Tier.SILVER, open_most=10, per_day_most=5)
    make.submitted(owner)
    assert '1<span class="hush fw-normal"> / 10' in text(Writer(owner).get("company"))


def test_it_names_the_distributors_that_may_register_for_it() -> None:
    owner = make.seller()
    distributor = PartnerFactory.create(tier=Tier.DISTRIBUTOR, name="Mekong Distribution")
    DistributorLinkFactory.create(distributor=distributor, partner=owner.partner)
    assert "Mekong Distribution" in text(Writer(owner).get("company"))


def test_a_member_sees_colleagues_and_changes_nobody() -> None:
    member = make.seller()
    colleague = PersonFactory.create(partner=member.partner)
    writer = Writer(member)
    assert colleague.name in text(writer.get("company"))
    assert writer.get("person-leaves", str(colleague.pk)).status_code == 404


def test_a_leavers_living_deals_go_to_a_colleague_and_the_account_is_closed() -> None:
    administrator = make.seller(role=Role.ADMINISTRATOR)
    leaver = PersonFactory.create(partner=administrator.partner)
    draft, filed, over = make.draft(leaver), make.submitted(leaver), make.submitted(leaver)
    lifecycle.withdraw(over, by=leaver, at=make.AT)
    response = Writer(administrator).post("person-leaves", str(leaver.pk), to=sealed.key(administrator))
    assert "2 deals were handed over" in " ".join(str(m) for m in get_messages(response.wsgi_request))  # type: ignore[attr-defined]
    for row, owner in ((draft, administrator), (filed, administrator), (over, leaver)):
        row.refresh_from_db()
        assert row.owner == owner
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_deals_are_not_handed_to_another_company() -> None:
    administrator = make.seller(role=Role.ADMINISTRATOR)
    leaver = PersonFactory.create(partner=administrator.partner)
    draft = make.draft(leaver)
    page = text(Writer(administrator).post("person-leaves", str(leaver.pk), to=sealed.key(make.seller())))
    assert "Choose a colleague who may sign in." in page
    draft.refresh_from_db()
    assert draft.owner == leaver


def test_nobody_closes_the_own_account() -> None:
    administrator = make.seller(role=Role.ADMINISTRATOR)
    PersonFactory.create(partner=administrator.partner, role=Role.ADMINISTRATOR)
    colleague = PersonFactory.create(partner=administrator.partner)
    draft = make.draft(administrator)
    page = text(Writer(administrator).post("person-leaves", str(administrator.pk), to=sealed.key(colleague)))
    assert "Ask another administrator" in page
    draft.refresh_from_db()
    assert draft.owner == administrator


def test_help_shows_the_numbers_of_the_readers_own_policy() -> None:
    owner = make.seller()
    Policy.objects.update(lead_time_days=21)
    assert "at least 21 days" in text(Writer(owner).get("help"))


def test_a_suspended_company_reads_its_deals_and_is_told() -> None:
    registration = make.draft()
    company = registration.partner
    membership.decide(company, "suspend", by=ManagerFactory.create(), at=make.AT, codes=["review"])
    page = text(Writer(registration.owner).get("home"))
    assert "Your company is suspended" in page
    assert registration.reference in page


def test_a_company_reads_what_is_announced_for_it_with_day_and_reason() -> None:
    owner = make.seller()
    assert owner.partner
    announcements.announce(
        owner.partner, "end", first_day=make.AT.date() + timedelta(days=40), by=ManagerFactory.create(),
        at=make.AT, codes=["agreement-over"],
    )  # fmt: skip
    page = text(Writer(owner).get("company"))
    assert "The partnership will end with the start of" in page
    assert "Ask your coordinator for another agreement" in page


def test_what_is_announced_does_not_hide_why_a_company_is_suspended() -> None:
    owner = make.seller()
    assert owner.partner
    manager = ManagerFactory.create()
    membership.decide(owner.partner, "suspend", by=manager, at=make.AT, codes=["review"])
    day = make.AT.date() + timedelta(days=40)
    announcements.announce(owner.partner, "end", first_day=day, by=manager, at=make.AT, codes=["own-wish"])
    assert "<h2>Suspended</h2>" in text(Writer(owner).get("company"))
    assert text(Writer(owner).get("company")).count("The company is under review.") == 2


def test_a_distributor_is_shown_the_partners_it_serves_under_their_own_heading() -> None:
    owner = make.seller()
    distributor = PartnerFactory.create(tier=Tier.DISTRIBUTOR)
    DistributorLinkFactory.create(distributor=distributor, partner=owner.partner)
    page = text(Writer(PersonFactory.create(partner=distributor)).get("company"))
    assert 'id="links">On behalf of partners</h2>' in page


def test_it_says_its_time_zone_in_words() -> None:
    page = text(Writer(make.seller()).get("company"))
    assert "<dd>Thailand Time</dd>" in page
    assert "Asia/Bangkok" not in page
