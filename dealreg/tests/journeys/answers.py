"""What the partners of the journeys write, task by task."""

from datetime import date, timedelta
from typing import Any

from partners.tests.factories import ProductLineFactory


def answers(today: date) -> dict[str, dict[str, Any]]:
    """A complete registration of always the same opportunity."""

    def in_days(days: int) -> str:
        return f"{today + timedelta(days=days)}"

    return {
        "customer": {
            "customer_name": "Chao Phraya General Hospital",
            "customer_country": "TH",
            "installation_country": "TH",
            "installation_city": "Bangkok",
        },
        "project": {
            "project_name": "Radiology archive renewal 2027",
            "budget": "250,000.00",
            "currency": "USD",
        },
        "products": {"products-0-product_line": ProductLineFactory.create().code, "products-0-quantity": "4"},
        "decision-chain": {
            "decision_makers-0-role": "decision-maker",
            "decision_makers-0-influence": "high",
            "decision_makers-0-name": "Somchai Canary",
            "decision_makers-0-email": "somchai.canary@customer.example",
        },
        "timeline": {
            "implementation_from": in_days(92),
            "implementation_until": in_days(184),
            "price_application_on": in_days(45),
            "close_on": in_days(80),
        },
    }
