"""The first sheet of an XLSX file, cell by cell: neither its rows nor its table of texts are held in memory.

openpyxl reads what is small (which sheet, which cells hold dates); texts go to a temporary file.
"""

import os
import tempfile
from array import array
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS

# The number of a row, and its cells.
Line = tuple[int, list[object]]
_CHUNK = 1 << 16
_COLUMNS_MOST = 16_384


class Damaged(Exception):
    """The file is no XLSX file that can be read."""


class _Texts:
    """The table of texts that cells point into, in a temporary file with a number for where each begins."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=1 << 20)  # noqa: SIM115
        self._ends = array("Q", [0])

    def append(self, text: str) -> None:
        self._ends.append(self._ends[-1] + self._file.write(text.encode(errors="surrogatepass")))

    def done(self) -> None:
        self._file.flush()

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise Damaged
        start = self._ends[number]
        return os.pread(self._file.fileno(), self._ends[number + 1] - start, start).decode(
            errors="surrogatepass"
        )

    def close(self) -> None:
        self._file.close()


class _Reader(ExcelReader):
    """openpyxl's reader without the table of texts, which it would hold whole."""

    def read_strings(self) -> None:
        self.shared_strings = []


def read_first_sheet(file: IO[bytes]) -> Iterator[Line]:
    """The rows of the first sheet with their numbers, None for an empty cell. Raises Damaged, also later."""
    try:
        reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
        reader.read()
    except Exception as trouble:
        # A damaged part raises whatever its parser raises.
        raise Damaged from trouble
    book = reader.wb
    if not book.worksheets:
        raise Damaged
    texts = _Texts()
    try:
        archive: ZipFile = reader.archive
        parts = reader.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if parts is not None:
            _read_texts(archive, parts.PartName[1:], texts)
        # Of a read-only book, where its first sheet lies in the archive and which styles are dates.
        sheet: Any = book.worksheets[0]
        path = sheet._worksheet_path  # noqa: SLF001
        yield from _Sheet(book, texts).rows(archive, path)
    finally:
        texts.close()
        book.close()


def _parse(archive: ZipFile, path: str, parser: Any, after: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """Feeds a part of the archive to a parser and yields what it has gathered after each chunk."""

    def refuse(*_entity: object) -> None:
        raise Damaged

    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    try:
        with archive.open(path) as part:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
                yield from after()
            parser.Parse(b"", True)
            yield from after()
    except (expat.ExpatError, KeyError, ValueError, OSError, OverflowError, IndexError) as trouble:
        raise Damaged from trouble


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _read_texts(archive: ZipFile, path: str, texts: _Texts) -> None:
    """Texts are what the `t` of an `si` say, its phonetic readings (`rPh`) left out."""
    said: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name: str, _attributes: Any) -> None:
        name = _local(name)
        if name in inside:
            inside[name] = True

    def end(name: str) -> None:
        name = _local(name)
        if name in inside:
            inside[name] = False
        elif name == "si":
            texts.append("".join(said))
            said.clear()

    def characters(text: str) -> None:
        if inside["t"] and not inside["rPh"]:
            said.append(text)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    for _nothing in _parse(archive, path, parser, lambda: iter(())):
        pass
    texts.done()


class _Sheet:
    def __init__(self, book: Any, texts: _Texts) -> None:
        self.texts, self.epoch = texts, book.epoch
        self.dates = frozenset(book._date_formats)  # noqa: SLF001
        self.ready: list[Line] = []
        self.number = 0
        self.row: list[object] = []
        self.said: list[str] = []
        self.reading = self.phonetic = False
        self.kind = self.style = ""

    def rows(self, archive: ZipFile, path: str) -> Iterator[Line]:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        yield from _parse(archive, path, parser, self._gathered)

    def _gathered(self) -> Iterator[Line]:
        ready, self.ready = self.ready, []
        return iter(ready)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if name == "c":
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            if (place := attributes.get("r")) is not None:
                # Cells left empty are left out of the file.
                gap = _column(place) - len(self.row)
                if gap > 0:
                    self.row.extend([None] * gap)
            self.row.append(None)
            self.said.clear()
        elif name in ("v", "t"):
            self.reading = not self.phonetic
        elif name == "row":
            # Rows left empty are left out of the file.
            self.number = int(attributes.get("r", self.number + 1))
        elif name == "rPh":
            self.phonetic = True

    def _end(self, name: str) -> None:
        name = _local(name)
        if name in ("v", "t"):
            self.reading = False
        elif name == "c":
            if self.said:
                self.row[-1] = self._value("".join(self.said))
        elif name == "rPh":
            self.phonetic = False
        elif name == "row":
            self.ready.append((self.number, self.row))
            self.row = []

    def _characters(self, text: str) -> None:
        if self.reading:
            self.said.append(text)

    def _value(self, said: str) -> object:
        if self.kind == "s":
            return self.texts[int(said)]
        if self.kind == "n":
            if int(self.style) in self.dates:
                return from_excel(float(said), self.epoch)
            # Long numbers of a register keep every digit.
            return int(said) if said.isdecimal() else float(said)
        if self.kind == "b":
            return said != "0"
        return from_ISO8601(said) if self.kind == "d" else said  # type: ignore[no-untyped-call]


def _column(place: str) -> int:
    """How many columns stand before a cell such as C7."""
    number = 0
    for letter in place:
        if letter.isdigit():
            break
        number = number * 26 + ord(letter.upper()) - 64
    if not 0 < number <= _COLUMNS_MOST:
        raise Damaged
    return number - 1
