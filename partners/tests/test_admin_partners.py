"""Companies, people and policies at the desk: regions, profiles, versions."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partners.models import BenefitProposal, DistributorLink, Partner, Policy, TierTerms, User
from partners.roles import Role
from partners.tests.factories import (
    ApplicantFactory,
    AuditorFactory,
    AuthorisationFactory,
    CoordinatorFactory,
    DistributorLinkFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
    PolicyFactory,
    RegionFactory,
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


def elsewhere() -> User:
    RegionFactory.create(code="emea")
    return CoordinatorFactory.create(region_codes=["emea"])


def standing_url(partner: Partner, verb: str) -> str:
    return reverse("admin:partners_partner_decide", args=[partner.pk, verb])


def change_url(row: Any) -> str:
    return reverse(f"admin:partners_{row._meta.model_name}_change", args=[row.pk])


def test_a_company_of_another_region_does_not_exist() -> None:
    partner, client = ApplicantFactory.create(), desk_of(elsewhere())
    assert client.get(change_url(partner)).status_code == 404
    assert client.post(standing_url(partner, "accept"), {"tier": "gold"}).status_code == 404
    assert partner.name not in client.get(reverse("admin:partners_partner_changelist")).content.decode()


def test_a_coordinator_reads_the_people_of_the_assigned_regions_alone() -> None:
    person = PersonFactory.create(partner=PartnerFactory.create())
    people = reverse("admin:partners_user_changelist")
    assert person.email in desk_of(CoordinatorFactory.create()).get(people).content.decode()
    client = desk_of(elsewhere())
    assert person.email not in client.get(people).content.decode()
    assert client.get(change_url(person)).status_code == 404


def test_a_link_names_no_company_of_another_region() -> None:
    far = PartnerFactory.create(region=RegionFactory.create(code="emea"), name="Far Away GmbH")
    distributor = PartnerFactory.create(tier=Tier.DISTRIBUTOR)
    DistributorLinkFactory.create(distributor=distributor, partner=far)
    page = desk_of(CoordinatorFactory.create()).get(change_url(distributor)).content.decode()
    assert far.name not in page
    assert far.name in desk_of(ManagerFactory.create()).get(change_url(distributor)).content.decode()


def profile(partner: Partner, **changes: Any) -> dict[str, Any]:
    forms: dict[str, Any] = {}
    for prefix in ("authorisations", "distributor_links", "standings"):
        forms |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {"name": partner.name, "domain": "", "time_zone": partner.time_zone} | forms | changes


def test_a_manager_keeps_the_profile_but_writes_no_status_or_tier() -> None:
    partner = PartnerFactory.create()
    forged = profile(partner, name="New Name Ltd", status="ended", tier="vap", country="DE")
    assert desk_of(ManagerFactory.create()).post(change_url(partner), forged).status_code == 302
    kept = Partner.objects.get(pk=partner.pk)
    assert (kept.name, kept.status, kept.tier) == ("New Name Ltd", partner.status, partner.tier)
    assert kept.country == "TH"


def test_a_coordinator_changes_no_profile() -> None:
    partner = PartnerFactory.create()
    response = desk_of(CoordinatorFactory.create()).post(change_url(partner), profile(partner, name="Other"))
    assert response.status_code == 403


def test_a_manager_gives_an_authorisation_from_a_day_on() -> None:
    partner, like = PartnerFactory.create(), AuthorisationFactory.create()
    row = {
        "authorisations-TOTAL_FORMS": 1,
        "authorisations-0-region": like.region_id,
        "authorisations-0-product_line": like.product_line_id,
        "authorisations-0-starts_on": "2027-01-01",
    }
    desk_of(ManagerFactory.create()).post(change_url(partner), profile(partner) | row)
    assert partner.authorisations.get().product_line == like.product_line


def test_a_manager_links_a_distributor_to_a_partner() -> None:
    partner, distributor = PartnerFactory.create(), PartnerFactory.create(tier=Tier.DISTRIBUTOR)
    row = {
        "distributor_links-TOTAL_FORMS": 1,
        "distributor_links-0-distributor": distributor.pk,
        "distributor_links-0-starts_on": "2027-01-01",
    }
    desk_of(ManagerFactory.create()).post(change_url(partner), profile(partner) | row)
    assert DistributorLink.objects.get().distributor == distributor


def test_a_new_person_gets_no_password_from_anybody() -> None:
    data = {"email": "New.Person@Example.com", "name": "New Person", "role": Role.AUDITOR, "language": "en",
            "time_zone": "UTC", "is_active": "on", "password": "chosen for them"}  # fmt: skip
    desk_of(ManagerFactory.create()).post(reverse("admin:partners_user_add"), data)
    person = User.objects.get(email="new.person@example.com")
    assert not person.has_usable_password()


def test_nobody_is_deleted() -> None:
    person, client = AuditorFactory.create(), desk_of(ManagerFactory.create())
    assert (
        client.post(reverse("admin:partners_user_delete", args=[person.pk]), {"post": "yes"}).status_code
        == 403
    )


def numbers(**changes: Any) -> dict[str, Any]:
    """The posted form of a policy version with the rulebook's numbers."""
    given = model_to_dict(Policy(), exclude=["id", "number", "author", "region", "two_person_budget"])
    given |= {
        "expiry_notice_days": "60, 30",
        "update_warning_days": "14, 27",
        "starts_at": "2099-01-01T00:00",
    }
    for prefix in ("tier_terms", "benefit_proposals"):
        given |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {key: value for key, value in given.items() if value is not False and value is not None} | changes


