from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import formats, timezone, translation

from dealreg.middleware import TimeZoneMiddleware
from partners.models import User

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def seen_by(user: User) -> str:
    """How an instant reads inside a view that this person opens."""

    def view(request: object) -> HttpResponse:
        return HttpResponse(timezone.localtime(NOON).isoformat())

    request = RequestFactory().get("/")
    request.user = user

    def answer(_: object) -> HttpResponse:
        middleware.process_view(request, view, (), {})
        return view(request)

    middleware = TimeZoneMiddleware(answer)
    return middleware(request).content.decode()


@pytest.mark.parametrize(
    ("zone", "read"),
    [
        ("Asia/Shanghai", "2026-07-01T20:00:00+08:00"),
        ("America/Sao_Paulo", "2026-07-01T09:00:00-03:00"),
    ],
)
def test_a_person_sees_instants_in_the_own_zone(zone: str, read: str) -> None:
    assert seen_by(User(time_zone=zone)) == read


def test_one_persons_zone_does_not_stay_for_the_next_request() -> None:
    seen_by(User(time_zone="Asia/Shanghai"))
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en", "1 July 2026, 20:00 CST"),
        ("zh-hans", "2026年7月1日 20:00 CST"),
        ("ar", "1 يوليو 2026، 20:00 CST"),
    ],
)
def test_an_instant_on_a_page_of_the_framework_shows_its_zone(language: str, read: str) -> None:
    with translation.override(language), timezone.override("Asia/Shanghai"):
        assert formats.localize(timezone.localtime(NOON)) == read
