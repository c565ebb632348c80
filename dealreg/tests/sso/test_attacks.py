"""Nobody is signed in by a forged, misdirected, old or repeated answer; each page is the same plain one."""

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from dealreg.sso.refusals import Refusal
from dealreg.tests.sso.stub import CLIENT, RSA, STRANGE, Stub, published
from dealreg.tests.sso.visits import come_back, leave, refusal_of, sign_in, signed_in
from partners.models import User

pytestmark = pytest.mark.django_db
Claims = dict[str, Any]


def words(answer: Any) -> str:
    """What the page says between header and footer."""
    return str(answer.text.partition("<main")[2].partition("</main>")[0])


def refused(answer: Any, refusal: Refusal) -> bool:
    return refusal_of(answer) is refusal and not signed_in(answer.client)


def shared_secret(claims: Claims) -> str:
    """Signed with what everybody can read, as if only the two knew it."""
    return jwt.encode(claims, published(RSA, "rsa")["n"], "HS256", {"kid": "rsa"})


SIGNATURES: dict[str, Callable[[Claims], str]] = {
    "another's key under the provider's name": lambda claims: jwt.encode(
        claims, STRANGE, "RS256", {"kid": "rsa"}
    ),
    "no signature": lambda claims: jwt.encode(claims, "", "none"),
    "a shared secret": shared_secret,
    "a key that is not published": lambda claims: jwt.encode(claims, STRANGE, "RS256", {"kid": "else"}),
    "an allowed key by another algorithm": lambda claims: jwt.encode(claims, RSA, "RS512", {"kid": "rsa"}),
    "nothing that is a token": lambda _claims: "not.a.token",
}


@pytest.mark.parametrize("sign", SIGNATURES.values(), ids=SIGNATURES)
def test_a_token_with_the_wrong_signature_signs_nobody_in(
    sign: Callable[[Claims], str], client: Client, stub: Stub, seller: User
) -> None:
    stub.sign = sign
    assert refused(sign_in(client, stub), Refusal.UNTRUSTED)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another sign-in"}, {"nonce": None},
        {"iss": "https://elsewhere.example"}, {"iss": None},
        {"aud": "another client"}, {"aud": None}, {"aud": [CLIENT, "another client"]},
        {"azp": "another client"},
        {"exp": int(time.time()) - 3600}, {"exp": None},
        {"iat": int(time.time()) + 86_400}, {"iat": None},
        {"sub": ""}, {"sub": None}, {"sub": "x" * 192}, {"sub": 7},
    ],
    # Without the present second: every process of a run must find the same tests.
    ids=", ".join,
)  # fmt: skip
def test_a_token_that_is_wrong_in_one_claim_signs_nobody_in(
    claims: Claims, client: Client, stub: Stub, seller: User
) -> None:
    stub.claims = claims
    assert refused(sign_in(client, stub), Refusal.UNTRUSTED)


@pytest.mark.parametrize("said", [False, None, "true", 1])
def test_an_address_that_is_not_verified_opens_no_account(
    said: object, client: Client, stub: Stub, seller: User
) -> None:
    stub.claims = {"email_verified": said}
    assert refused(sign_in(client, stub), Refusal.NOBODY)


def test_who_has_no_account_gets_none(client: Client, stub: Stub) -> None:
    assert refused(sign_in(client, stub), Refusal.NOBODY)
    assert not User.objects.exists()


def test_unknown_and_closed_accounts_read_the_same(client: Client, stub: Stub, seller: User) -> None:
    seller.is_active = False
    seller.save()
    closed = sign_in(client, stub)
    stub.email = "stranger@example.com"
    assert words(closed) == words(sign_in(client, stub)) != ""


def test_a_linked_account_that_was_closed_stays_closed(client: Client, stub: Stub, seller: User) -> None:
    sign_in(client, stub)
    client.logout()
    seller.is_active = False
    seller.save()
    assert refused(sign_in(client, stub), Refusal.NOBODY)


def test_an_address_the_portal_waits_to_see_confirmed_opens_no_account(
    client: Client, stub: Stub, seller: User
) -> None:
    EmailAddress.objects.update(verified=False)
    assert refused(sign_in(client, stub), Refusal.NOBODY)


def test_an_address_given_to_somebody_else_opens_no_account(client: Client, stub: Stub, seller: User) -> None:
    sign_in(client, stub)
    client.logout()
    stub.claims = {"sub": "who has the address today"}
    assert refused(sign_in(client, stub), Refusal.NOBODY)


def test_the_same_subject_of_another_provider_is_somebody_else(
    client: Client, stub: Stub, seller: User
) -> None:
    SocialAccount.objects.create(user=seller, provider="https://elsewhere.example", uid="ours")
    stub.claims = {"sub": "ours", "email_verified": False}
    assert refused(sign_in(client, stub), Refusal.NOBODY)


def test_an_answer_is_taken_once(client: Client, stub: Stub, seller: User) -> None:
    state = leave(client, stub)["state"]
    come_back(client, code="one", state=state)
    client.post("/accounts/logout/")
    assert refused(come_back(client, code="one", state=state), Refusal.STALE)


@pytest.mark.parametrize("answer", [{}, {"state": "guessed"}, {"code": "one"}, {"error": "access_denied"}])
def test_an_answer_that_was_not_asked_for_costs_the_provider_nothing(
    answer: dict[str, str], client: Client, stub: Stub, seller: User
) -> None:
    assert refused(come_back(client, **answer), Refusal.STALE)
    assert stub.heard == []


def test_an_answer_begun_in_another_browser_signs_nobody_in(client: Client, stub: Stub, seller: User) -> None:
    state = leave(Client(), stub)["state"]
    assert refused(come_back(client, code="one", state=state), Refusal.STALE)


def test_a_code_that_somebody_else_asked_for_is_not_redeemed(
    client: Client, stub: Stub, seller: User
) -> None:
    state = leave(client, stub)["state"]
    leave(Client(), stub)
    assert refused(come_back(client, code="one", state=state), Refusal.SILENT)


def test_an_answer_that_names_another_issuer_is_not_redeemed(
    client: Client, stub: Stub, seller: User
) -> None:
    state = leave(client, stub)["state"]
    answer = come_back(client, code="one", state=state, iss="https://elsewhere.example")
    assert refused(answer, Refusal.UNTRUSTED)
    assert "/token" not in stub.heard


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_weak_key_is_no_key(client: Client, stub: Stub, seller: User) -> None:
    weak = rsa.generate_private_key(65_537, 1024)
    stub.keys = [published(weak, "weak")]
    stub.sign = lambda claims: jwt.encode(claims, weak, "RS256", {"kid": "weak"})
    assert refused(sign_in(client, stub), Refusal.UNTRUSTED)


def test_nobody_is_led_elsewhere_after_signing_in(client: Client, stub: Stub, seller: User) -> None:
    assert sign_in(client, stub, next="https://elsewhere.example/")["Location"] == "/"


def test_the_log_names_the_reason_and_nobody(
    client: Client, stub: Stub, seller: User, caplog: pytest.LogCaptureFixture
) -> None:
    stub.claims = {"email_verified": False, "sub": "canary-subject"}
    sign_in(client, stub)
    assert "no verified mail address" in caplog.text
    assert not any(word in caplog.text for word in (seller.email, "canary-subject", stub.asked["state"]))
