"""A company's own numbers by quarter."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals import decisions, lifecycle, numbers
from deals.models import Registration
from deals.numbers import Quarter
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import User

pytestmark = pytest.mark.django_db
BANGKOK = ZoneInfo("Asia/Bangkok")
DAY = timedelta(days=1)
LATER = make.AT + 40 * DAY  # 10 April: in the second quarter


def quarters(user: User, at: datetime = LATER) -> dict[str, Quarter]:
    found = numbers.by_quarter(Registration.objects.visible_to(user), BANGKOK, at)
    return {quarter.name: quarter for quarter in found}


def test_a_quarter_counts_decisions_and_their_rate() -> None:
    owner = make.seller()
    make.approved(owner)
    make.approved(owner)
    make.rejected(owner)
    make.submitted(owner)
    first = quarters(owner)["2027 Q1"]
    assert (first.submitted, first.approved, first.rejected, first.rate) == (4, 2, 1, 67)


def test_the_median_decision_time_counts_from_the_last_submission() -> None:
    owner = make.seller()
    reviewer = make.coordinator()
    for days in (1, 2, 9):
        row = make.submitted(owner)
        decisions.reject(row, by=reviewer, at=make.AT + days * DAY, codes=("not-available",))
    row = make.returned(owner)
    again = make.AT + 10 * DAY
    row = lifecycle.submit(row, by=owner, at=again)
    decisions.reject(row, by=reviewer, at=again + 2 * DAY, codes=("not-available",))
    assert quarters(owner)["2027 Q1"].days == 2.0


def test_a_decision_on_appeal_counts_from_the_appeal() -> None:
    owner = make.seller()
    row = make.rejected(owner)
    lifecycle.appeal(row, by=owner, at=make.AT + 5 * DAY, grounds="We were first")
    row.refresh_from_db()
    decisions.reject(row, by=make.coordinator(), at=make.AT + 6 * DAY, codes=("not-available",))
    assert quarters(owner)["2027 Q1"].days == pytest.approx((1 + 1 / 24) / 2, abs=0.06)


def test_a_lapse_and_an_update_in_the_last_three_days_are_told_apart() -> None:
    owner = make.lapsed().owner
    near, early = make.approved(owner, make.AT), make.approved(owner, make.AT)
    make.updated(near, make.AT + 26 * DAY)
    make.updated(early, make.AT + 20 * DAY)
    first = quarters(owner)["2027 Q1"]
    assert (first.lapsed, first.near_lapses) == (1, 1)


def test_what_was_open_at_the_end_of_a_quarter_stays_counted_there() -> None:
    owner = make.seller()
    row = make.submitted(owner)
    make.draft(owner)
    lifecycle.withdraw(row, by=owner, at=LATER - DAY)
    found = quarters(owner)
    assert (found["2027 Q1"].open_at_end, found["2027 Q2"].open_at_end) == (1, 0)


def test_a_quarter_ends_at_midnight_of_the_company() -> None:
    owner = make.seller()
    for hour in (16, 17):
        at = datetime(2027, 3, 31, hour, 30, tzinfo=UTC)
        make.submitted(owner, at, price_application_on=date(2027, 5, 1))
    found = quarters(owner)
    assert (found["2027 Q1"].submitted, found["2027 Q2"].submitted) == (1, 1)


def test_another_companys_registrations_count_nowhere() -> None:
    make.approved()
    owner = make.seller()
    assert all(quarter.submitted == quarter.open_at_end == 0 for quarter in quarters(owner).values())


def test_the_page_shows_the_numbers_with_their_definitions_in_a_fixed_number_of_queries() -> None:
    owner = make.seller()
    counts = []
    for _round in range(2):
        make.approved(owner)
        writer = Writer(owner)
        with CaptureQueriesContext(connection) as asked:
            page = text(writer.get("company-numbers"))
        counts.append(len(asked))
    assert "2027 Q1" in page
    assert "Approvals as a share of all approvals and refusals of the quarter." in page
    assert counts[0] == counts[1] <= 20
