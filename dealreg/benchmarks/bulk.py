"""Measures the check of a file of registrations: seconds for its rows, and the memory it takes beyond the process.

    DATABASE_URL=postgres://… python -m dealreg.benchmarks.bulk [--rows 1000]

The database should be one kept for measuring, migrated; everything is undone at the end.
"""

import os
import tracemalloc
from argparse import ArgumentParser
from time import perf_counter, process_time

import django
from django.db import transaction


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
            started, worked = perf_counter(), process_time()
            batch = sheets.checked(content, seller)
            seconds, own = perf_counter() - started, process_time() - worked
            faulty_rows = batch.rows.filter(faults__gt=0).count()
            # Once more for the memory, since watching it takes time.
            tracemalloc.start()
            sheets.checked(content, seller)
            most = tracemalloc.get_traced_memory()[1] / 1024**2
            tracemalloc.stop()
            print(  # noqa: T201
                f"{name:4} {batch.rows_known} rows, {faulty_rows} with faults: {seconds:.2f} s "
                f"({own:.2f} s of the processor), {most:.0f} MiB more at its peak"
            )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
