"""What the tests of the update sheet share."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse

from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import User

DAY = timedelta(days=1)


NEAR = make.AT + 22 * DAY  # 23 March, a week before the update is due


CONTACT: dict[str, Any] = {"sentence": "Met the customer’s team", "kind": "contact", "day": "2027-03-22"}


def line(row: Registration, at: datetime = NEAR, **typed: Any) -> dict[str, Any]:
    """What the sheet sends for one line: everything as it was shown, but for what was said."""
    row.refresh_from_db()
    shown = {
        "stage": row.stage, "close_on": row.close_on, "budget": row.budget,
        "day": at.astimezone(row.zone).date(),
    }  # fmt: skip
    fields = {"version": row.partner_version, "sentence": "", "kind": "", **shown, **typed}
    seen = {f"initial-{row.reference}-{name}": value for name, value in shown.items()}
    return {f"{row.reference}-{name}": value for name, value in fields.items()} | seen


def save(user: User, *lines: dict[str, Any], at: datetime = NEAR) -> HttpResponse:
    posted: dict[str, Any] = {"row": [reference(one) for one in lines]}
    for one in lines:
        posted |= one
    return Writer(user, at).post("update-sheet", **posted)


def reference(one: dict[str, Any]) -> str:
    return next(name for name in one if name.endswith("-version")).removesuffix("-version")


def followed(user: User, response: HttpResponse, at: datetime = NEAR) -> str:
    assert response.status_code == 302
    writer = Writer(user, at)
    return text(writer._ask(writer.client.get, response.headers["Location"], {}))
