"""Tables of words kept as text beside this package: one name a line, a colon, and its words."""

from collections.abc import Iterator
from pathlib import Path


def entries(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Each line of a folder's text files: its name and its words. A name may come up on several lines."""
    for path in sorted((Path(__file__).parent / folder).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, words = line.split(": ", 1)
            yield name, words.split()
