"""Every catalogue compiles, keeps its placeholders, and its committed .mo is what its .po says."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parent.parent / "dealreg" / "locale"


def texts(catalogue: Catalog) -> dict[object, object]:
    return {(message.context, message.id): message.string for message in catalogue if message.id}


def faults(po: Path) -> list[str]:
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parts[-3], abort_invalid=True)
    if catalogue.fuzzy:
        return [f"{po}: the header is marked fuzzy, so nothing of it would be used"]
    found = [f"{po}:{message.lineno} {error}" for message, errors in catalogue.check() for error in errors]
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    mo = po.with_suffix(".mo")
    if not mo.exists():
        return [*found, f"{mo} is missing: pybabel compile -d dealreg/locale -D {po.stem}"]
    with mo.open("rb") as file:
        if texts(read_mo(file)) != texts(read_mo(compiled)):
            found.append(f"{mo} is not what {po.name} says: pybabel compile -d dealreg/locale -D {po.stem}")
    return found


catalogues = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
problems = [fault for po in catalogues for fault in faults(po)]
print(*problems, f"{len(catalogues)} catalogues, {len(problems)} faults", sep="\n")
sys.exit(bool(problems))
