"""What the form says by itself: how far each task is, what is in the way, and that it was saved."""

import re
from datetime import timedelta

import pytest

from deals import drafts
from deals.answers import TASKS
from deals.drafts import Product
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


def test_the_tasks_say_how_far_each_is(user: User) -> None:
    row = drafts.start(by=user, at=make.AT)
    answers = make.answers(project_name="TBD", implementation_from=None)
    chosen = ("customer_name", "customer_country", "project_name", "implementation_until")
    drafts.edit(row, {name: answers[name] for name in chosen}, by=user, at=make.AT)
    page = text(Writer(user).get("registration-edit", row.reference))
    states = re.findall(r'id="task-([\w-]+)"><span class="status-badge" [^>]*data-status="([\w-]+)"', page)
    assert dict(states) == {
        "customer": "completed", "project": "problem", "products": "not-started",
        "decision-chain": "not-started", "timeline": "in-progress", "documents": "not-started",
    }  # fmt: skip


def test_a_task_shows_at_the_field_what_a_rule_says_against_its_answer(user: User) -> None:
    row = make.draft(user, price_application_on=make.AT.date() + timedelta(days=3))
    page = text(Writer(user).task(row, "timeline"))
    assert '<a href="#id_price_application_on">' in page
    assert "There must be at least 15 days between registration and price application." in page


def test_the_checklist_tells_the_earliest_price_date(user: User, row: Registration) -> None:
    assert "the earliest is 16 March 2027" in text(Writer(user).task(row, "timeline"))


def test_the_checklist_names_a_product_outside_the_authorisation(user: User) -> None:
    row = make.draft(user, products=[Product(ProductLineFactory.create(code="network.campus"))])
    page = text(Writer(user).task(row, "products"))
    assert "No authorisation in force covers Network Campus in APAC.SEA." in page


def test_a_rival_changes_nothing_on_any_page_of_the_form(user: User) -> None:
    """What a partner must never learn: whether the customer is known to the vendor."""
    row = make.draft(user)
    writer = Writer(user)

    def pages() -> list[str]:
        seen = [
            writer.get("registration-edit", row.reference),
            writer.get("registration-check", row.reference),
        ]
        seen += [writer.task(row, task.slug) for task in TASKS]
        return [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text(page)) for page in seen]

    before = pages()
    same = {name: getattr(row, name) for name in ("customer_name", "project_name")}
    make.approved(make.seller(), **same)
    assert pages() == before


def test_saving_while_typing_answers_with_time_version_and_checklist(user: User, row: Registration) -> None:
    fragment = text(Writer(user).autosave(row, "customer", customer_name="Bangkok Water Works"))
    row.refresh_from_db()
    assert row.customer_name == "Bangkok Water Works"
    assert "Draft saved " in fragment
    assert f'name="version" id="version" value="{row.version}" hx-swap-oob="true"' in fragment
    assert "The customer's country is missing." in fragment


def test_saving_while_typing_keeps_quiet_about_what_is_not_finished(user: User, row: Registration) -> None:
    fragment = text(Writer(user).autosave(row, "project", project_name="Canal telemetry 2027", budget="12e"))
    assert "without what still needs mending on this page" in fragment
    row.refresh_from_db()
    assert row.project_name == "Canal telemetry 2027"


def test_nothing_is_saved_by_looking(user: User, row: Registration) -> None:
    assert Writer(user).get("registration-autosave", row.reference, "customer").status_code == 405


SOON = {"price_application_on": f"{make.AT.date() + timedelta(days=3)}", "stage": "identified"}
TOO_SOON = "There must be at least 15 days between registration and price application."


def test_a_price_date_that_is_too_soon_warns_while_it_is_typed(user: User, row: Registration) -> None:
    fragment = text(Writer(user).autosave(row, "timeline", **SOON))
    warnings = fragment.partition('<div id="warnings"')[2].partition('<div id="checklist"')[0]
    assert TOO_SOON in warnings
    assert '<a href="#id_price_application_on">' in warnings


def test_what_is_not_answered_yet_is_no_warning(user: User, row: Registration) -> None:
    fragment = text(Writer(user).autosave(row, "timeline", stage="identified"))
    assert 'data-tone="warning"' not in fragment


def test_without_scripts_the_next_page_says_what_a_rule_has_against_the_saved_answer(
    user: User, row: Registration
) -> None:
    writer = Writer(user)
    onward = writer.write(row, "timeline", **SOON).headers["Location"]
    assert TOO_SOON in writer.client.get(onward).content.decode()


def test_a_product_outside_the_authorisation_warns_while_it_is_chosen(user: User, row: Registration) -> None:
    other = ProductLineFactory.create(code="printing", name="Printing")
    given = {"products-0-product_line": other.code, "products-0-quantity": "1"}
    fragment = text(Writer(user).autosave(row, "products", **given))
    assert "Printing" in fragment.partition('<div id="warnings"')[2].partition('<div id="checklist"')[0]
