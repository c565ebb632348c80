"""Readings as the index keeps them, so that a search compares known rows without reading their names again."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_type_hints

from .names import Reading
from .projects import Project

_Maker = Callable[[str], Any]
_FIELD, _PART, _SURELY = "\t", "\n", "="


class OtherVersion(ValueError):
    """What the index keeps was read by another version of the search: it must be rebuilt."""


def pack(reading: Reading | Project) -> str:
    """A reading as text: the values of its fields in their order, with tabs between them and lines within.

    Neither occurs in what is read of a name. Taken apart in a tenth of the time that JSON would take.
    """
    return _FIELD.join(_packed(getattr(reading, field.name)) for field in fields(reading))


def _packed(value: object) -> str:
    if isinstance(value, dict):
        return _PART.join(f"{name}{_SURELY}{surely}" for name, surely in value.items())
    if isinstance(value, frozenset):
        return _PART.join(sorted(value))
    return _PART.join(value) if isinstance(value, tuple) else str(value)


def _tuple(packed: str) -> tuple[str, ...]:
    return tuple(packed.split(_PART)) if packed else ()


def _frozenset(packed: str) -> frozenset[str]:
    return frozenset(packed.split(_PART)) if packed else frozenset()


def _surely(packed: str) -> dict[str, float]:
    return {name: float(surely) for name, surely in (part.split(_SURELY) for part in _tuple(packed))}


_MAKERS: dict[object, _Maker | None] = {
    str: None, int: int, tuple: _tuple, frozenset: _frozenset, dict: _surely,
}  # fmt: skip


def _makers(kind: type[Reading] | type[Project]) -> tuple[_Maker | None, ...]:
    """What makes each packed value into the type of its field, where that is not text."""
    return tuple(_MAKERS[getattr(hint, "__origin__", hint)] for hint in get_type_hints(kind).values())


_OF_NAME = _makers(Reading)
_OF_PROJECT = _makers(Project)


def _unpacked(packed: str, makers: tuple[_Maker | None, ...]) -> list[Any]:
    try:
        values = zip(packed.split(_FIELD), makers, strict=True)
        return [make(value) if make else value for value, make in values]
    except ValueError as failure:
        raise OtherVersion("The search index was built by another version: run rebuild_index.") from failure


def unpack_name(packed: str) -> Reading:
    """The reading of a name; raises OtherVersion."""
    return Reading(*_unpacked(packed, _OF_NAME))


def tokens_of(packed: str) -> tuple[str, ...]:
    """The words by meaning of a packed name; none of one packed by another version."""
    _text, _, rest = packed.partition(_FIELD)
    return _tuple(rest.partition(_FIELD)[0])


def unpack_project(packed: str) -> Project:
    """The reading of a project; raises OtherVersion."""
    return Project(*_unpacked(packed, _OF_PROJECT))
