import os
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from dealreg.sso.settings import NEEDED, identity_provider
from dealreg.tests.test_settings import PRODUCTION, start

WHOLE = {
    "OIDC_ISSUER": "https://login.example.com/realms/staff",
    "OIDC_CLIENT_ID": "portal",
    "OIDC_CLIENT_SECRET": "mystery",
    "OIDC_NAME": "Example ID",
}
env = environ.Env()


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("OIDC_")]:
        monkeypatch.delenv(name)


def given(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in (WHOLE | changes).items():
        monkeypatch.setenv(name, value)


def test_without_any_variable_nobody_signs_in_elsewhere() -> None:
    assert identity_provider(env) is None


def test_a_whole_provider_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, OIDC_MAIL_DOMAINS="Example.com, example.org", OIDC_STRONG_ACR="mfa,gold")
    read = identity_provider(env)
    assert read is not None
    assert (read.mail_domains, read.strong_acr) == (
        frozenset({"example.com", "example.org"}),
        ("mfa", "gold"),
    )


def test_the_secret_does_not_show_where_the_provider_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    assert "mystery" not in repr(identity_provider(env))


@pytest.mark.parametrize("name", NEEDED)
def test_half_a_provider_is_refused_naming_what_is_missing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, **{name: ""})
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must be set too"):
        identity_provider(env)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("OIDC_CLIENT", "x", "OIDC_CLIENT is not a setting of the portal"),
        ("OIDC_ISSUER", "http://login.example.com", "exactly as the provider writes it"),
        ("OIDC_ISSUER", "login.example.com", "exactly as the provider writes it"),
        ("OIDC_ISSUER", "https://login.example.com/?tenant=1", "exactly as the provider writes it"),
        ("OIDC_ISSUER", "https://login.example.com/" + "x" * 200, "in 200 characters at most"),
        ("OIDC_MAIL_DOMAINS", "@example.com", "must list the domains"),
    ],
)
def test_a_setting_that_cannot_be_read_says_what_to_write(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, **{name: value})
    with pytest.raises(ImproperlyConfigured, match=words):
        identity_provider(env)


def test_the_portal_does_not_start_with_half_a_provider(tmp_path: Path) -> None:
    started = start(tmp_path, "check", **PRODUCTION, OIDC_CLIENT_ID="portal")
    assert started.returncode == 1
    assert "OIDC_ISSUER, OIDC_CLIENT_SECRET, OIDC_NAME must be set too" in started.stderr