def add_policy(**changes: Any) -> Any:
    return desk_of(ManagerFactory.create()).post(reverse("admin:partners_policy_add"), numbers(**changes))


def test_a_new_version_gets_the_next_number_of_its_region_and_its_author() -> None:
    PolicyFactory.create()
    assert add_policy(update_days=35).status_code == 302
    policy = Policy.objects.get(update_days=35)
    assert (policy.number, policy.region) == (2, None)
    assert policy.author
    assert policy.author.role == Role.PROGRAMME_MANAGER


def test_a_new_version_starts_from_the_one_in_force_with_its_rows() -> None:
    policy = PolicyFactory.create(update_days=21, update_warning_days=[7])
    TierTerms.objects.create(policy=policy, tier="gold", open_most=77, per_day_most=9)
    BenefitProposal.objects.create(policy=policy, kind="support", terms="Five days")
    page = desk_of(ManagerFactory.create()).get(reverse("admin:partners_policy_add")).content.decode()
    assert 'name="update_days" value="21"' in page
    assert 'name="tier_terms-0-open_most" value="77"' in page
    assert 'value="Five days"' in page


def test_no_version_starts_in_the_past() -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert "no version applies backwards" in add_policy(starts_at=yesterday).content.decode()
    assert not Policy.objects.exists()


def test_no_warning_falls_on_or_after_the_lapse() -> None:
    response = add_policy(update_days=27)
    assert "Each warning must come before" in response.content.decode()
    assert not Policy.objects.exists()


@pytest.mark.parametrize("person", [ManagerFactory, CoordinatorFactory, AuditorFactory])
def test_an_old_version_is_never_changed(person: type[PersonFactory]) -> None:
    policy, client = PolicyFactory.create(), desk_of(person.create())
    assert client.get(change_url(policy)).status_code == 200
    assert client.post(change_url(policy), numbers(update_days=99)).status_code == 403
    assert Policy.objects.get().update_days == 28


@pytest.mark.parametrize(
    "model", ["partner", "user", "region", "productline", "workingcalendarmodel", "policy"]
)
def test_a_partner_sees_nothing_of_the_desk(model: str) -> None:
    client = desk_of(PersonFactory.create(partner=PartnerFactory.create()))
    assert client.get(reverse(f"admin:partners_{model}_changelist")).status_code == 302


@pytest.mark.parametrize(
    "model", ["partner", "user", "region", "productline", "workingcalendarmodel", "policy"]
)
def test_lists_cost_the_same_for_one_and_for_many(model: str, django_assert_max_num_queries: Any) -> None:
    client = desk_of(ManagerFactory.create())
    PolicyFactory.create()
    for number in range(30):
        PersonFactory.create(partner=ApplicantFactory.create(), email=f"many{number}@example.com")
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"admin:partners_{model}_changelist")).status_code == 200
