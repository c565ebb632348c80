"""What the reports count, on both engines alike."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deals import decisions, extensions, lifecycle
from deals.invariants import CHECKS
from deals.models import Decision, Registration
from deals.reports.asked import Asked
from deals.reports.shape import Cell, Report
from deals.reports.shelf import KINDS
from deals.tests import factories as make
from partners.models import User

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARCH = date(2027, 3, 1)
LATER = datetime(2027, 5, 20, tzinfo=UTC)


def asked(user: User | None = None, at: datetime = LATER) -> Asked:
    seen = (
        Registration.objects.visible_to(user)
        if user
        else Registration.objects.filter(submitted_at__isnull=False)
    )
    return Asked(seen, date(2027, 2, 1), date(2027, 5, 1), ZoneInfo("UTC"), at)


def told(slug: str, of: Asked | None = None) -> Report:
    return KINDS[slug].report(of or asked())


def march(report: Report, table: int = 0) -> list[Cell]:
    """The figures of March 2027 in a table by month."""
    [row] = [row for row in report.tables[table].rows if row[0] == MARCH]
    return list(row[1:])


def until_july(user: User | None = None) -> Asked:
    return replace(asked(user), last=date(2027, 7, 1), at=make.AT + 152 * DAY)


def extension_asked(row: Registration, when: datetime) -> Registration:
    make.kept_up(row, when)
    extensions.ask_extension(row, close_on=date(2027, 11, 1), reason="Tender moved", by=row.owner, at=when)
    row.refresh_from_db()
    return row


def decided_after(*hours: int) -> None:
    """Cases refused after so many hours; the first of March 2027 is a Monday."""
    owner, reviewer = make.seller(), make.coordinator()
    for length in hours:
        row = make.submitted(owner)
        decisions.reject(row, by=reviewer, at=make.AT + length * HOUR, codes=["budget-unconfirmed"])


def test_the_time_to_decide_has_its_median_and_its_ninetieth_percentile() -> None:
    decided_after(1, 2, 3, 4, 5, 6, 7, 8, 9, 40)
    assert march(told("time-to-decide")) == [10, Decimal("5.0"), Decimal("9.0")]


def test_a_weekend_is_no_time_to_decide() -> None:
    decided_after(24 * 7)
    assert march(told("time-to-decide"))[1] == Decimal("120.0")


def test_time_in_which_a_case_was_returned_is_left_out() -> None:
    row = make.returned()
    again = make.AT + 2 * DAY
    row = lifecycle.submit(row, by=row.owner, at=again)
    decisions.reject(row, by=make.coordinator(), at=again + 2 * HOUR, codes=["budget-unconfirmed"])
    assert march(told("time-to-decide"))[1] == Decimal("3.0")


def test_the_regions_of_a_month_are_told_apart() -> None:
    decided_after(3)
    [row] = told("time-to-decide").tables[1].rows
    assert list(row) == [MARCH, "APAC.SEA", 1, Decimal("3.0"), Decimal("3.0")]


def test_a_median_of_fewer_cases_than_asked_for_is_not_told() -> None:
    decided_after(1, 2, 3, 4)
    assert march(told("time-to-decide", replace(asked(), least=5))) == [4, None, None]


def test_a_promise_is_kept_up_to_its_last_second_and_then_up_to_twice_as_long() -> None:
    decided_after(48, 49, 96, 97 + 48)
    report = told("promise-kept")
    assert march(report) == [4, 1, 2, 1, Decimal("25.0"), Decimal("75.0")]


def test_returns_are_counted_by_case() -> None:
    row = make.returned()
    row = lifecycle.submit(row, by=row.owner, at=make.AT + DAY)
    decisions.reject(row, by=make.coordinator(), at=make.AT + DAY, codes=["budget-unconfirmed"])
    make.approved()
    assert march(told("returns")) == [2, 1, 1, 0, 0, 1, Decimal("0.5")]


def test_a_decision_on_appeal_is_no_new_case() -> None:
    row = make.rejected()
    lifecycle.appeal(row, by=row.owner, at=make.AT + DAY, grounds="We were first")
    row.refresh_from_db()
    decisions.reject(row, by=make.coordinator(), at=make.AT + 2 * DAY, codes=["not-available"])
    assert march(told("returns"))[0] == 1
    assert march(told("time-to-decide"))[0] == 2


def test_a_decision_counts_at_each_of_its_reasons() -> None:
    make.returned(codes=("budget-unconfirmed", "chain-unconfirmed"))
    make.rejected(codes=("budget-unconfirmed",))
    rows = {row[1]: list(row[2:]) for row in told("reasons").tables[0].rows}
    assert rows["budget-unconfirmed"] == [1, 1]
    assert rows["chain-unconfirmed"] == [1, 0]
    assert rows["lead-time"] == [0, 0]


def test_approvals_and_lapses_are_told_by_region_and_tier() -> None:
    make.lapsed()
    make.approved()
    report = told("approvals-and-lapses")
    assert march(report) == [2, 1]
    assert list(report.tables[1].rows[0]) == [MARCH, "APAC.SEA", "Silver Partner", 2, 1]


def test_budgets_are_summed_to_the_cent_and_never_across_currencies() -> None:
    owner = make.seller()
    for budget, currency in (("0.10", "USD"), ("0.20", "USD"), ("99999999999.99", "EUR"), ("0.29", "EUR")):
        make.approved(owner, budget=Decimal(budget), currency=currency)
    rows = [list(row) for row in told("approvals-and-lapses").tables[2].rows]
    assert rows == [["EUR", 2, Decimal("100000000000.28")], ["USD", 2, Decimal("0.30")]]


def test_a_conflict_is_told_with_its_outcome() -> None:
    first = make.submitted()
    facts: dict[str, Any] = {"customer_name": first.customer_name, "project_name": first.project_name}
    rival = make.submitted(at=make.AT + HOUR, **facts)
    make.run_clock(make.AT + 2 * DAY)
    decisions.reject(rival, by=make.coordinator(), at=make.AT + 2 * DAY, codes=["not-available"])
    conflicts, approved, taken, *_others = march(told("conflicts"))
    assert (taken, approved) == (1, 0)
    assert conflicts in (1, 2)


def test_extensions_are_told_by_their_answer() -> None:
    when = make.AT + 150 * DAY
    _waiting, granted = (extension_asked(make.approved(), when) for _number in range(2))
    extensions.grant_extension(granted, by=make.coordinator(), at=when + DAY)
    july = next(row for row in told("extensions", until_july()).tables[0].rows if row[0] == date(2027, 7, 1))
    assert list(july[1:]) == [2, 1, 0, 1]


def test_time_is_idle_from_the_fifteenth_day_without_a_counting_update() -> None:
    row = make.approved()
    make.updated(row, make.AT + 20 * DAY)
    report = told("idle-share", asked(at=make.AT + 30 * DAY))
    assert march(report) == [Decimal("30.0"), Decimal("6.0"), Decimal("20.0")]


def test_a_registration_that_ended_is_neither_in_force_nor_idle() -> None:
    row = make.approved()
    lifecycle.withdraw(row, by=row.owner, at=make.AT + 10 * DAY)
    assert march(told("idle-share")) == [Decimal("10.0"), Decimal("0.0"), Decimal("0.0")]


def test_a_rivals_deals_never_change_what_a_partner_reads() -> None:
    mine = make.approved()
    slugs = [slug for slug, kind in KINDS.items() if kind.for_partners]
    own = until_july(mine.owner)
    before = {slug: told(slug, own) for slug in slugs}
    of_all = {slug: told(slug, until_july()) for slug in slugs}
    make.lapsed()
    make.returned()
    extension_asked(make.approved(), make.AT + 150 * DAY)
    facts: dict[str, Any] = {"customer_name": mine.customer_name, "project_name": mine.project_name}
    rival = make.submitted(at=make.AT + HOUR, **facts)
    make.rejected()
    decisions.reject(rival, by=make.coordinator(), at=make.AT + DAY, codes=["not-available"])
    assert {slug: told(slug, own) for slug in slugs} == before
    assert [slug for slug in slugs if told(slug, until_july()) == of_all[slug]] == []


def test_what_conflicts_there_were_is_no_report_for_partners() -> None:
    assert not KINDS["conflicts"].for_partners


def violations() -> list[str]:
    return list(CHECKS["I13 reports equal plain SQL"](LATER))


def test_every_figure_equals_plain_sql() -> None:
    decided_after(1, 2, 3, 49, 97, 200)
    make.lapsed()
    row = make.approved(budget=Decimal("0.29"), currency="EUR")
    make.updated(row, make.AT + 20 * DAY)
    twin = make.submitted(customer_name=row.customer_name, project_name=row.project_name)
    make.run_clock(make.AT + 2 * DAY)
    decisions.reject(twin, by=make.coordinator(), at=make.AT + 3 * DAY, codes=["not-available"])
    back = make.returned(codes=("budget-unconfirmed", "customer-unclear"))
    lifecycle.withdraw(back, by=back.owner, at=make.AT + 40 * DAY)
    assert violations() == []


def test_a_decision_that_no_event_tells_is_reported() -> None:
    row = make.approved()
    Decision.objects.filter(registration=row).update(at=make.AT + 40 * DAY)
    assert "the report approvals-and-lapses says 2027-03 approved: None, plain SQL says 1" in violations()
