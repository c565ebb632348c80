"""An update takes product lines out and adds them, within the authorisation."""

from typing import Any

import pytest

from deals import updates
from deals.drafts import Product
from deals.models import Registration
from deals.refusals import Refused
from deals.tests import factories as make
from deals.tests.acting import news, said
from deals.tests.clock import fresh, morning
from deals.tests.writer import Writer, text
from deals.updates import Report
from partners import sealed
from partners.tests.factories import ProductLineFactory

pytestmark = pytest.mark.django_db


def lines(row: Registration) -> dict[str, int]:
    return {item.product_line.code: item.quantity for item in row.items.all()}


def update(row: Registration, **answers: Any) -> Any:
    return Writer(row.owner, morning(10)).post("registration-update", row.reference, **news(row, **answers))


def test_a_product_line_is_added_and_that_counts() -> None:
    row = make.approved()
    ProductLineFactory.create(code="storage.hybrid", name="Hybrid storage")
    assert "It counts: a fact of the deal changed." in said(
        update(row, added_1="storage.hybrid", pieces_1="4")
    )
    assert lines(row)["storage.hybrid"] == 4
    assert row.updates.get().changed == ["products"]


def test_a_product_line_is_taken_out_by_a_quantity_of_zero() -> None:
    row = make.approved()
    old = row.items.get()
    ProductLineFactory.create(code="storage.hybrid")
    update(row, **{f"item_{sealed.key(old)}": 0}, added_1="storage.hybrid")
    assert lines(row) == {"storage.hybrid": 1}


def test_a_registration_keeps_at_least_one_product_line() -> None:
    row = make.approved()
    item = row.items.get()
    assert "Keep at least one product line" in text(update(row, **{f"item_{sealed.key(item)}": 0}))
    assert row.items.get() == item


def test_only_authorised_product_lines_are_offered() -> None:
    row = make.approved()
    ProductLineFactory.create(code="storage.hybrid", name="Hybrid storage")
    ProductLineFactory.create(code="network", name="Network lines")
    page = text(Writer(row.owner).get("registration-update", row.reference))
    assert "Hybrid storage" in page
    assert "Network lines" not in page


def test_a_product_line_outside_the_authorisation_is_refused_with_the_remedy() -> None:
    row = make.approved()
    network = ProductLineFactory.create(code="network", name="Network")
    kept = [Product(item.product_line, item.quantity) for item in row.items.all()]
    report = Report(products=[*kept, Product(network)])
    with pytest.raises(Refused, match="Leave out Network"):
        updates.record_update(row, report, by=row.owner, at=morning(10))
    assert "network" not in lines(fresh(row))


def test_the_same_product_line_is_not_added_twice() -> None:
    row = make.approved()
    ProductLineFactory.create(code="storage.hybrid")
    page = text(update(row, added_1="storage.hybrid", added_2="storage.hybrid"))
    assert "Add each product line once" in page
    assert not row.updates.exists()


def test_products_left_alone_do_not_undo_what_a_colleague_changed_meanwhile() -> None:
    row = make.approved()
    item = row.items.get()
    opened = news(row, contact_on="2027-03-10", **{f"initial-item_{sealed.key(item)}": item.quantity})
    report = Report(products=[Product(item.product_line, 9)])
    updates.record_update(row, report, by=row.owner, at=morning(9))
    row.refresh_from_db()
    now = row.items.get()
    field = f"item_{sealed.key(now)}"
    again = {**opened, "version": row.partner_version, field: 9, f"initial-{field}": 9}
    Writer(row.owner, morning(10)).post("registration-update", row.reference, **again)
    assert row.items.get().quantity == 9
    assert row.updates.latest("pk").changed == []
