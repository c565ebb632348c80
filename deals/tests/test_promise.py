"""The decision promise and the first look at the vendor's side, tick by tick."""

from datetime import timedelta

import pytest

from deals import sweeps
from deals.tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_decision_promise_is_reminded_of_at_80_100_and_200_per_cent() -> None:
    registration = make.submitted()
    for hour in range(0, 24 * 6, 2):
        sweeps.tick(make.AT + timedelta(hours=hour))
    nudges = registration.events.filter(kind="decision-nudged")
    assert [(nudge.payload["mark"], nudge.at) for nudge in nudges] == [
        (80, make.AT + timedelta(days=2) * 0.8), (100, make.AT + timedelta(days=2)),
        (200, make.AT + timedelta(days=4)),
    ]  # fmt: skip


def test_reminders_of_the_promise_missed_by_the_clock_merge_into_the_highest() -> None:
    registration = make.submitted()
    sweeps.tick(make.AT + timedelta(days=30))
    marks = [event.payload["mark"] for event in registration.events.filter(kind="decision-nudged")]
    assert marks == [200]


def test_a_decided_registration_is_not_nudged() -> None:
    registration = make.rejected()
    sweeps.tick(make.AT + timedelta(days=30))
    assert not registration.events.filter(kind="decision-nudged").exists()


def test_a_submitted_registration_is_looked_at_on_the_vendors_side_once() -> None:
    registration = make.submitted()
    sweeps.tick(make.AT + timedelta(seconds=60))
    sweeps.tick(make.AT + timedelta(seconds=120))
    assert registration.events.filter(kind="screened").count() == 1
