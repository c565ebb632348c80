"""Signing in at the identity provider of the settings, by its real signature over real HTTP."""

from dataclasses import replace
from typing import Any

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dealreg.sso.refusals import Refusal
from dealreg.tests.sso.stub import P256, RSA, STRANGE, Stub, published
from dealreg.tests.sso.visits import come_back, leave, refusal_of, sign_in, signed_in
from partners.models import Partner, User

pytestmark = pytest.mark.django_db


def test_without_settings_there_is_no_button_and_no_page(client: Client) -> None:
    assert reverse("sso") not in client.get(reverse("account_login")).text
    assert client.post(reverse("sso")).status_code == client.get(reverse("sso-back")).status_code == 404


def test_the_sign_in_page_has_a_button_with_the_providers_name(client: Client, stub: Stub) -> None:
    page = client.get(reverse("account_login"), {"next": "/registrations/"})
    assert "Sign in with Example ID" in page.text
    assert stub.heard == []


def test_the_button_only_works_by_post(client: Client, stub: Stub) -> None:
    assert client.get(reverse("sso")).status_code == 405


def test_a_verified_address_signs_its_person_in(client: Client, stub: Stub, seller: User) -> None:
    assert sign_in(client, stub)["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.session["_auth_user_id"] == str(seller.pk)


@pytest.mark.parametrize("refusal", Refusal)
def test_a_refusal_is_still_there_in_another_language(client: Client, stub: Stub, refusal: Refusal) -> None:
    first = client.get(reverse("sso-refused", args=[refusal.value]))
    chosen = {"language": "ar", "next": first.context["found_again_at"]}
    assert refusal_of(first) is refusal
    assert refusal_of(client.post(reverse("set_language"), chosen, follow=True)) is refusal
    assert 'lang="ar"' in client.get(chosen["next"]).text


def test_a_broken_off_sign_in_leads_back_to_its_refusal(client: Client, stub: Stub) -> None:
    state = leave(client, stub)["state"]
    page = come_back(client, error="access_denied", state=state)
    again = reverse("sso-refused", args=["denied"])
    assert f'name="next" value="{again}"' in page.text


def test_what_is_no_refusal_has_no_page(client: Client, stub: Stub) -> None:
    assert client.get(reverse("sso-refused", args=["why"])).status_code == 404


def test_it_leaves_the_same_traces_as_a_password(client: Client, stub: Stub, seller: User) -> None:
    sign_in(client, stub)
    client.get("/")
    seller.refresh_from_db()
    assert seller.last_login is not None
    assert UserSession.objects.filter(user=seller).count() == 1


def test_it_asks_with_pkce_and_a_nonce_and_for_no_more_than_the_address(client: Client, stub: Stub) -> None:
    asked = leave(client, stub)
    assert (asked["code_challenge_method"], set(asked["scope"].split())) == ("S256", {"openid", "email"})
    assert asked["redirect_uri"] == "http://testserver/accounts/sso/back/"
    assert len(asked["nonce"]) > 40


def test_the_page_on_the_way_keeps_the_strict_policy_and_is_not_kept(client: Client, stub: Stub) -> None:
    page = client.post(reverse("sso"))
    assert "form-action 'self'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_it_leads_to_the_page_that_was_asked_for(client: Client, stub: Stub, seller: User) -> None:
    assert sign_in(client, stub, next="/registrations/")["Location"] == "/registrations/"


def test_the_subject_is_linked_so_that_the_address_may_change(
    client: Client, stub: Stub, seller: User
) -> None:
    sign_in(client, stub)
    client.logout()
    stub.claims = {"sub": f"subject of {seller.email}", "email_verified": False}
    stub.email = "married@example.com"
    sign_in(client, stub)
    assert client.session["_auth_user_id"] == str(seller.pk)


def test_the_person_is_told_by_mail_the_first_time_alone(client: Client, stub: Stub, seller: User) -> None:
    for _ in range(2):
        sign_in(client, stub)
        client.logout()
    assert [(sent.to, "Tell your company" in str(sent.body)) for sent in mail.outbox] == [
        ([seller.email], True)
    ]


def test_a_mail_server_that_is_down_keeps_nobody_out(
    client: Client, stub: Stub, seller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", down)
    sign_in(client, stub)
    assert signed_in(client)


def test_nothing_of_the_person_is_kept_but_the_subject(client: Client, stub: Stub, seller: User) -> None:
    sign_in(client, stub)
    assert SocialAccount.objects.values_list("uid", "extra_data").get() == (f"subject of {seller.email}", {})


def test_an_elliptic_key_signs_as_well(client: Client, stub: Stub, seller: User) -> None:
    stub.sign = lambda claims: jwt.encode(claims, P256, "ES256", {"kid": "ec"})
    sign_in(client, stub)
    assert signed_in(client)


def test_a_key_that_was_published_since_is_fetched(client: Client, stub: Stub, seller: User) -> None:
    sign_in(client, stub)
    client.logout()
    stub.keys = [published(STRANGE, "renewed")]
    stub.sign = lambda claims: jwt.encode(claims, STRANGE, "RS256", {"kid": "renewed"})
    sign_in(client, stub)
    assert signed_in(client)


def test_unknown_keys_make_the_portal_ask_once_a_minute_at_most(
    client: Client, stub: Stub, seller: User
) -> None:
    stub.sign = lambda claims: jwt.encode(claims, RSA, "RS256", {"kid": "unheard of"})
    for _ in range(3):
        sign_in(client, stub)
    assert stub.heard.count("/keys") == 2


def test_addresses_and_keys_are_read_once(client: Client, stub: Stub, seller: User) -> None:
    for _ in range(2):
        sign_in(client, stub)
        client.logout()
    assert [stub.heard.count(path) for path in ("/.well-known/openid-configuration", "/keys")] == [1, 1]


@pytest.mark.parametrize(("domains", "opens"), [({"example.com"}, True), ({"vendor.example"}, False)])
def test_a_provider_speaks_for_the_mail_domains_of_the_settings_alone(
    domains: set[str], opens: bool, client: Client, stub: Stub, seller: User, settings: Settings
) -> None:
    settings.OIDC = replace(stub.terms, mail_domains=frozenset(domains))
    sign_in(client, stub)
    assert signed_in(client) is opens


def test_the_person_of_a_company_that_was_ended_sees_what_the_password_shows(
    client: Client, stub: Stub, seller: User
) -> None:
    by_password = Client()
    by_password.force_login(seller, "dealreg.accounts.PortalBackend")
    Partner.objects.filter(people=seller).update(status=Partner.Status.ENDED)
    sign_in(client, stub)
    pages: list[Any] = [each.get(reverse("registration-start")) for each in (by_password, client)]
    assert [page.templates[0].name for page in pages] == ["deals/register/not_active.html"] * 2


def test_a_person_with_a_second_factor_is_asked_for_it(client: Client, stub: Stub, seller: User) -> None:
    Authenticator.objects.create(user=seller, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert sign_in(client, stub)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert not signed_in(client)


def test_who_breaks_off_reads_what_to_do(client: Client, stub: Stub) -> None:
    answer = come_back(client, error="access_denied", state=leave(client, stub)["state"])
    assert (refusal_of(answer), "was broken off" in answer.text) == (Refusal.DENIED, True)


@pytest.mark.parametrize("error", ["server_error", "temporarily_unavailable", "<script>"])
def test_another_error_of_the_provider_is_an_outage(error: str, client: Client, stub: Stub) -> None:
    answer = come_back(client, error=error, state=leave(client, stub)["state"])
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert "<script>" not in answer.text


def test_a_provider_that_is_down_is_said_to_be(client: Client, stub: Stub, seller: User) -> None:
    stub.down = True
    assert refusal_of(client.post(reverse("sso"))) is Refusal.SILENT
    stub.down = False
    state = leave(client, stub)["state"]
    stub.down = True
    assert refusal_of(come_back(client, code="one", state=state)) is Refusal.SILENT


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": None},
    ],
    ids=str,
)
def test_a_discovery_document_that_is_not_the_issuers_is_not_followed(
    document: dict[str, Any], client: Client, stub: Stub
) -> None:
    stub.document = document
    assert refusal_of(client.post(reverse("sso"))) is Refusal.UNTRUSTED


def test_trying_too_often_is_limited_as_signing_in_is(client: Client, stub: Stub, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    assert [client.post(reverse("sso")).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize(
    "path", ["/accounts/3rdparty/", "/accounts/3rdparty/signup/", "/accounts/social/signup/"]
)
def test_allauths_own_pages_of_other_providers_are_not_there(
    path: str, client: Client, stub: Stub, seller: User
) -> None:
    sign_in(client, stub)
    assert client.get(path).status_code == 404
