"""What the tests of the pages of verbs share."""

from datetime import timedelta
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse

from deals.models import Registration
from partners import sealed

DAY = timedelta(days=1)

PAGES = {
    "registration-update": "record_update",
    "registration-withdraw": "withdraw",
    "registration-close": "win",
    "registration-extension": "ask_extension",
    "registration-reinstatement": "ask_reinstatement",
    "registration-price": "apply_for_price",
    "registration-appeal": "appeal",
}


def said(response: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def news(registration: Registration, **answers: Any) -> dict[str, Any]:
    """What the update page sends when nothing but these answers is touched."""
    items = {f"item_{sealed.key(item)}": item.quantity for item in registration.items.all()}
    facts = {"stage": registration.stage, "close_on": registration.close_on, "budget": registration.budget}
    return {"version": registration.partner_version, **facts, **items, **answers}
