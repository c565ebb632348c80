"""The last day of a product line or region: who announces it, which days can be, and what is kept of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from partners import trees
from partners.models import ProductLine, TreeEvent
from partners.tests.factories import CoordinatorFactory, ManagerFactory, ProductLineFactory, RegionFactory

pytestmark = pytest.mark.django_db
# Already 2 March in Kiribati.
AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
FIRST = date(2027, 3, 2)
DAY = timedelta(days=1)


def announce(node: Any, last_day: date = FIRST, **changes: Any) -> Any:
    given: dict[str, Any] = {"by": ManagerFactory.create(), "at": AT, "reason": "Replaced"} | changes
    return trees.announce_end(node, last_day, **given)


@pytest.mark.parametrize("factory", [ProductLineFactory, RegionFactory])
def test_a_last_day_is_announced_with_its_reason_and_one_event(factory: Any) -> None:
    node = announce(factory.create(), reason=" Replaced by the next generation ")
    assert node.ends_on == FIRST
    event = node.events.get()
    assert (event.kind, event.ends_on, event.reason, event.at) == (
        TreeEvent.Kind.END_ANNOUNCED, FIRST, "Replaced by the next generation", AT,
    )  # fmt: skip


def test_a_day_that_is_over_somewhere_is_refused() -> None:
    line = ProductLineFactory.create()
    with pytest.raises(trees.TreeError, match="Choose 2 March 2027 or a later day") as refused:
        announce(line, FIRST - DAY)
    assert (refused.value.about, line.events.count()) == ("last_day", 0)


def test_nothing_outlives_what_it_stands_under() -> None:
    announce(ProductLineFactory.create(code="storage"), FIRST)
    with pytest.raises(trees.TreeError, match="storage ends on 2 March 2027"):
        announce(ProductLineFactory.create(code="storage.flash"), FIRST + DAY)


def test_another_day_replaces_the_first_and_both_are_on_record() -> None:
    line = announce(announce(ProductLineFactory.create(), FIRST), FIRST + DAY)
    assert line.ends_on == FIRST + DAY
    assert list(line.events.values_list("ends_on", flat=True)) == [FIRST, FIRST + DAY]


def test_a_last_day_is_lifted() -> None:
    line = announce(ProductLineFactory.create())
    lifted = trees.lift_end(line, by=ManagerFactory.create(), at=AT, reason="Goes on")
    assert (lifted.ends_on, lifted.events.latest("pk").kind) == (None, TreeEvent.Kind.END_LIFTED)


def test_the_same_day_twice_is_refused() -> None:
    line = announce(ProductLineFactory.create())
    with pytest.raises(trees.TreeError, match="so already"):
        announce(line)


@pytest.mark.parametrize(
    ("changes", "words"), [({"reason": "  "}, "Give the reason."), ({"by": None}, "Only a programme manager")]
)
def test_it_takes_a_reason_and_a_programme_manager(changes: dict[str, Any], words: str) -> None:
    line = ProductLineFactory.create()
    if "by" in changes:
        changes = {"by": CoordinatorFactory.create()}
    with pytest.raises(trees.TreeError, match=words):
        announce(line, **changes)
    assert ProductLine.objects.get(pk=line.pk).ends_on is None


def test_a_change_is_of_a_region_or_of_a_product_line() -> None:
    with pytest.raises(IntegrityError):
        TreeEvent.objects.create(kind="end-lifted", reason="None", by=ManagerFactory.create(), at=AT)
