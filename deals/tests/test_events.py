"""The journal: sealed, append-only, and free of personal data."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.forms.models import model_to_dict
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from structlog.testing import capture_logs

from deals import decisions, drafts, events, guards, lifecycle, review, sweeps
from deals.models import ChainHead, Check, Event
from deals.refusals import Refused
from deals.tests import factories as make

pytestmark = pytest.mark.django_db

CANARIES = ("Canary", "canary", "Somchai", "+66 2 000 1234")


@contextmanager
def without_guard() -> Iterator[None]:
    """As somebody who rules the database: the guard of the events is lifted."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("DROP TRIGGER deals_event_update_guard")
            cursor.execute("DROP TRIGGER deals_event_delete_guard")
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = origin")
    guards.install("default")


def third() -> Event:
    """An event in the middle of a chain."""
    make.submitted()
    make.submitted()
    return Event.objects.get(sequence=3)


def test_a_whole_chain_has_no_broken_link() -> None:
    third()
    assert events.first_broken_link() == ""


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"changed": []}}, {"kind": "approved"}, {"status": "approved"}, {"version": 99},
        {"at": make.AT - timedelta(days=1)}, {"recorded_at": make.AT - timedelta(days=1)}, {"actor": None},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_an_altered_event_is_named(change: dict[str, object]) -> None:
    event = third()
    with without_guard():
        Event.objects.filter(pk=event.pk).update(**change)
    assert events.first_broken_link() == "event 3 was altered"


def test_a_removed_event_is_named() -> None:
    event = third()
    with without_guard():
        Event.objects.filter(pk=event.pk).delete()
    assert events.first_broken_link() == "event 3 is missing"


def test_a_removed_last_event_is_noticed_by_the_head() -> None:
    third()
    with without_guard():
        Event.objects.latest("sequence").delete()
    assert events.first_broken_link() == "the chain ends at event 5, its head says 6"


def test_events_in_another_order_are_named() -> None:
    third()
    with without_guard():
        for before, after in ((2, 999), (3, 2), (999, 3)):
            Event.objects.filter(sequence=before).update(sequence=after)
    assert events.first_broken_link() == "event 2 does not follow the one before it"


def test_an_event_moved_to_another_registration_is_named() -> None:
    event = third()
    other = make.draft()
    with without_guard():
        Event.objects.filter(pk=event.pk).update(registration=other, version=50)
    assert events.first_broken_link() == "event 3 was altered"


def test_a_chain_written_with_another_salt_does_not_verify(settings: Settings) -> None:
    third()
    settings.AUDIT_SALT = "another"
    assert events.first_broken_link() == "event 1 was altered"


def test_the_chain_is_followed_from_a_sequence_on() -> None:
    event = third()
    with without_guard():
        Event.objects.filter(pk=event.pk).update(kind="approved")
    assert events.first_broken_link(after=3) == ""


def test_the_database_refuses_to_change_an_event() -> None:
    event = third()
    with pytest.raises(DatabaseError, match=guards.MESSAGE), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="approved")


def test_the_database_refuses_to_remove_an_event() -> None:
    event = third()
    with pytest.raises(DatabaseError, match=guards.MESSAGE), transaction.atomic():
        event.delete()


def test_a_change_that_fails_leaves_no_event() -> None:
    registration = make.draft()
    count = Event.objects.count()
    with (
        pytest.raises(RuntimeError),
        lifecycle.changing(registration, "edit", by=registration.owner, at=make.AT),
    ):
        raise RuntimeError
    assert Event.objects.count() == count
    assert ChainHead.objects.get().sequence == count


def test_verdicts_given_together_are_an_event_and_a_version_each() -> None:
    row = make.submitted()
    said = {"customer": ("confirmed", "Call"), "budget": ("refuted", "Budget plan")}
    review.verify_all(row, said, by=make.coordinator(), at=make.AT)
    row.refresh_from_db()
    given = row.events.filter(kind="verified")
    told = [(event.version, event.payload["group"], event.payload["verdict"]) for event in given]
    assert told == [(row.version - 1, "customer", "confirmed"), (row.version, "budget", "refuted")]
    assert events.first_broken_link() == ""


def test_of_verdicts_given_together_none_is_recorded_when_one_names_no_source() -> None:
    row = make.submitted()
    said = {"customer": ("confirmed", "Call"), "budget": ("refuted", " ")}
    with pytest.raises(Refused):
        review.verify_all(row, said, by=make.coordinator(), at=make.AT)
    assert not row.verifications.exists()


def test_the_doorbell_rings_once_for_all_events_of_a_transaction(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as rings:
        make.submitted()
    assert len(rings) == 1


def test_no_personal_data_of_the_decision_chain_is_in_events_checks_or_logs() -> None:
    reviewer = make.coordinator()
    with capture_logs() as logs:
        registration = make.draft()
        person = drafts.Person(
            "decision-maker", "high", "Somchai Canary", "s@canary.example", "+66 2 000 1234"
        )
        drafts.edit(registration, {"decision_makers": [person]}, by=registration.owner, at=make.AT)
        lifecycle.submit(registration, by=registration.owner, at=make.AT)
        sweeps.tick(make.AT)
        review.verify(registration, "decision-chain", "refuted", source="Call", by=reviewer, at=make.AT)
        decisions.reject(registration, by=reviewer, at=make.AT, codes=["chain-unconfirmed"])
        sweeps.tick(make.AT + timedelta(days=300))
    assert registration.events.filter(kind="personal-data-erased").exists()
    told = [event.payload for event in registration.events.all()]
    told += [model_to_dict(check) for check in Check.objects.filter(registration=registration)]
    text = json.dumps([*told, *logs], default=str)
    assert [canary for canary in CANARIES if canary in text] == []
