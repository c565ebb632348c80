import pytest

from deals import behalf, decisions
from deals.tests.clock import fresh
from notifications import audiences
from notifications.directory import Directory
from notifications.tests.cases import AT, DAY, Cast

pytestmark = pytest.mark.django_db


def test_letters_about_a_hidden_deal_go_to_the_partner_alone() -> None:
    cast = Cast()
    registration = cast.on_behalf()
    distributor = registration.owner
    behalf.hide(registration, by=cast.administrator, at=AT + DAY)
    row = decisions.return_to_partner(fresh(registration), by=cast.first, at=AT + DAY, codes=["incomplete"])
    told = [addressee.person for addressee in audiences.of_event(row.events.latest("sequence"), Directory())]
    assert cast.administrator in told
    assert distributor not in told
