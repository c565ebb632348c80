"""Notes which texts a reader gets in English because the catalogue of the reader's language lacks them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils.translation import trans_real

LANGUAGES = ("zh-hans", "ar")
LATIN = re.compile("[A-Za-z]")


class Source:
    """Stands where a catalogue asks English, and answers as English does."""

    def __init__(self) -> None:
        self.lacking: set[str] = set()

    def gettext(self, text: str) -> str:
        # The names of the languages come here again, translated.
        if LATIN.search(text):
            self.lacking.add(text.rpartition("\x04")[2])
        return text

    def ngettext(self, one: str, many: str, number: int) -> str:
        self.lacking.add(one.rpartition("\x04")[2])
        return one if number == 1 else many


@contextmanager
def untranslated(language: str) -> Iterator[set[str]]:
    """The texts that were asked of `language` inside and that it does not have."""
    source = Source()
    with patch.object(trans_real.translation(language), "_fallback", source):
        yield source.lacking
