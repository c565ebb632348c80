from collections import defaultdict
from pathlib import Path

import pytest

from validation.matching.lexicon import UNSPACED
from validation.matching.parts import level, words_of
from validation.matching.projects import read_project
from validation.matching.vocabulary.tables import entries
from validation.matching.wordings import listed

NAMES = Path(__file__).with_name("project_names.txt").read_text(encoding="utf-8")
SOLUTIONS, IDEAS = tuple(listed("solutions")), tuple(listed("ideas"))


def _parts(wording: str) -> frozenset[str]:
    return frozenset(part if part[0] == "@" else level(part) for part in wording.split("+"))


def test_no_wording_names_two_solutions() -> None:
    named = defaultdict(set)
    for solution, wording in SOLUTIONS:
        named[_parts(wording)].add(solution.rstrip("?"))
    assert [wording for wording, solutions in named.items() if len(solutions) > 1] == []


def test_every_part_is_one_that_the_words_of_a_name_can_begin_with() -> None:
    written = {part.rstrip("=") for _, wording in SOLUTIONS + IDEAS for part in _parts(wording)}
    assert [
        part
        for part in written
        if part[0] != "@" and part not in words_of(part) and not (UNSPACED.search(part) and len(part) > 1)
    ] == []


def test_every_idea_is_part_of_a_wording_and_every_wording_of_known_ideas() -> None:
    used = {part[1:] for _, wording in SOLUTIONS for part in _parts(wording) if part[0] == "@"}
    assert used == {idea for idea, _ in IDEAS}


def test_no_part_mixes_scripts_that_no_word_mixes() -> None:
    def script(char: str) -> str:
        return next((name for name, first, last in _SCRIPTS if first <= char <= last), "")

    parts = {part for _, wording in SOLUTIONS + IDEAS for part in wording.split("+")}
    assert [part for part in parts if len({script(char) for char in part} - {""}) > 1] == []


_SCRIPTS = (
    ("Greek", "Ͱ", "Ͽ"),
    ("Cyrillic", "Ѐ", "ԯ"),
    ("Hebrew", "\u0590", "\u05ff"),
    ("Arabic", "\u0600", "\u06ff"),
)


@pytest.mark.parametrize(("solution", "names"), [line.split(": ", 1) for line in NAMES.splitlines()])
def test_it_reads_one_solution_in_many_languages(solution: str, names: str) -> None:
    read = {name: set(read_project(name).solutions) for name in names.split(" | ")}
    assert {name: solutions for name, solutions in read.items() if solutions != {solution}} == {}


@pytest.mark.parametrize("folder", ["gazetteer", "meanings", "words"])
def test_no_spelling_stands_under_two_names_of_one_table(folder: str) -> None:
    named = defaultdict(set)
    for name, spellings in entries(folder):
        for spelling in spellings:
            named[spelling.rstrip("*").casefold()].add(name)
    assert {spelling: names for spelling, names in named.items() if len(names) > 1} == {}
