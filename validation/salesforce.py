"""How the portal reaches the vendor's Salesforce, and which of its fields fill the mirror.

No Django here: the settings are made of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What an import from there is called in the list of imports.
SOURCE = "Salesforce"
# Column of the mirror -> field of an opportunity. Empty where Salesforce has no standard field for it.
STANDARD_FIELDS = {
    "customer_name": "Account.Name",
    "customer_alias": "",
    "project_name": "Name",
    "country": "Account.BillingCountry",
    "city": "Account.BillingCity",
    "amount": "Amount",
    "currency": "",
    "starts_on": "",
    "close_date": "CloseDate",
    "product_lines": "",
    "domain": "Account.Website",
    "tax_id": "",
    "owner": "Owner.Name",
    "registration_number": "",
}


@dataclass(frozen=True)
class Account:
    """A connected app with client credentials, and what to read with it.

    `currency` is that of amounts where `fields` names no field for it; `pull_minutes` lie between two pulls.
    """

    login_url: str
    client_id: str
    client_secret: str = field(repr=False)
    fields: Mapping[str, str]
    currency: str = ""
    api_version: str = "62.0"
    pull_minutes: int = 15
