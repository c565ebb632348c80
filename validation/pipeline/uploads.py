"""Uploaded files between the preview and the confirmation: kept in the private storage for an hour at most."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import IO

from django.core import signing
from django.core.files.base import File
from django.core.files.storage import default_storage

from validation.models import PipelineImport

KEPT_FOR = timedelta(hours=1)
# A large file that was looked through in the background waits for its confirmation over night.
LOOKED_THROUGH_KEPT_FOR = timedelta(days=1)
_FOLDER = "pipeline"
_SALT = "validation.pipeline.uploads"
_STAMP = "%Y%m%dT%H%M%S"


class NotKept(Exception):
    """There is no such upload: it is too old, was used, or is somebody else's."""


@dataclass(frozen=True)
class Upload:
    """A kept file: its place in the storage, its own name, how to bring it in, and whose it is."""

    kept: str
    name: str
    complete: bool
    good_rows: bool
    user: int | None

    def token(self) -> str:
        return signing.dumps(asdict(self), salt=_SALT)


def keep(file: File, *, user: int | None, complete: bool, good_rows: bool, at: datetime) -> Upload:
    """Keep an uploaded file until it is confirmed."""
    name = str(file.name)
    place = (
        f"{_FOLDER}/{at.astimezone(UTC):{_STAMP}}-{secrets.token_hex(16)}.{name.rpartition('.')[2].lower()}"
    )
    return Upload(default_storage.save(place, file), name, complete, good_rows, user)


def find(token: str, *, user: int | None) -> Upload:
    """The upload a preview was made of. Raises NotKept."""
    try:
        upload = Upload(**signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        raise NotKept from None
    if upload.user != user or not default_storage.exists(upload.kept):
        raise NotKept
    return upload


@contextmanager
def opened(upload: Upload) -> Iterator[IO[bytes]]:
    with default_storage.open(upload.kept, "rb") as file:
        yield file


def remove(upload: Upload) -> None:
    default_storage.delete(upload.kept)


def abandoned(at: datetime) -> list[str]:
    """Places in the storage of what was looked at and never confirmed."""
    if not default_storage.exists(_FOLDER):
        return []
    found = [
        place for name in default_storage.listdir(_FOLDER)[1] if _is_old(place := f"{_FOLDER}/{name}", at)
    ]
    wanted = set(PipelineImport.objects.wanting(at - LOOKED_THROUGH_KEPT_FOR)) if found else set()
    return [place for place in found if place not in wanted]


def remove_abandoned(at: datetime) -> int:
    """Delete what was looked at and never confirmed; how many files."""
    old = abandoned(at)
    for place in old:
        default_storage.delete(place)
    return len(old)


def _is_old(place: str, at: datetime) -> bool:
    stamp = place.removeprefix(f"{_FOLDER}/").partition("-")[0]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC) + KEPT_FOR < at
