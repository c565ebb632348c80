"""Reads the account at Salesforce from the environment: whole and readable, or the portal does not start."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from dealreg.together import given_together
from validation.salesforce import STANDARD_FIELDS, Account

NEEDED = ("SALESFORCE_LOGIN_URL", "SALESFORCE_CLIENT_ID", "SALESFORCE_CLIENT_SECRET", "SALESFORCE_FIELDS")
CHOICES = ("SALESFORCE_CURRENCY", "SALESFORCE_API_VERSION", "SALESFORCE_PULL_MINUTES")
_FIELD = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*){0,4}", re.ASCII)
_MINUTES_MOST = 24 * 60


def account(env: Any) -> Account | None:
    """The account, or None when no variable is set. Raises ImproperlyConfigured, saying what to mend."""
    if not given_together("SALESFORCE_", NEEDED, CHOICES, purpose="the pipeline is pulled with"):
        return None
    fields, currency = _fields(env.str("SALESFORCE_FIELDS")), env.str("SALESFORCE_CURRENCY", "")
    if currency and not re.fullmatch(r"[A-Z]{3}", currency):
        raise ImproperlyConfigured(
            "SALESFORCE_CURRENCY must be the three letters of a currency, such as EUR."
        )
    if fields["amount"] and not (currency or fields["currency"]):
        raise ImproperlyConfigured(
            "SALESFORCE_CURRENCY must name the currency of the amounts, or SALESFORCE_FIELDS the field that holds "
            "it: currency=CurrencyIsoCode."
        )
    return Account(
        login_url=_login_url(env.str("SALESFORCE_LOGIN_URL")),
        client_id=env.str("SALESFORCE_CLIENT_ID"),
        client_secret=env.str("SALESFORCE_CLIENT_SECRET"),
        fields=fields,
        currency=currency,
        api_version=_api_version(env.str("SALESFORCE_API_VERSION", Account.api_version)),
        pull_minutes=_minutes(env.str("SALESFORCE_PULL_MINUTES", str(Account.pull_minutes))),
    )


def _fields(listed: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in listed.split(",") if pair.strip())
    given = {column.strip(): name.strip() for column, _equals, name in pairs}
    wrong = sorted(
        column
        for column, name in given.items()
        if column not in STANDARD_FIELDS or (name and not _FIELD.fullmatch(name))
    )
    if wrong:
        raise ImproperlyConfigured(
            f"SALESFORCE_FIELDS cannot be read at {', '.join(wrong)}: write column=Field, parted by commas, with "
            f"columns among {', '.join(STANDARD_FIELDS)}."
        )
    fields = STANDARD_FIELDS | given
    if not (fields["registration_number"] and fields["customer_name"]):
        raise ImproperlyConfigured(
            "SALESFORCE_FIELDS must name the field of an opportunity that carries our registration number, such as "
            "registration_number=Registration_Number__c, and must not empty customer_name."
        )
    return fields


def _login_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ImproperlyConfigured(
            "SALESFORCE_LOGIN_URL must be the address of My Domain alone, such as https://vendor.my.salesforce.com."
        )
    return f"https://{parts.netloc}"


def _api_version(version: str) -> str:
    if not re.fullmatch(r"\d{2}\.0", version):
        raise ImproperlyConfigured("SALESFORCE_API_VERSION must be a version of the REST API, such as 62.0.")
    return version


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MINUTES_MOST):
        raise ImproperlyConfigured("SALESFORCE_PULL_MINUTES must be a whole number from 1 to 1440.")
    return int(text)
