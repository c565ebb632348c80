from typing import Any

import pytest

from dealreg.sso.addresses import verified
from dealreg.sso.settings import IdentityProvider

TENANT = "https://login.microsoftonline.com/0c2b/v2.0"
EMAIL = "a@example.com"


def address(issuer: str, **claims: Any) -> str | None:
    return verified({"email": EMAIL, **claims}, IdentityProvider(issuer, "portal", "secret", "Example ID"))


def test_the_standard_claim_vouches_for_an_address() -> None:
    assert address("https://login.example.com", email_verified=True) == EMAIL


@pytest.mark.parametrize("said", [True, 1, "1"])
def test_entra_vouches_by_a_claim_of_its_own(said: object) -> None:
    assert address(TENANT, xms_edov=said) == EMAIL


@pytest.mark.parametrize(
    "claims",
    [{}, {"xms_edov": False}, {"xms_edov": "0"}, {"xms_edov": True, "email_verified": False}],
    ids=str,
)
def test_entra_vouches_for_nothing_else(claims: dict[str, Any]) -> None:
    assert address(TENANT, **claims) is None


@pytest.mark.parametrize(
    "issuer", ["https://login.example.com", "https://login.microsoftonline.com.example.com/0c2b/v2.0"]
)
def test_the_claim_of_entra_means_nothing_elsewhere(issuer: str) -> None:
    assert address(issuer, xms_edov=True) is None


@pytest.mark.parametrize("email", ["\u212aim@example.com", "k\u0131m@example.com", None, ["kim@example.com"]])
def test_an_address_that_only_looks_like_one_is_none(email: object) -> None:
    assert address("https://login.example.com", email=email, email_verified=True) is None
