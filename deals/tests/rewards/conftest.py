import pytest
from pytest_django import Settings

from deals.tests import factories as make
from partners.models import User


@pytest.fixture
def staff(settings: Settings) -> User:
    settings.STAFF_SECOND_FACTOR = False
    return make.coordinator()
