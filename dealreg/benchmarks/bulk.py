"""Measures the check of a file of registrations: seconds for its rows, and the memory it takes beyond the process.

    DATABASE_URL=postgres://… python -m dealreg.benchmarks.bulk [--rows 1000]

The database should be one kept for measuring, migrated; everything is undone at the end.
"""

import os
import resource
from argparse import ArgumentParser
from time import perf_counter

import django
from django.db import transaction


def peak_mib() -> float:
    """The largest memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000)
    rows = parser.parse_args().rows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    django.setup()
    from deals.tests import factories as make
    from deals.tests import sheets
    from partners.tests.factories import ProductLineFactory

    with transaction.atomic():
        ProductLineFactory.create(code="storage.flash")
        seller = make.seller()
        table = [sheets.row(number) for number in range(rows)]
        for faulty in table[::27]:
            faulty["budget"] = "about 5"
        # Whatever is loaded once for the first file is no memory of a file.
        sheets.checked(sheets.csv_file(table[:3]), seller)
        for name, content in (("CSV", sheets.csv_file(table)), ("XLSX", sheets.xlsx_file(table))):
            before, started = peak_mib(), perf_counter()
            batch = sheets.checked(content, seller)
            seconds, faulty_rows = perf_counter() - started, batch.rows.filter(faults__gt=0).count()
            print(  # noqa: T201
                f"{name:4} {batch.rows_known} rows, {faulty_rows} with faults: {seconds:.2f} s, "
                f"{peak_mib() - before:.0f} MiB more at its peak"
            )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
