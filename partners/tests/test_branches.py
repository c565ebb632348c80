"""A branch of a tree closed where it is and opened anew elsewhere; no code is rewritten."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from partners import branches, trees
from partners.models import Node, ProductLine, Region, TreeEvent
from partners.tests.factories import (
    AuthorisationFactory,
    CoordinatorFactory,
    ManagerFactory,
    ProductLineFactory,
    RegionFactory,
)
from partners.tests.tree_desk import lines

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 3, tzinfo=UTC)
JUNE = date(2027, 6, 30)


def anew(node: Any, parent: str, **changes: Any) -> Any:
    given: dict[str, Any] = {"last_day": JUNE, "by": ManagerFactory.create(), "at": AT, "reason": "New unit"}
    given |= {"seen": branches.look(node, parent, AT).seal} if "seen" not in changes else {}
    return branches.open_anew(node, parent, **given | changes)


def codes(model: type[Node]) -> list[str]:
    return list(model._default_manager.order_by("code").values_list("code", flat=True))


def test_the_branch_is_copied_with_codes_of_its_own_and_the_old_one_ends() -> None:
    lines("storage", "storage.flash", "storage.flash.fast", "cloud")
    copy = anew(ProductLine.objects.get(code="storage.flash"), "cloud")
    assert (copy.code, copy.ends_on) == ("cloud.flash", None)
    assert codes(ProductLine) == [
        "cloud", "cloud.flash", "cloud.flash.fast", "storage", "storage.flash", "storage.flash.fast",
    ]  # fmt: skip
    assert ProductLine.objects.get(code="storage.flash").ends_on == JUNE


def test_both_tell_of_the_other_with_the_reason() -> None:
    flash, _cloud = lines("storage.flash", "cloud")
    copy = anew(flash, "cloud")
    told = [(e.kind, e.other_code, e.reason) for e in (flash.events.get(), copy.events.get())]
    assert told == [
        (TreeEvent.Kind.END_ANNOUNCED, "cloud.flash", "New unit"),
        (TreeEvent.Kind.OPENED_ANEW, "storage.flash", "New unit"),
    ]


def test_a_region_takes_its_zone_and_calendar_along() -> None:
    RegionFactory.create(code="emea")
    copy = anew(RegionFactory.create(code="apac.th", time_zone="Asia/Bangkok", currency="THB"), "emea")
    assert (copy.code, copy.time_zone, copy.currency) == ("emea.th", "Asia/Bangkok", "THB")
    assert codes(Region) == ["apac.th", "emea", "emea.th"]


def test_what_ended_stays_behind_and_an_announced_end_goes_along() -> None:
    (flash, _cloud), _old = lines("flash", "cloud"), lines("flash.old", ends_on=date(2020, 1, 1))
    lines("flash.fast", ends_on=JUNE)
    anew(flash, "cloud")
    copies = ProductLine.objects.filter(code__startswith="cloud.").order_by("code")
    assert list(copies.values_list("code", "ends_on")) == [("cloud.flash", None), ("cloud.flash.fast", JUNE)]


@pytest.mark.parametrize(
    ("parent", "words"),
    [
        ("storage.flash", "cannot stand under itself"),
        ("storage.flash.fast", "cannot stand under itself"),
        ("storage", "It stands there already"),
        ("nowhere", "There is no such code"),
        ("cloud", "There is a cloud.flash already"),
        ("old", "ends by then itself"),
        ("deep" + ".deep" * 11, "too long"),
    ],
)
def test_a_place_that_cannot_be_is_refused(parent: str, words: str) -> None:
    flash, *_more = lines("storage.flash", "storage", "storage.flash.fast", "cloud", "cloud.flash")
    lines("old", ends_on=JUNE), lines("deep" + ".deep" * 11)
    before = codes(ProductLine)
    with pytest.raises(trees.TreeError, match=words):
        anew(flash, parent)
    assert (codes(ProductLine), TreeEvent.objects.count()) == (before, 0)


def test_nothing_is_done_when_what_follows_changed_since_it_was_looked_at() -> None:
    flash, _cloud = lines("storage.flash", "cloud")
    seen = branches.look(flash, "cloud", AT).seal
    AuthorisationFactory.create(product_line=ProductLineFactory.create(code="cloud"))
    with pytest.raises(trees.TreeError, match="changed meanwhile"):
        anew(flash, "cloud", seen=seen)


def test_a_coordinator_opens_nothing_anew() -> None:
    flash, _cloud = lines("storage.flash", "cloud")
    with pytest.raises(trees.TreeError, match="Only a programme manager"):
        anew(flash, "cloud", by=CoordinatorFactory.create())
    assert codes(ProductLine) == ["cloud", "storage.flash"]
