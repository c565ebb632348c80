import os
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from dealreg.salesforce import NEEDED, account
from dealreg.tests.test_settings import PRODUCTION, start

WHOLE = {
    "SALESFORCE_LOGIN_URL": "https://vendor.my.salesforce.com/",
    "SALESFORCE_CLIENT_ID": "client",
    "SALESFORCE_CLIENT_SECRET": "mystery",
    "SALESFORCE_FIELDS": "registration_number=Registration__c, currency=CurrencyIsoCode,city=",
}
env = environ.Env()


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SALESFORCE_")]:
        monkeypatch.delenv(name)


def given(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in (WHOLE | changes).items():
        monkeypatch.setenv(name, value)


def test_without_any_variable_nothing_is_pulled() -> None:
    assert account(env) is None


def test_a_whole_account_is_read_with_its_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    read = account(env)
    assert read is not None
    assert (read.login_url, read.pull_minutes) == ("https://vendor.my.salesforce.com", 15)
    assert [read.fields[name] for name in ("registration_number", "currency", "city", "customer_name")] == [
        "Registration__c", "CurrencyIsoCode", "", "Account.Name",
    ]  # fmt: skip


def test_the_secret_does_not_show_where_the_account_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    assert "mystery" not in repr(account(env))


@pytest.mark.parametrize("name", NEEDED)
def test_half_an_account_is_refused_naming_what_is_missing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, **{name: ""})
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must be set too"):
        account(env)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SALESFORCE_CLIENT", "x", "SALESFORCE_CLIENT is not a setting of the portal"),
        ("SALESFORCE_LOGIN_URL", "http://vendor.my.salesforce.com", "address of My Domain alone"),
        ("SALESFORCE_LOGIN_URL", "https://vendor.my.salesforce.com/home", "address of My Domain alone"),
        ("SALESFORCE_FIELDS", "registration_number=R__c,customer=Account.Name", "cannot be read at customer"),
        ("SALESFORCE_FIELDS", "registration_number=R__c FROM User", "cannot be read at registration_number"),
        ("SALESFORCE_FIELDS", "currency=CurrencyIsoCode", "carries our registration number"),
        ("SALESFORCE_FIELDS", "registration_number=R__c", "must name the currency of the amounts"),
        ("SALESFORCE_CURRENCY", "Euro", "three letters of a currency"),
        ("SALESFORCE_API_VERSION", "v62", "a version of the REST API"),
        ("SALESFORCE_PULL_MINUTES", "0", "from 1 to 1440"),
        ("SALESFORCE_PULL_MINUTES", "ten", "from 1 to 1440"),
    ],
)
def test_a_setting_that_cannot_be_read_says_what_to_write(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, **{name: value})
    with pytest.raises(ImproperlyConfigured, match=words):
        account(env)


def test_amounts_need_no_currency_where_none_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, SALESFORCE_FIELDS="registration_number=R__c,amount=")
    assert account(env)


def test_the_portal_does_not_start_with_half_an_account(tmp_path: Path) -> None:
    started = start(tmp_path, "check", **PRODUCTION, SALESFORCE_CLIENT_ID="client")
    assert started.returncode == 1
    assert (
        "SALESFORCE_LOGIN_URL, SALESFORCE_CLIENT_SECRET, SALESFORCE_FIELDS must be set too" in started.stderr
    )
