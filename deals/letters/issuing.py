"""A letter is issued by the verb that makes or moves an authorisation: approval, reinstatement, extension."""

import secrets
from base64 import b32encode
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from deals import clocks
from deals.events import Plain
from deals.models import AuthorisationLetter, Registration
from partners.models import BenefitKind

CODE_BYTES = 16
GROUP = 4


def issue(row: Registration, at: datetime) -> AuthorisationLetter | None:
    """Write the letter of a registration that was just put in force or given more time, inside its verb.

    None when no deal authorisation was granted. An earlier letter stays on file; what it is worth follows the
    registration too.
    """
    if not row.benefits.filter(kind=BenefitKind.DEAL_AUTHORISATION).exists():
        return None
    number = f"{row.reference}-{row.letters.count() + 1}"
    day = clocks.local_day(at, row.zone)
    return AuthorisationLetter.objects.create(
        registration=row, number=number, code=new_code(), issued_at=at, issued_on=day,
        said=_statement(row, number, day.isoformat()),
    )  # fmt: skip


def noted(letter: AuthorisationLetter | None) -> dict[str, Plain]:
    """What the event of the issuing verb says of the letter."""
    return {"letter": letter.number} if letter else {}


def new_code() -> str:
    """128 bits from the system's source of randomness, in letters that survive reading aloud."""
    return b32encode(secrets.token_bytes(CODE_BYTES)).rstrip(b"=").decode()


def in_groups(code: str) -> str:
    """A code as it is printed: "ABCD EFGH ..."."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def bare(typed: str) -> str:
    """A code as it was typed, without spaces, dashes and case."""
    return "".join(char for char in typed.upper() if char.isalnum())


def _statement(row: Registration, number: str, issued_on: str) -> dict[str, Any]:
    assert row.expires_at is not None
    return {
        "statement": "deal-authorisation",
        "number": number,
        "registration": row.reference,
        "vendor": settings.VENDOR_NAME,
        "partner": row.partner.name,
        "customer": row.customer_name,
        "project": row.project_name,
        "country": str(row.installation_country),
        "products": [item.product_line.name for item in row.items.select_related("product_line")],
        "issued_on": issued_on,
        "valid_until": row.expires_at.astimezone(UTC).isoformat(timespec="seconds"),
        "zone": row.zone_name,
    }
