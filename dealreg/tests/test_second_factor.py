from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from deals.tests import factories as make
from partners.models import Policy, Region, User
from partners.roles import Role
from partners.tests.factories import PolicyFactory, RegionFactory

PASSWORD = "a long enough password"
pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> User:
    return User.objects.create_user("coordinator@example.com", PASSWORD, name="Noor", role=Role.COORDINATOR)


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    """A browser in which the coordinator has signed in with the password alone."""
    client.force_login(coordinator, "dealreg.accounts.PortalBackend")
    return client


@pytest.mark.parametrize("name", ["admin:index", "account_email", "usersessions_list"])
def test_staff_without_a_second_factor_are_led_to_enrol_one(desk: Client, name: str) -> None:
    response = desk.get(reverse(name))
    assert (response.status_code, response.headers["Location"]) == (302, reverse("mfa_index"))


def test_staff_who_enrolled_see_the_desk(desk: Client, coordinator: User) -> None:
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert desk.get(reverse("admin:index")).status_code == 200


def test_recovery_codes_alone_are_not_a_second_factor(desk: Client, coordinator: User) -> None:
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert desk.get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "account_reauthenticate", "account_logout"]
)
def test_staff_reach_what_they_need_to_enrol_or_leave(desk: Client, name: str) -> None:
    assert desk.get(reverse(name)).headers.get("Location") in {None, reauthentication(name)}


def reauthentication(name: str) -> str:
    return f"{reverse('account_reauthenticate')}?next={reverse(name).replace('/', '%2F')}"


def test_the_demo_may_open_the_desk_without_a_second_factor(desk: Client, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    assert desk.get(reverse("admin:index")).status_code == 200


def test_the_admin_has_no_sign_in_page_of_its_own(client: Client) -> None:
    response = client.get(reverse("admin:login"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_the_password_alone_leads_to_the_question_for_the_code(client: Client, coordinator: User) -> None:
    EmailAddress.objects.create(user=coordinator, email=coordinator.email, verified=True, primary=True)
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    entries = {"login": coordinator.email, "password": PASSWORD}
    response = client.post(reverse("account_login"), entries)
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("admin:index")).status_code == 302


def test_nobody_signs_up_alone(client: Client) -> None:
    entries = {"email": "new@example.com", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(reverse("account_signup"), entries)
    assert response.status_code == 200
    assert not User.objects.exists()


@pytest.fixture
def seller() -> User:
    return make.seller()


@pytest.fixture
def portal(client: Client, seller: User) -> Client:
    client.force_login(seller, "dealreg.accounts.PortalBackend")
    return client


def ask_partners(region: Region | None, **fields: Any) -> Policy:
    return PolicyFactory.create(region=region, number=7, second_factor_for_partners=True, **fields)


@pytest.mark.parametrize("name", ["home", "account", "registration-list", "notice-list"])
def test_partners_enrol_where_the_policy_of_their_region_asks(
    portal: Client, seller: User, name: str
) -> None:
    assert seller.partner is not None
    ask_partners(seller.partner.region)
    response = portal.get(reverse(name))
    assert (response.status_code, response.headers["Location"]) == (302, reverse("mfa_index"))


def test_partners_who_enrolled_see_the_portal(portal: Client, seller: User) -> None:
    assert seller.partner is not None
    ask_partners(seller.partner.region)
    Authenticator.objects.create(user=seller, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert portal.get(reverse("home")).status_code == 200


def test_partners_read_why_they_are_led_to_enrol(portal: Client, seller: User) -> None:
    assert seller.partner is not None
    ask_partners(seller.partner.region)
    assert (
        "The programme asks the people of partners in your region"
        in portal.get("/accounts/2fa/").content.decode()
    )


def test_partners_need_no_second_factor_by_default(portal: Client) -> None:
    assert portal.get(reverse("home")).status_code == 200
    assert "The programme asks" not in portal.get("/accounts/2fa/").content.decode()


def test_the_policy_of_another_region_asks_nothing_of_a_partner(portal: Client) -> None:
    ask_partners(RegionFactory.create(code="emea"))
    assert portal.get(reverse("home")).status_code == 200


def test_a_policy_that_has_not_started_asks_nothing_of_a_partner(portal: Client, seller: User) -> None:
    assert seller.partner is not None
    ask_partners(seller.partner.region, starts_at=timezone.now() + timedelta(days=1))
    assert portal.get(reverse("home")).status_code == 200
