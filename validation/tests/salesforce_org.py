"""The opportunities of a Salesforce of one's own, and the troubles it is told to have."""

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any


def stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000+0000"


def key_of(number: int) -> str:
    return f"006A{number:014d}"


class Org:
    """The opportunities of the stub. `now` is its clock; a record's change bears that instant."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.records: dict[str, dict[str, Any]] = {}
        self.purged: dict[str, datetime] = {}
        self.page_rows = 2
        self.jobs: dict[str, dict[str, Any]] = {}
        self.looks_until_ready = 0
        self.tokens: list[str] = []
        self.remembers = now - timedelta(days=15)
        self.usage = "api-usage=18/15000"
        self.asked: list[str] = []
        # What the next requests get instead of an answer: (part of the path, status, headers, body).
        self.troubles: deque[tuple[str, int, dict[str, str], Any]] = deque()

    def put(self, number: int, **changes: Any) -> str:
        """Create or change an opportunity; the fields of its account as Account__Name and so on."""
        key = key_of(number)
        fresh = {
            "Id": key, "Name": f"Core upgrade {number}", "CreatedDate": stamp(self.now), "IsDeleted": False,
            "IsClosed": False, "Amount": 1000.0, "CloseDate": "2027-09-30", "Account.Name": f"Customer House {number}",
            "Account.BillingCountry": "Denmark", "Account.BillingCity": "Aarhus", "Account.Website": None,
            "Registration__c": None, "CurrencyIsoCode": "EUR", "Starts__c": None, "Account.Tax__c": None,
            "Owner.Name": "Ingrid Holm",
        }  # fmt: skip
        told = {
            name.replace("Account__", "Account.").replace("Owner__", "Owner."): value
            for name, value in changes.items()
        }
        self.records[key] = self.records.get(key, fresh) | told | {"SystemModstamp": stamp(self.now)}
        return key

    def delete(self, number: int, *, from_bin: bool = False) -> None:
        key = self.put(number, IsDeleted=True)
        if from_bin:
            del self.records[key]
            self.purged[key] = self.now

    def expire_tokens(self) -> None:
        self.tokens.clear()

    def trouble(self, path: str, status: int, body: Any = "", times: int = 1, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.troubles.extend([(path, status, named, body)] * times)

    def refuse(self, path: str, status: int, code: str, times: int = 1) -> None:
        self.trouble(path, status, [{"errorCode": code, "message": "as the stub was told"}], times)

    def count(self, part: str) -> int:
        return sum(part in path for path in self.asked)
