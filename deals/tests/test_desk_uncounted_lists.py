"""No list of the desk counts its rows, however many there are."""

import pytest
from django.contrib import admin
from django.urls import reverse

from deals.models import RewardClaim
from deals.tests import factories
from deals.tests.desk import Desk
from deals.tests.test_desk_long_lists import asked
from partners.admin.scope import ScopedAdmin
from partners.tests.factories import AuditorFactory

pytestmark = pytest.mark.django_db
# The ledger of rewards shows sums of all that is chosen, which no page of it could tell.
UNCOUNTED = [
    listed
    for listed in admin.site._registry.values()
    if isinstance(listed, ScopedAdmin) and listed.model is not RewardClaim
]


@pytest.fixture
def desk() -> Desk:
    return Desk(AuditorFactory.create())


@pytest.fixture(scope="module")
def one_approved(told_once: None) -> None:
    factories.approved()


@pytest.mark.parametrize("listed", UNCOUNTED, ids=lambda listed: listed.opts.model_name)
@pytest.mark.usefixtures("one_approved")
def test_no_list_of_the_desk_is_counted(desk: Desk, listed: ScopedAdmin) -> None:
    url = reverse(f"admin:{listed.opts.app_label}_{listed.opts.model_name}_changelist")
    queries = asked(lambda: desk.get(url, q="a") if listed.search_fields else desk.get(url))
    assert queries
    assert [sql for sql in queries if "COUNT(" in sql] == []
