from datetime import UTC, datetime

import pytest

from deals import clocks
from deals.tests.wall_clock import BERLIN, KATHMANDU, shown, wall


@pytest.mark.parametrize(
    ("submitted", "expires"),
    [
        ("2026-08-31 10:00", "2027-02-28 23:59:59"),
        ("2027-08-31 10:00", "2028-02-29 23:59:59"),
        ("2026-08-30 10:00", "2027-02-28 23:59:59"),
        ("2026-02-28 10:00", "2026-08-28 23:59:59"),
        ("2026-12-31 23:59", "2027-06-30 23:59:59"),
        ("2026-06-05 00:00", "2026-12-05 23:59:59"),
    ],
)
def test_validity_is_six_calendar_months_and_month_ends_clamp(submitted: str, expires: str) -> None:
    assert shown(clocks.expiry(wall(submitted), 6, BERLIN)) == expires


def test_validity_starts_on_the_partners_date_and_not_the_servers() -> None:
    submitted = datetime(2026, 8, 31, 18, 30, tzinfo=UTC)
    assert shown(clocks.expiry(submitted, 6, KATHMANDU), KATHMANDU) == "2027-03-01 23:59:59"


def test_an_extension_of_a_clamped_expiry_stays_clamped() -> None:
    expires_at = clocks.expiry(wall("2026-08-31 10:00"), 6, BERLIN)
    assert shown(clocks.extended_expiry(expires_at, 3, BERLIN)) == "2027-05-28 23:59:59"


@pytest.mark.parametrize("months", [0, -1])
def test_validity_below_one_month_is_refused(months: int) -> None:
    with pytest.raises(ValueError, match="month"):
        clocks.expiry(wall("2026-06-05 10:00"), months, BERLIN)


def test_an_extension_can_be_asked_for_from_the_first_second_sixty_days_before() -> None:
    opens = clocks.extension_window_opens(wall("2026-12-05 23:59:59"), 60, BERLIN)
    assert shown(opens) == "2026-10-06 00:00:00"


def test_updates_are_due_at_the_end_of_day_28_across_a_clock_change() -> None:
    assert shown(clocks.update_due(wall("2026-03-10 08:00"), 28, BERLIN)) == "2026-04-07 23:59:59"


def test_grace_runs_out_at_the_end_of_the_seventh_day() -> None:
    assert shown(clocks.grace_until(wall("2026-04-07 23:59:59"), 7, BERLIN)) == "2026-04-14 23:59:59"


def test_deadlines_come_back_in_utc() -> None:
    at = wall("2026-06-05 10:00")
    assert {
        clocks.expiry(at, 6, BERLIN).tzinfo,
        clocks.credit_outage(at, at, at).tzinfo,
        clocks.resume(at, at, at, BERLIN).tzinfo,
        clocks.warning_instants(at, [1], BERLIN)[0].at.tzinfo,
        clocks.extension_window_opens(at, 60, BERLIN).tzinfo,
    } == {UTC}
