"""Large files from the desk: brought in by a process of its own that may die at any moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from validation.models import KnownOpportunity, PipelineImport, PipelineSync
from validation.pipeline import background, uploads
from validation.pipeline.bringing import bring_in
from validation.tests.pipeline_files import csv_of, row
from validation.tests.test_admin import AT, IMPORT, KEEPER, desk

__all__ = ["desk"]
pytestmark = pytest.mark.django_db
Desk = Callable[..., Client]


def line(number: int, **changes: Any) -> dict[str, Any]:
    return row(number, **{"created_at": "2025-01-05T10:00:00Z", **changes})


@pytest.fixture
def client_of_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("validation.admin.LOOKED_THROUGH_AT_ONCE", 10)
    return desk(KEEPER)


def page(client: Client, asked: PipelineImport) -> str:
    return client.get(reverse("admin:validation_pipelinesync_asked", args=[asked.pk])).content.decode()


def chosen(client: Client, *rows: dict[str, Any], **how: str) -> PipelineImport:
    """A large file chosen at the desk, not begun yet."""
    file = csv_of(*rows)
    file.name = "pipeline.csv"
    client.post(reverse(IMPORT), {"file": file, **how})
    return PipelineImport.objects.get()


def test_a_large_file_is_looked_through_in_the_background(client_of_desk: Client) -> None:
    asked = chosen(client_of_desk, line(1), line(2))
    assert "Waits to be begun" in page(client_of_desk, asked)
    assert background.work() == 1
    assert "Created: 2." in page(client_of_desk, asked)
    assert not KnownOpportunity.objects.exists()


def test_what_was_looked_through_is_brought_in_once(client_of_desk: Client) -> None:
    asked = chosen(client_of_desk, line(1), line(2))
    background.work()
    for _press in range(2):
        client_of_desk.post(reverse("admin:validation_pipelinesync_asked", args=[asked.pk]))
    assert background.work() == 1
    assert KnownOpportunity.objects.count() == 2
    assert not default_storage.exists(asked.kept)
    assert "The file was brought in." in page(client_of_desk, PipelineImport.objects.first())  # type: ignore[arg-type]


def test_every_bad_row_can_be_downloaded(client_of_desk: Client) -> None:
    asked = chosen(client_of_desk, *(line(n, created_at="yesterday") for n in range(300)))
    background.work()
    assert "Bring in these rows" not in page(client_of_desk, asked)
    response = client_of_desk.get(reverse("admin:validation_pipelinesync_rows", args=[asked.pk]))
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 301
    assert lines[-1].startswith("301,006A299,refused,created_at,yesterday,")


def test_a_process_that_died_leaves_the_file_to_the_next(
    client_of_desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(client_of_desk, line(1))
    with monkeypatch.context() as broken:
        broken.setattr(background, "bring_in", lambda *_a, **_k: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            background.work()
    assert background.work() == 1
    assert PipelineImport.objects.get().counts["created"] == 1


def test_a_file_that_stops_every_process_is_given_up(client_of_desk: Client) -> None:
    asked = chosen(client_of_desk, line(1))
    PipelineImport.objects.update(tries=background.TRIES_MOST)
    background.work()
    assert "The process stopped" in page(client_of_desk, asked)


def test_a_file_that_waits_is_not_taken_for_abandoned(client_of_desk: Client) -> None:
    asked = chosen(client_of_desk, line(1))
    uploads.remove_abandoned(asked.asked_at + timedelta(hours=3))
    assert default_storage.exists(asked.kept)


def test_who_may_not_bring_files_in_sees_no_import(client_of_desk: Client, desk: Desk) -> None:
    asked = chosen(client_of_desk, line(1))
    other = desk({"validation.view_pipelinesync"}, "reader@example.com")
    url = reverse("admin:validation_pipelinesync_asked", args=[asked.pk])
    assert (other.get(url).status_code, other.post(url).status_code) == (403, 403)


def test_the_same_file_twice_is_known_by_its_hash() -> None:
    bring_in(csv_of(line(1), line(2)), "a.csv", at=AT)
    told: list[Any] = []
    report = bring_in(csv_of(line(1), line(2)), "a.csv", at=AT + timedelta(hours=1), tell=told.append)
    assert (report.unchanged, report.written, told) == (2, True, [])
    assert PipelineSync.objects.last_complete_at() == AT + timedelta(hours=1)


def test_the_same_file_after_another_one_is_read_again() -> None:
    bring_in(csv_of(line(1, customer_name="Acme")), "a.csv", at=AT)
    bring_in(csv_of(line(1, customer_name="Østhavn")), "b.csv", at=AT)
    assert bring_in(csv_of(line(1, customer_name="Acme")), "a.csv", at=AT).changed == 1
