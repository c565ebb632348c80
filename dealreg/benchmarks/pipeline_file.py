"""Measures the bringing in of a large pipeline file: rows a second and the most memory a process took.

    DATABASE_URL=postgres://… python -m dealreg.benchmarks.pipeline_file --rows 1000000

Makes a file of made-up rows (CSV, or XLSX with --xlsx), then runs `import_pipeline` on it in processes of their own:
looked through only, brought in, and the same file again. The database should be one kept for measuring.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

HEADINGS = (
    "record_id", "customer_name", "customer_alias", "project_name", "country", "city", "amount_usd", "starts_on",
    "close_date", "product_line", "domain", "tax_id", "created_at", "stage",
)  # fmt: skip
_KINDS = (
    "Hospital",
    "Bank",
    "University",
    "Ministry of Health",
    "Logistics",
    "Energy",
    "Airports",
    "Waterworks",
)
_FORMS = ("", "GmbH", "Ltd", "S.A.", "Co., Ltd.", "AG", "Inc.", "PJSC")
_WORKS = (
    "core storage refresh",
    "campus network",
    "data centre phase",
    "surveillance upgrade",
    "cloud backup",
)
_PLACES = (
    ("DE", "Hamburg"),
    ("TH", "Bangkok"),
    ("BR", "Recife"),
    ("EG", "Giza"),
    ("CN", "Wuhan"),
    ("PL", "Gdynia"),
)
_SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "ten",
    "va",
    "lu",
    "shi",
    "bor",
    "ne",
    "dal",
    "qui",
    "zem",
    "pha",
    "gri",
    "tou",
)


def made_up(rows: int) -> Iterator[tuple[str, ...]]:
    """Rows in which a customer has three projects on average; the same ones each time."""
    chance = random.Random(7)
    for number in range(rows):
        customer = random.Random(number // 3)
        name = "".join(customer.choices(_SYLLABLES, k=4)).title()
        country, city = customer.choice(_PLACES)
        year, month = chance.randint(2025, 2028), chance.randint(1, 12)
        yield (
            f"006{number:012d}", f"{name} {customer.choice(_KINDS)} {customer.choice(_FORMS)}".strip(), "",
            f"{chance.choice(_WORKS).capitalize()} {chance.randint(1, 9)} {city} {year}", country, city,
            str(chance.randint(10, 9_000) * 1000), "", f"{year}-{month:02d}",
            chance.choice(("storage", "network", "cloud")), f"{name.lower()}.example" if number % 3 == 0 else "", "",
            f"{year - 4}-{month:02d}-03T08:30:00Z", "Open",
        )  # fmt: skip


def write_csv(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(made_up(rows))


def write_xlsx(path: Path, rows: int) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for row in made_up(rows):
        sheet.append(row)
    book.save(path)


def measured(path: Path, *how: str) -> tuple[float, int, str]:
    """Seconds, peak memory in megabytes and last line of one import in a process of its own."""
    code = (
        "import resource, sys, django; django.setup(); from django.core.management import call_command; "
        "call_command('import_pipeline', *sys.argv[1:]); "
        "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "dealreg.settings", **os.environ}
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), *how],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    told = done.stdout.strip().splitlines()
    return perf_counter() - started, int(told[-1].split()[1]) // 1024, told[0]


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--xlsx", action="store_true", help="measure an XLSX file instead of a CSV file")
    parser.add_argument("--file", type=Path, help="keep the file here, and take it if it is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or Path(folder) / ("rows.xlsx" if given.xlsx else "rows.csv")
        if not path.exists():
            (write_xlsx if path.suffix == ".xlsx" else write_csv)(path, given.rows)
        for name, how in (("looked through", ["--dry-run"]), ("brought in", []), ("the same again", [])):
            seconds, peak, told = measured(path, *how)
            print(  # noqa: T201
                f"{name:16} {seconds:7.0f} s {given.rows / seconds:10,.0f} rows/s {peak:5} MB at most   {told}"
            )


if __name__ == "__main__":
    main()
