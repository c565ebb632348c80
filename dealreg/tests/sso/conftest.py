from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from pytest_django import Settings

from dealreg.tests.sso.stub import Stub, running
from deals.tests import factories as make
from partners.models import User


@pytest.fixture(scope="session")
def _provider() -> Iterator[Stub]:
    with running() as stub:
        yield stub


@pytest.fixture
def stub(_provider: Stub, settings: Settings) -> Iterator[Stub]:
    """A provider that the settings name, and of which nothing is remembered."""
    _provider.begin_anew()
    settings.OIDC = _provider.terms
    settings.PORTAL_URL = "http://testserver"
    cache.clear()
    yield _provider
    cache.clear()


@pytest.fixture
def seller(stub: Stub) -> User:
    """A partner's person whose address the portal has confirmed, and the provider too."""
    person = make.seller()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    stub.email = person.email
    return person
