"""The lists of the form: products and people, row by row, without scripts."""

from datetime import date
from typing import Any

import pytest

from deals import drafts
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, rows, text
from partners.models import User
from partners.tests.factories import ProductLineFactory

PERSON = {"role": "decision-maker", "influence": "high", "name": "Malee", "email": "malee@customer.example"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make.seller()


@pytest.fixture
def row(user: User) -> Registration:
    return drafts.start(by=user, at=make.AT)


def test_rows_are_added_and_removed_without_scripts(user: User, row: Registration) -> None:
    flash, backup = ProductLineFactory.create(), ProductLineFactory.create(code="storage.backup")
    writer = Writer(user)
    first, second = (
        {"product_line": line.code, "quantity": 2, "description": ""} for line in (flash, backup)
    )
    page = text(writer.write(row, "products", **rows("products", first), add="1"))
    assert "Product line 2" in page
    writer.write(row, "products", **rows("products", first, second))
    assert list(row.items.values_list("product_line__code", "quantity")) == [
        ("storage.flash", 2), ("storage.backup", 2),
    ]  # fmt: skip
    page = text(writer.write(row, "products", **rows("products", first, second), remove="0"))
    assert "Product line 2" not in page
    assert [item.product_line for item in row.items.all()] == [backup]


def test_products_are_marked_as_authorised_or_not_by_place_of_installation(
    user: User, row: Registration
) -> None:
    ProductLineFactory.create(), ProductLineFactory.create(code="network.campus")
    page = text(Writer(user).task(row, "products"))
    inside, outside = page.index('<optgroup label="Authorised in'), page.index('<optgroup label="Outside')
    assert inside < page.index("Storage Flash") < outside < page.index("Network Campus")


def test_only_product_lines_that_may_be_registered_are_offered(user: User, row: Registration) -> None:
    ProductLineFactory.create(code="storage.tape", ends_on=date(2020, 1, 1))
    assert "Storage Tape" not in text(Writer(user).task(row, "products"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"product_line": "", "quantity": "3"}, "Choose the product line, or remove this row."),
        ({"product_line": "0", "quantity": "3"}, "Choose one from the list."),
        ({"product_line": "LINE", "quantity": "few"}, "Write a whole number, such as 12."),
        ({"product_line": "LINE", "quantity": "0"}, "Write a quantity of at least 1."),
        ({"product_line": "LINE", "quantity": "9999999999"}, "Write a quantity of at most 1,000,000."),
    ],
)
def test_a_wrong_product_row_says_how_to_mend_it(
    user: User, row: Registration, given: dict[str, str], words: str
) -> None:
    line = ProductLineFactory.create().code
    posted = {key: line if value == "LINE" else value for key, value in given.items()} | {"description": ""}
    assert words in text(Writer(user).write(row, "products", **rows("products", posted)))


def test_the_same_product_line_twice_is_told(user: User, row: Registration) -> None:
    line = {"product_line": ProductLineFactory.create().code, "quantity": 1, "description": ""}
    page = text(Writer(user).write(row, "products", **rows("products", line, line)))
    assert "Name each product line once; add up its quantity." in page


def test_people_of_the_decision_chain_are_saved(user: User, row: Registration) -> None:
    other = PERSON | {
        "role": "procurement",
        "influence": "low",
        "name": "",
        "email": "",
        "phone": "+66 2 000",
    }
    Writer(user).write(row, "decision-chain", **rows("decision_makers", PERSON | {"phone": ""}, other))
    saved = row.decision_makers.values_list("role", "influence", "name", "phone")
    assert list(saved) == [("decision-maker", "high", "Malee", ""), ("procurement", "low", "", "+66 2 000")]


def test_a_mistake_in_one_row_does_not_drop_the_rows_already_saved(user: User, row: Registration) -> None:
    writer = Writer(user)
    writer.write(row, "decision-chain", **rows("decision_makers", PERSON))
    page = text(writer.write(row, "decision-chain", **rows("decision_makers", PERSON | {"email": "malee@"})))
    assert "Write an address such as name@example.com." in page
    assert 'value="malee@"' in page
    assert row.decision_makers.get().email == "malee@customer.example"


def test_a_person_without_a_role_is_asked_for_it(user: User, row: Registration) -> None:
    page = text(Writer(user).write(row, "decision-chain", **rows("decision_makers", PERSON | {"role": ""})))
    assert "Choose this person's role, or remove this row." in page


@pytest.mark.parametrize(("slug", "name"), [("products", "products"), ("decision-chain", "decision_makers")])
def test_the_only_row_can_be_removed(user: User, slug: str, name: str) -> None:
    row = make.draft(user)
    given: dict[str, dict[str, Any]] = {
        "products": {"product_line": row.items.get().product_line.code, "quantity": 1},
        "decision_makers": PERSON,
    }
    page = text(Writer(user).write(row, slug, **rows(name, given[name]), remove="0"))
    assert f'name="{name}-0-' in page
    assert (row.items if slug == "products" else row.decision_makers).count() == 0
