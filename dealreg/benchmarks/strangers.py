"""Invented opportunities that grow a pipeline file to any size without holding an answer to any query.

A stranger's name is a real one with one of its words exchanged for a word of another name of the same length or so;
it carries no identifier, and has about as many opportunities, worded as real ones are, as a real customer has.
"""

import csv
import lzma
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

_SEED = 20
_EACH = (1, 1, 2, 3, 3, 6)


def read_rows(path: Path) -> list[dict[str, str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _name(random: Random, real: str, other: str) -> str:
    """A name like a real one, and of nobody."""
    words, others = real.split(), other.split()
    if len(words) < 2:
        return f"{real} {random.choice(others)}" if real.isascii() else f"{real[:-1]}{other[:2]}"
    place = random.randrange(len(words))
    words[place] = random.choice(others)
    return " ".join(words)


def strangers(rows: list[dict[str, str]], wanted: int) -> Iterator[dict[str, str]]:
    """So many invented opportunities, the same ones every time."""
    random = Random(_SEED)
    done = 0
    while done < wanted:
        model, other = random.choice(rows), random.choice(rows)
        name = _name(random, model["customer_name"], other["customer_name"])
        for _ in range(min(random.choice(_EACH), wanted - done)):
            done += 1
            wording = random.choice(rows)
            yield wording | {
                "record_id": f"S{done:08}",
                "source": "SFDC",
                "customer_name": name[:300],
                "customer_alias": "",
                "project_name": wording["project_name"].replace(wording["customer_name"], name)[:300],
                "country": model["country"],
                "city": model["city"],
                "domain": "",
                "tax_id": "",
            }


@contextmanager
def grown(source: Path, rows: int | None) -> Iterator[Path]:
    """A pipeline file of so many rows, those of the source and strangers; without a number the source itself.

    Another process writes it, so that what it takes is not counted to the one that is measured.
    """
    if not rows:
        yield source
        return
    with TemporaryDirectory() as folder:
        target = Path(folder) / "grown.csv"
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            other.submit(_write, source, rows, target).result()
        yield target


def _write(source: Path, rows: int, target: Path) -> None:
    real = read_rows(source)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(real[0]))
        writer.writeheader()
        writer.writerows(real)
        writer.writerows(strangers(real, rows - len(real)))
