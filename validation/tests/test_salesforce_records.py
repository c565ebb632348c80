"""Cells of an opportunity, however odd, as the mirror holds them."""

from typing import Any

import pytest

from validation.models import KnownOpportunity
from validation.pipeline.salesforce.pull import Outcome
from validation.tests.salesforce_org import key_of
from validation.tests.salesforce_pulls import Salesforce

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"Amount": -5.0}, "amount", None),
        ({"Account__Website": "n/a, soon"}, "domain", ""),
        ({"Account__BillingCountry": "Middle-earth"}, "country", ""),
        ({"Starts__c": "2028-01-01"}, "closes_on", None),
        ({"CurrencyIsoCode": "Euro"}, "amount", None),
        ({"Account__Name": "#N/A"}, "customer_name", "Core upgrade 9"),
        ({"Account__Name": None}, "customer_name", "Core upgrade 9"),
        ({"Account__Name": "A" * 400}, "customer_name", "A" * 300),
        ({"Account__Name": None, "Name": "#N/A"}, "customer_name", key_of(9)),
        ({"Account__Tax__c": "DK 12"}, "tax_number", "DK 12"),
        ({"Owner__Name": "Ana Lima"}, "account_manager", "Ana Lima"),
        ({"Registration__c": "DR-1"}, "registration_number", "DR-1"),
    ],
)
def test_an_opportunity_is_never_left_out_for_one_cell(
    changes: dict[str, Any], field: str, value: Any, salesforce: Salesforce
) -> None:
    salesforce.org.put(9, **changes)
    assert salesforce.pull() == Outcome.DONE
    assert getattr(KnownOpportunity.objects.get(record_id=key_of(9)), field) == value
