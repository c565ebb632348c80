from collections.abc import Iterator
from typing import Any

import pytest

from validation.tests.salesforce_pulls import Salesforce, behind_http


@pytest.fixture
def salesforce(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Salesforce]:
    yield from behind_http(monkeypatch, settings)


@pytest.fixture
def behind(salesforce: Salesforce) -> Salesforce:
    """One opportunity, loaded whole; five more were created since."""
    salesforce.org.put(1)
    salesforce.pass_time(hours=1)
    salesforce.pull()
    salesforce.pass_time(hours=1)
    for number in range(2, 7):
        salesforce.org.put(number)
    salesforce.pass_time(minutes=1)
    salesforce.org.asked.clear()
    salesforce.pauses.clear()
    return salesforce


@pytest.fixture
def loading(salesforce: Salesforce) -> Salesforce:
    """Five opportunities that a whole load is to bring."""
    for number in range(1, 6):
        salesforce.org.put(number)
    salesforce.pass_time(hours=1)
    return salesforce
