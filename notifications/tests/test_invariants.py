from datetime import timedelta

import pytest

from deals.tests import factories as make
from notifications import dispatch, receipts
from notifications.invariants import CHECKS
from notifications.models import Channel, Cursor, Notice
from notifications.tests.cases import AT, DAY, HOUR, Cast
from partners.tests.factories import PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db


def broken(at: object = AT + HOUR) -> set[str]:
    return {name for name, check in CHECKS.items() if list(check(at))}  # type: ignore[arg-type]


@pytest.fixture
def cast() -> Cast:
    """After a submission that everybody was told of."""
    cast = Cast()
    cast.submitted()
    deliver()
    return cast


def deliver() -> None:
    while receipts.collect(AT + HOUR):
        pass
    while dispatch.deliver(AT + HOUR):
        pass


def test_all_holds_after_an_ordinary_day(cast: Cast) -> None:
    cast.approved_on_behalf()
    deliver()
    assert broken() == set()


def test_an_event_that_nobody_reads_shows(cast: Cast) -> None:
    make.submitted(cast.owner)
    assert broken() == {"I4 the journals are read"}


def test_an_event_that_was_read_without_notices_shows(cast: Cast) -> None:
    Notice.objects.filter(kind="submitted").delete()
    # The people of the tests joined today, the events lie in the future of that day.
    assert broken() == {"I4 what is told has its notices"}


def test_a_notice_of_a_silent_kind_shows(cast: Cast) -> None:
    event = Notice.objects.filter(kind="submitted")[0].event
    assert event is not None
    silent = event.registration.events.get(kind="edited")
    Notice.objects.create(
        event=silent, person=cast.first, channel=Channel.PORTAL, kind="edited", created_at=AT
    )
    assert broken() == {"I4 what is silent has none"}


def test_a_letter_that_is_due_and_not_picked_up_shows(cast: Cast) -> None:
    Notice.objects.filter(channel="mail", person=cast.owner).update(sent_at=None)
    assert broken(AT + DAY) == {"I9 due mail is picked up"}


def test_a_letter_that_is_tried_for_ever_shows(cast: Cast) -> None:
    at = AT + HOUR + dispatch.longest() + timedelta(seconds=1)
    Notice.objects.filter(channel="mail", person=cast.owner).update(sent_at=None, next_try_at=at)
    assert broken(at) == {"I4 mail is delivered or given up"}


def test_a_letter_under_a_strange_message_id_shows(cast: Cast) -> None:
    letter = Notice.objects.filter(channel="mail")[0]
    Notice.objects.filter(pk=letter.pk).update(message_id="<other@elsewhere.example>")
    assert broken() == {"I9 resends repeat their Message-ID"}


def test_a_notice_to_a_person_of_another_company_shows(cast: Cast) -> None:
    stranger = PersonFactory.create(partner=PartnerFactory.create())
    deliver()
    Notice.objects.filter(person=cast.owner, channel="portal").update(person=stranger)
    assert broken() == {"I10 partners hear of their own"}


def test_a_reader_that_never_ran_shows() -> None:
    make.submitted()
    assert not Cursor.objects.exists()
    assert "I4 the journals are read" in broken()
