"""A company's standing at the desk: verbs over HTTP, with tiers and reasons."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partners import membership
from partners.models import Partner, User
from partners.tests.factories import (
    ApplicantFactory,
    AuditorFactory,
    CoordinatorFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
)
from partners.tiers import Tier

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def standing_url(partner: Partner, verb: str) -> str:
    return reverse("admin:partners_partner_decide", args=[partner.pk, verb])


def change_url(row: Any) -> str:
    return reverse(f"admin:partners_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("person", [CoordinatorFactory, ManagerFactory])
def test_an_application_is_accepted_into_a_tier(person: type[PersonFactory]) -> None:
    partner, user = ApplicantFactory.create(), person.create()
    desk_of(user).post(standing_url(partner, "accept"), {"tier": "gold", "reason": ""})
    partner.refresh_from_db()
    assert (partner.status, partner.tier) == (Partner.Status.ACTIVE, Tier.GOLD)
    assert partner.standings.latest("pk").by == user


def test_a_company_is_moved_to_another_tier_with_its_reason() -> None:
    partner, user = PartnerFactory.create(tier=Tier.SILVER), ManagerFactory.create()
    said = {"tier": "gold", "codes": ["goals-reached"], "reason": "Turnover of 2026"}
    desk_of(user).post(standing_url(partner, "move"), said)
    partner.refresh_from_db()
    assert (partner.status, partner.tier) == (Partner.Status.ACTIVE, Tier.GOLD)
    newest = partner.standings.latest("pk")
    assert (newest.act, newest.tier, newest.by) == ("move", Tier.GOLD, user)
    assert (newest.codes, newest.reason) == (["goals-reached"], "Turnover of 2026")


@pytest.mark.parametrize("tier", [Tier.SILVER, Tier.DISTRIBUTOR])
def test_a_move_goes_to_another_tier_that_sells_to_customers(tier: str) -> None:
    partner = PartnerFactory.create(tier=Tier.SILVER)
    answer = desk_of(ManagerFactory.create()).post(
        standing_url(partner, "move"), {"tier": tier, "codes": ["goals-reached"]}
    )
    assert (answer.status_code, "tier" in answer.context["form"].errors) == (422, True)
    with pytest.raises(membership.MembershipError):
        membership.decide(partner, "move", by=ManagerFactory.create(), at=AT, codes=["own-wish"], tier=tier)


@pytest.mark.parametrize(
    "codes", [[], ["review"], ["unheard-of"]], ids=["none", "of another act", "not on the list"]
)
def test_a_move_owes_a_reason_of_its_own_list(codes: list[str]) -> None:
    partner = PartnerFactory.create(tier=Tier.SILVER)
    with pytest.raises(membership.MembershipError):
        membership.decide(partner, "move", by=ManagerFactory.create(), at=AT, codes=codes, tier=Tier.GOLD)


def test_an_ended_company_is_restored_into_a_tier_with_its_reason() -> None:
    partner, user = PartnerFactory.create(tier=Tier.SILVER), CoordinatorFactory.create()
    membership.decide(partner, "end", by=user, at=AT, codes=["agreement-over"])
    assert standing_url(partner, "restore") in desk_of(user).get(change_url(partner)).content.decode()
    said = {"tier": "registered", "codes": ["agreement-signed"]}
    desk_of(user).post(standing_url(partner, "restore"), said)
    partner.refresh_from_db()
    assert (partner.status, partner.tier) == (Partner.Status.ACTIVE, Tier.REGISTERED)
    assert partner.standings.latest("pk").act == "restore"


@pytest.mark.parametrize(("was", "into"), [(Tier.SILVER, Tier.DISTRIBUTOR), (Tier.DISTRIBUTOR, Tier.GOLD)])
def test_a_company_comes_back_as_the_kind_of_partner_it_was(was: Tier, into: Tier) -> None:
    partner, user = PartnerFactory.create(tier=was), ManagerFactory.create()
    membership.decide(partner, "end", by=user, at=AT, codes=["own-wish"])
    with pytest.raises(membership.MembershipError):
        membership.decide(partner, "restore", by=user, at=AT, codes=["in-error"], tier=into)


def test_a_distributor_is_offered_no_other_tier() -> None:
    distributor = PartnerFactory.create(tier=Tier.DISTRIBUTOR)
    page = desk_of(ManagerFactory.create()).get(change_url(distributor)).content.decode()
    assert standing_url(distributor, "suspend") in page
    assert standing_url(distributor, "move") not in page


def test_free_text_alone_refuses_nobody() -> None:
    partner = ApplicantFactory.create()
    response = desk_of(ManagerFactory.create()).post(standing_url(partner, "refuse"), {"reason": "No sales"})
    assert response.status_code == 422
    assert "Choose at least one reason." in response.content.decode()
    partner.refresh_from_db()
    assert partner.status == Partner.Status.APPLIED


def test_a_verb_from_a_wrong_status_is_refused_with_the_words_kept() -> None:
    partner = ApplicantFactory.create()
    response = desk_of(ManagerFactory.create()).post(
        standing_url(partner, "suspend"), {"codes": ["review"], "reason": "My typed reason"}
    )
    assert response.status_code == 409
    assert "My typed reason" in response.content.decode()


def test_an_auditor_decides_nothing() -> None:
    partner, client = ApplicantFactory.create(), desk_of(AuditorFactory.create())
    assert client.post(standing_url(partner, "accept"), {"tier": "gold"}).status_code == 403
    assert standing_url(partner, "accept") not in client.get(change_url(partner)).content.decode()
