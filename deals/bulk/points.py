"""One point of the report: which answer, which column, the value found there, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from validation.findings import Message
from validation.wording import words

# A fault keeps its row out. What is open comes in with the draft and is mended before it is submitted.
FAULT, OPEN = "fault", "open"


@dataclass(frozen=True)
class Point:
    """`column` is the index of the file's column, None where no column gives the answer."""

    field: str
    column: int | None
    value: str
    level: str
    says: tuple[tuple[str, Mapping[str, Any]], ...]

    def words(self, names: Mapping[str, str]) -> str:
        """What is wrong and how to mend it, in the reader's language; `names` are those of products and regions."""
        return " ".join(words(Message(template, dict(params)), names) for template, params in self.says)


def point(field: str, column: int | None, value: str, level: str, *messages: Message) -> Point:
    return Point(field, column, value, level, tuple((each.template, each.params) for each in messages))


def kept(points: Iterable[Point]) -> list[dict[str, Any]]:
    """Points as JSON."""
    return [asdict(each) for each in points]


def read(found: Iterable[Mapping[str, Any]]) -> list[Point]:
    return [Point(**{**each, "says": tuple((t, p) for t, p in each["says"])}) for each in found]
