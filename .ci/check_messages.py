"""Every catalogue compiles, keeps its placeholders, is what its .mo says and lacks nothing a partner reads."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "dealreg" / "locale"
# What partners read; the desk's own texts are asked of no catalogue.
READ_BY_PARTNERS = (
    "dealreg/*.py",
    "deals/**/*.py",
    "notifications/**/*.py",
    "partners/**/*.py",
    "validation/rules/*.py",
    "templates/**/*.html",
    "templates/**/*.txt",
)
READ_BY_THE_VENDOR = {"admin", "admin.py", "tests", "migrations", "management", "matching"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

APPS = ("dealreg", "deals", "notifications", "partners", "validation")
ALIAS = re.compile(r"\b(n?p?gettext\w*) as (\w+)")

Key = tuple[str | None, str]


def first(text: object) -> str:
    """The singular of a text with plurals, or the text itself."""
    return str(text[0] if isinstance(text, list | tuple) else text)


def texts(catalogue: Catalog) -> dict[Key, tuple[str, ...]]:
    """What each text of the catalogue becomes, in each of its plurals."""
    return {
        (message.context, first(message.id)): (message.string,)
        if isinstance(message.string, str)
        else tuple(message.string)
        for message in catalogue
        if message.id
    }


def asked() -> dict[Key, str]:
    """Every text of partner pages and mails, and a file in which it stands."""
    return {key: str(path.relative_to(ROOT)) for path in pages() for key in texts_of(path)}


def pages() -> Iterator[Path]:
    for pattern in READ_BY_PARTNERS:
        for path in ROOT.glob(pattern):
            if not READ_BY_THE_VENDOR & set(path.relative_to(ROOT).parts):
                yield path


def texts_of(path: Path) -> Iterator[Key]:
    source = path.read_text()
    if path.suffix != ".py":
        # One line: what stands outside the calls has no indentation that Python would mind.
        source = " ".join(templatize(source).split("\n"))
    for _line, text, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield context, first(text)


def faults(po: Path, wanted: dict[Key, str]) -> list[str]:
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parts[-3], abort_invalid=True)
    if catalogue.fuzzy:
        return [f"{po}: the header is marked fuzzy, so nothing of it would be used"]
    found = [f"{po}:{message.lineno} {error}" for message, errors in catalogue.check() for error in errors]
    translated = {
        (message.context, first(message.id))
        for message in catalogue
        if message.id and not message.fuzzy and all(filled(message.string))
    }
    found += [
        f"{path}: {po.parts[-3]} lacks {key[1]!r}" for key, path in wanted.items() if key not in translated
    ]
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


def filled(string: object) -> list[bool]:
    return [bool(each) for each in (string if isinstance(string, list | tuple) else [string])]


def unfindable() -> list[str]:
    """Names of gettext that makemessages does not know, so that what they wrap would be in no catalogue."""
    return [
        f"{path.relative_to(ROOT)}: call {name} by its own name, or _"
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for name, alias in ALIAS.findall(path.read_text())
        if alias != "_"
    ]


wanted = asked()
catalogues = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
problems = [fault for po in catalogues for fault in faults(po, wanted)] + unfindable()
if not catalogues:
    problems.append(f"{LOCALES} holds no catalogue")
print(
    *problems,
    f"{len(catalogues)} catalogues, {len(wanted)} texts of partners, {len(problems)} faults",
    sep="\n",
)
sys.exit(bool(problems))
