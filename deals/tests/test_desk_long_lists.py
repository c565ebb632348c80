"""The lists of the desk, whatever their length: what they ask the database, how they page, what they find."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals.admin.registrations import RegistrationAdmin
from deals.models import Registration
from deals.tests import factories
from deals.tests.desk import Desk, text
from partners.models import User
from partners.tests.factories import AuditorFactory, PartnerFactory

pytestmark = pytest.mark.django_db
LOOKS: list[dict[str, str]] = [{}, {"status": "any"}, {"status": "approved"}, {"region": "apac"}, {"q": "a"}]


@pytest.fixture
def desk() -> Desk:
    return Desk(AuditorFactory.create())


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a page."""
    monkeypatch.setattr(RegistrationAdmin, "list_per_page", 2)


def asked(look: Any) -> list[str]:
    look()
    with CaptureQueriesContext(connection) as seen:
        look()
    return [query["sql"] for query in seen]


def test_a_look_at_registrations_costs_the_same_for_few_and_for_many(desk: Desk) -> None:
    seller = factories.seller()
    factories.submitted(seller), factories.approved(seller)
    few = [len(asked(lambda look=look: desk.queue(**look))) for look in LOOKS]
    for _more in range(6):
        factories.submitted(seller), factories.approved(seller)
    many = [len(asked(lambda look=look: desk.queue(**look))) for look in LOOKS]
    assert list(zip(LOOKS, many, strict=True)) == list(zip(LOOKS, few, strict=True))


@pytest.mark.usefixtures("short")
def test_pages_follow_each_other_and_the_last_one_tells_how_many_there_are(desk: Desk) -> None:
    seller = factories.seller()
    rows = [factories.submitted(seller) for _number in range(5)]
    pages = [desk.queue(status="any", p=str(number)) for number in (1, 2, 3)]
    found = [row.pk for page in pages for row in page.context["cl"].result_list]
    assert found == [row.pk for row in reversed(rows)]
    assert "More than 2." in text(pages[0])
    assert "5 in all." in text(pages[2])
    assert [bool(page.context["cl"].next_url) for page in pages] == [True, True, False]
    assert [bool(page.context["cl"].previous_url) for page in pages] == [False, True, True]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("number", ["0", "-1", "9", "999999999999999999999"])
def test_a_page_that_is_not_there_leads_to_the_first(desk: Desk, number: str) -> None:
    factories.submitted()
    response = desk.queue(status="any", p=number)
    assert response.status_code == 302
    assert response["Location"].endswith("?e=1")


@pytest.mark.usefixtures("short")
def test_nothing_selects_rows_of_other_pages(desk: Desk) -> None:
    seller = factories.seller()
    for _number in range(3):
        factories.submitted(seller)
    page = Desk(factories.coordinator(), desk.at).queue(status="any")
    assert "Select all" not in text(page).replace("Select all objects on this page", "")


@pytest.mark.parametrize(
    "words", ["khon kaen", "KHON backup", "0105536000123", "merlion", "khon merlion", "Merlion 0105536000123"]
)
def test_a_registration_is_found_by_words_of_the_deal_or_its_partner(desk: Desk, words: str) -> None:
    seller = factories.seller(PartnerFactory.create(name="Merlion Systems"))
    wanted = factories.submitted(
        seller, customer_name="Khon Kaen Hospital", project_name="Backup", tax_number="0105536000123"
    )
    factories.submitted(at=factories.AT + timedelta(hours=1))
    assert [row.pk for row in desk.queue(q=words).context["cl"].result_list] == [wanted.pk]


def test_events_are_found_by_what_finds_their_registration(desk: Desk) -> None:
    wanted, _other = factories.submitted(customer_name="Khon Kaen Hospital"), factories.submitted()
    page = desk.get(reverse("admin:deals_event_changelist"), q="khon kaen")
    assert {event.registration_id for event in page.context["cl"].result_list} == {wanted.pk}


@pytest.mark.postgres
def test_the_search_is_answered_by_an_index(desk: Desk) -> None:
    factories.submitted()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Registration.objects.sought("hospital").order_by().explain()
    assert "registration_search_trigrams" in plan


def test_a_coordinator_looks_into_no_region_of_others(desk: Desk) -> None:
    row = factories.submitted(customer_name="Khon Kaen Hospital")
    elsewhere: User = factories.coordinator()
    elsewhere.regions.clear()
    found = Desk(elsewhere).queue(q="khon kaen").context["cl"]
    assert (row.customer_name, found.result_list, found.total_words) == (
        "Khon Kaen Hospital", [], "0 in all.",
    )  # fmt: skip
