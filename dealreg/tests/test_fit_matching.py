"""Wordings are forgotten by lot, so that a fit does not lean on a vocabulary that knows them all."""

from dealreg.benchmarks.forgetting import Regime
from validation.matching.projects import read_project

NAMES = [
    f"{what} for {place}"
    for what in ("WLAN", "Modular UPS", "CCTV")
    for place in ("Kiel", "Rostock", "Emden")
]


def test_a_wording_is_forgotten_wherever_it_occurs() -> None:
    regime = Regime("half", forgotten=0.5)
    for name in NAMES:
        read, again = (regime.read(read_project(spelling)) for spelling in (name, f"{name} - tender, 2026"))
        assert read.solutions == again.solutions


def test_a_regime_that_forgets_nothing_reads_as_the_search_does() -> None:
    assert [Regime("all").read(read_project(name)) for name in NAMES] == [
        read_project(name) for name in NAMES
    ]


def test_a_regime_that_forgets_all_leaves_only_words() -> None:
    assert not any(Regime("none", forgotten=1.0).read(read_project(name)).solutions for name in NAMES)


def test_a_mistaken_wording_reads_as_another_solution() -> None:
    regime = Regime("mistaken", mistaken=1.0)
    for name in NAMES:
        assert regime.read(read_project(name)).solutions.keys().isdisjoint(read_project(name).solutions)
