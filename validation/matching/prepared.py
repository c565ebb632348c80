"""Readings as the index keeps them, so that a search compares known rows without reading their names again."""

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_type_hints

from .names import Reading
from .projects import Project

_Maker = Callable[[Any], Any]


class OtherVersion(ValueError):
    """What the index keeps was read by another version of the search: it must be rebuilt."""


def pack(reading: Reading | Project) -> str:
    """A reading as one line of text: the values of its fields, in their order."""
    values = (getattr(reading, field.name) for field in fields(reading))
    return json.dumps(
        [sorted(value) if isinstance(value, frozenset) else value for value in values],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _makers(kind: type[Reading] | type[Project]) -> tuple[_Maker | None, ...]:
    """What makes each packed value into the type of its field, where JSON has another."""
    origins = (getattr(hint, "__origin__", None) for hint in get_type_hints(kind).values())
    return tuple(origin if origin in (tuple, frozenset) else None for origin in origins)


_OF_NAME = _makers(Reading)
_OF_PROJECT = _makers(Project)


def _unpacked(packed: str, makers: tuple[_Maker | None, ...]) -> list[Any]:
    try:
        values = zip(json.loads(packed), makers, strict=True)
        return [make(value) if make else value for value, make in values]
    except (ValueError, TypeError) as failure:
        raise OtherVersion("The search index was built by another version: run rebuild_index.") from failure


def unpack_name(packed: str) -> Reading:
    """The reading of a name; raises OtherVersion."""
    return Reading(*_unpacked(packed, _OF_NAME))


def unpack_project(packed: str) -> Project:
    """The reading of a project; raises OtherVersion."""
    return Project(*_unpacked(packed, _OF_PROJECT))
