from collections.abc import Iterator
from typing import Any

import pytest

from validation.tests.salesforce_pulls import Salesforce, behind_http


@pytest.fixture
def salesforce(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Salesforce]:
    yield from behind_http(monkeypatch, settings)
