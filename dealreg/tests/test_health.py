from datetime import timedelta
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dealreg.models import Heartbeat
from dealreg.tasks import beat_heart
from partners.clock import now

pytestmark = pytest.mark.django_db


def test_health_is_public_and_reports_a_ticking_clock(client: Client) -> None:
    beat_heart()
    response = client.get("/healthz")
    assert response.status_code == 200
    assert (response.json()["database"], response.json()["clock"]) == ("up", "ticking")


@pytest.mark.parametrize("age", [None, timedelta(seconds=200)])
def test_a_silent_clock_is_reported_while_the_web_goes_on(client: Client, age: timedelta | None) -> None:
    if age:
        Heartbeat.objects.create(beaten_at=now() - age)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["clock"]) == (200, "silent")


def test_health_fails_when_the_database_is_away(client: Client) -> None:
    with mock.patch.object(Heartbeat.objects, "values_list", side_effect=DatabaseError):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"database": "down"})


def test_health_asks_the_database_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    beat_heart()
    with django_assert_max_num_queries(3):
        client.get("/healthz")


def test_the_heart_beats_in_one_row() -> None:
    beat_heart()
    beat_heart()
    assert Heartbeat.objects.count() == 1


@pytest.mark.parametrize("age", [None, timedelta(seconds=200)])
def test_a_supervisor_learns_of_a_silent_clock(age: timedelta | None) -> None:
    if age:
        Heartbeat.objects.create(beaten_at=now() - age)
    with pytest.raises(CommandError):
        call_command("check_heartbeat")


def test_a_supervisor_is_content_with_a_ticking_clock(capsys: pytest.CaptureFixture[str]) -> None:
    beat_heart()
    call_command("check_heartbeat")
    assert "The clock ticked" in capsys.readouterr().out
