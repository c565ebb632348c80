"""The tick itself: everything due, once, whatever breaks."""

from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from deals import deadlines, lifecycle, sweeps
from deals.models import Event, Outage, Registration, Tick
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import END_OF_DAY_28, fresh, morning, tick_with_mail, warned

pytestmark = pytest.mark.django_db


def test_a_second_tick_changes_nothing() -> None:
    make.approved()
    make.submitted()
    tick_with_mail(morning(14), morning(21))
    first = sweeps.tick(END_OF_DAY_28)
    events = Event.objects.count()
    assert first["lapsed"] == 1
    assert sweeps.tick(END_OF_DAY_28) == {}
    assert Event.objects.count() == events


def test_each_tick_keeps_a_row_of_what_it_did() -> None:
    make.approved()
    sweeps.tick(morning(14))
    row = Tick.objects.get()
    assert (row.started_at, row.ended_at, row.done) == (morning(14), morning(14), {"update warnings": 1})


def test_one_row_that_breaks_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = make.approved(), make.approved()
    whole = deadlines.warn_update

    def breaks(registration: Registration, *, at: datetime) -> Registration:
        whole(registration, at=at)
        if registration.pk == broken.pk:
            raise ValueError("unexpected")
        return registration

    monkeypatch.setattr(deadlines, "warn_update", breaks)
    assert sweeps.tick(morning(14)) == {"update warnings": 1, "failed": 1}
    assert (warned(broken), warned(sound)) == ([], [14])


def test_a_row_that_breaks_is_logged_as_an_error_with_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = make.approved()
    monkeypatch.setattr(deadlines, "warn_update", _break)
    with capture_logs() as logs:
        sweeps.tick(morning(14))
    told = [(line["log_level"], line["registration"]) for line in logs if line["event"] == "sweep_failed"]
    assert told == [("error", broken.pk)]


def test_a_row_that_broke_is_tried_again_by_the_next_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    registration = make.approved()
    with monkeypatch.context() as patch:
        patch.setattr(deadlines, "warn_update", _break)
        sweeps.tick(morning(14))
    sweeps.tick(morning(14) + timedelta(seconds=60))
    assert warned(registration) == [14]
    assert Tick.objects.first().failed == 0  # type: ignore[union-attr]


def _break(registration: Registration, *, at: datetime) -> Registration:
    raise ValueError("unexpected")


def test_more_rows_than_one_batch_holds_are_all_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeps, "BATCH", 2)
    for _each in range(5):
        make.approved()
    assert sweeps.tick(morning(14))["update warnings"] == 5


def test_an_outage_is_added_to_a_running_deadline() -> None:
    registration = make.approved()
    Outage.objects.create(started_at=morning(5), ended_at=morning(5) + timedelta(minutes=90), note="Network")
    sweeps.tick(morning(6))
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(minutes=90)


def test_an_outage_is_credited_once() -> None:
    registration = make.approved()
    outage = Outage.objects.create(started_at=morning(5), ended_at=morning(6), note="Network")
    sweeps.tick(morning(7))
    Outage.objects.filter(pk=outage.pk).update(credited_at=None)
    sweeps.tick(morning(8))
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(days=1)


def test_an_outage_before_the_clock_started_is_not_credited() -> None:
    outage = Outage.objects.create(started_at=morning(-3), ended_at=morning(-2), note="Network")
    registration = make.approved()
    sweeps.tick(morning(1))
    outage.refresh_from_db()
    assert fresh(registration).update_due_at == END_OF_DAY_28
    assert outage.credited_at == morning(1)


def test_an_outage_stays_open_while_one_registration_could_not_be_credited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registration = make.approved()
    outage = Outage.objects.create(started_at=morning(5), ended_at=morning(6), note="Network")
    with monkeypatch.context() as patch:
        patch.setattr(
            deadlines, "credit_outage", lambda registration, outage, *, at: _break(registration, at=at)
        )
        sweeps.tick(morning(7))
    outage.refresh_from_db()
    assert outage.credited_at is None
    sweeps.tick(morning(8))
    assert fresh(registration).update_due_at == END_OF_DAY_28 + timedelta(days=1)


def test_the_clock_never_closes_what_a_partner_withdrew_meanwhile() -> None:
    registration = make.approved()
    tick_with_mail(morning(14), morning(21))
    lifecycle.withdraw(registration, by=registration.owner, at=morning(28))
    sweeps.tick(END_OF_DAY_28)
    assert fresh(registration).status == Status.WITHDRAWN
