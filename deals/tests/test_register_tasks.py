"""The six tasks: any order, a few questions each, saved as they are written."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals import drafts
from deals.answers import TASKS
from deals.drafts import Product
from deals.forms.project import plain_number
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import User
from partners.tests.factories import ProductLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make.seller()


@pytest.fixture
def row(user: User) -> Registration:
    return drafts.start(by=user, at=make.AT)


def inputs(page: str) -> int:
    shown = re.findall(r"<(?:input|select|textarea)[^>]*>", page.partition("<main")[2].partition("</main")[0])
    return len([tag for tag in shown if 'type="hidden"' not in tag])


@pytest.mark.parametrize("slug", [task.slug for task in TASKS])
def test_a_task_asks_at_most_seven_questions(user: User, row: Registration, slug: str) -> None:
    assert 0 < inputs(text(Writer(user).task(row, slug))) <= 7


def test_continue_saves_and_leads_to_the_next_task(user: User, row: Registration) -> None:
    response = Writer(user).write(row, "customer", customer_name="Bangkok Water Works", customer_country="TH")
    assert response.headers["Location"].endswith("/edit/project/")
    row.refresh_from_db()
    assert (row.customer_name, str(row.customer_country)) == ("Bangkok Water Works", "TH")


def test_the_last_task_leads_to_the_check_page(user: User, row: Registration) -> None:
    response = Writer(user).post("registration-documents", row.reference, onward="1")
    assert response.headers["Location"].endswith("/check/")


def test_a_change_from_the_check_page_leads_back_to_it(user: User, row: Registration) -> None:
    response = Writer(user).write(row, "customer", customer_name="Bangkok Water Works", back="check")
    assert response.headers["Location"].endswith("/check/")


def test_an_unfinished_task_is_saved_without_complaint(user: User, row: Registration) -> None:
    assert Writer(user).write(row, "project").status_code == 302


def test_a_reference_that_no_database_takes_is_not_found(user: User) -> None:
    assert Writer(user).get("registration-edit", "DR-\x00").status_code == 404


def test_a_task_that_does_not_exist_is_not_found(user: User, row: Registration) -> None:
    assert Writer(user).task(row, "weather").status_code == 404


def test_pressing_continue_without_a_change_writes_no_event(user: User) -> None:
    row = make.draft(user)
    row.refresh_from_db()
    Writer(user).write(row, "customer", customer_name=row.customer_name, customer_country="TH",
                       installation_country="TH", installation_city="Bangkok")  # fmt: skip
    assert Registration.objects.get(pk=row.pk).version == row.version


@pytest.mark.parametrize(
    ("slug", "name", "typed", "words"),
    [
        (
            "timeline",
            "implementation_from",
            "31.02.2027",
            "Choose a day in the calendar, or write it as 2027-03-27.",
        ),
        ("timeline", "implementation_from", "0027-03-01", "Write a year from 2000 to 2100."),
        ("project", "budget", "-5", "Write a budget above zero."),
        ("project", "budget", "about 2 million", "Write an amount in figures, such as 250000 or 250,000.00."),
        ("project", "budget", "NaN", "Write an amount in figures, such as 250000 or 250,000.00."),
        ("project", "budget", "9" * 20, "Write an amount below 1,000,000,000,000."),
        ("project", "currency", "XXX", "Choose one from the list."),
        ("project", "project_name", "a" * 201, "Shorten this to 200 characters; it has 201 now."),
        ("customer", "customer_country", "XX", "Choose one from the list."),
        ("customer", "customer_domain", "no domain", "Write the web domain alone, such as example.com."),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_stays_there(
    user: User, row: Registration, slug: str, name: str, typed: str, words: str
) -> None:
    page = text(Writer(user).write(row, slug, **{name: typed}))
    assert f'<a href="#id_{name}">' in page
    assert words in page
    if "Choose one" not in words:
        assert f'value="{typed}"' in page


def test_what_is_right_is_saved_beside_what_is_wrong(user: User, row: Registration) -> None:
    Writer(user).write(row, "project", project_name="Canal telemetry 2027", budget="much")
    row.refresh_from_db()
    assert (row.project_name, row.budget) == ("Canal telemetry 2027", None)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("250000", "250000"),
        ("250,000.00", "250000.00"),
        ("250.000,50", "250000.50"),
        ("1 250 000", "1250000"),
        ("1’250’000.5", "1250000.5"),
        ("12,5", "12.5"),
    ],
)
def test_an_amount_may_be_written_in_any_custom(typed: str, amount: str) -> None:
    assert Decimal(plain_number(typed)) == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["https://www.Example.co.th/about?x=1", "someone@example.co.th", "example.co.th"]
)
def test_the_domain_is_taken_out_of_whatever_was_pasted(user: User, row: Registration, typed: str) -> None:
    Writer(user).write(row, "customer", customer_domain=typed)
    row.refresh_from_db()
    assert row.customer_domain == "example.co.th"


def test_a_submitted_registration_cannot_be_written(user: User) -> None:
    row = make.submitted(user)
    writer = Writer(user)
    assert writer.task(row, "customer").headers["Location"] == f"/registrations/{row.reference}/"
    assert writer.autosave(row, "customer", customer_name="Other").status_code == 404
    writer.write(row, "customer", customer_name="Other")
    assert Registration.objects.get(pk=row.pk).customer_name == row.customer_name


@pytest.mark.parametrize("slug", [task.slug for task in TASKS])
def test_a_task_page_asks_the_database_at_most_twenty_times(user: User, slug: str) -> None:
    lines = [ProductLineFactory.create(code=f"storage.flash{number}") for number in range(12)]
    person = make.answers()["decision_makers"][0]
    row = make.draft(user, products=[Product(line) for line in lines], decision_makers=[person] * 12)
    writer = Writer(user)
    writer.get("registration-start")
    with CaptureQueriesContext(connection) as asked:
        text(writer.task(row, slug))
    assert len(asked) <= 20


def test_dates_are_saved_as_written(user: User, row: Registration) -> None:
    Writer(user).write(row, "timeline", implementation_from="2027-06-01", price_application_on="2027-04-15")
    row.refresh_from_db()
    assert (row.implementation_from, row.price_application_on) == (date(2027, 6, 1), date(2027, 4, 15))
