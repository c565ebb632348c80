from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from validation.invariants import CHECKS
from validation.pipeline import uploads
from validation.tasks import tick

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Path) -> None:
    settings.TICK_SECONDS = 60
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


def keep() -> uploads.Upload:
    file = ContentFile(b"record_id", name="pipeline.csv")
    return uploads.keep(file, user=1, complete=False, good_rows=False, at=AT)


def violations(at: datetime) -> list[str]:
    return [told for check in CHECKS.values() for told in check(at)]


@pytest.mark.parametrize(("late", "kept"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_the_tick_removes_an_upload_once_its_hour_is_over(
    late: timedelta, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = keep()
    monkeypatch.setattr("validation.tasks.now", lambda: AT + HOUR + late)
    tick()
    assert default_storage.exists(upload.kept) is kept


def test_an_upload_that_two_ticks_left_lying_is_reported() -> None:
    upload = keep()
    assert violations(AT + HOUR + timedelta(minutes=2)) == []
    assert violations(AT + HOUR + timedelta(minutes=3)) == [
        f"upload {upload.kept} was never confirmed and is still kept"
    ]


def test_a_portal_without_uploads_has_none_left_over() -> None:
    assert violations(AT) == []
