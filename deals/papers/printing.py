"""Words into PDF, by the files beside this one."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

Line = dict[str, Any]
Row = dict[str, Any]
Words = Mapping[str, Any]

ROOM = Path(__file__).parent
FONTS = ROOM / "fonts"
# Scripts for which no font lies beside this file: a font of the host is used if it has one.
OTHERS = re.compile(
    "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\u0980-\u0dff\u0e80-\u0eff\u1000-\u10ff\u1780-\u17ff]"
)
STRONG = {"L": False, "R": True, "AL": True}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")


def line(words: Any) -> Line:
    """A line in the direction of its first letter; that of the page's language when it has none."""
    text = CONTROL.sub(" ", str(words))
    found = (STRONG[kind] for char in text if (kind := unicodedata.bidirectional(char)) in STRONG)
    return {"text": text, "rtl": next(found, get_language_bidi())}


def row(label: Any, lines: Iterable[Any], *, code: bool = False) -> Row:
    """A label with its lines; `code` for what runs from left to right in every language, such as a hash."""
    return {"label": line(label), "lines": [line(words) for words in lines if str(words)], "code": code}


def typeset(paper: str, words: Words, *, title: str, reference: str, at: datetime) -> bytes:
    """The PDF of a paper in the active language; `at` is the instant it is dated with."""
    said = {
        "title": title,
        "reference": reference,
        "kicker": line(f"{settings.VENDOR_NAME} {settings.PROGRAMME_NAME} · {reference}"),
        "issuer": settings.VENDOR_NAME,
        "lang": (get_language() or settings.LANGUAGE_CODE).partition("-")[0],
        "rtl": get_language_bidi(),
        "nothing": _("Not provided"),
        **words,
    }
    text = json.dumps(said, ensure_ascii=False)
    made: bytes = typst.compile(
        str(ROOM / f"{paper}.typ"),
        root=str(ROOM),
        font_paths=[str(FONTS)],
        ignore_system_fonts=not OTHERS.search(text),
        format="pdf",
        sys_inputs={"said": text},
        timestamp=int(at.timestamp()),
    )
    return made
