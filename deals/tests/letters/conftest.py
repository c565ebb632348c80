import pytest

from deals.models import AuthorisationLetter, Registration
from deals.tests import factories as make
from deals.tests.letters.lettered import authorised


@pytest.fixture
def deal() -> Registration:
    return authorised(make.submitted(customer_name="Sunrise Water Authority 华为水务"))


@pytest.fixture
def letter(deal: Registration) -> AuthorisationLetter:
    return deal.letters.get()
