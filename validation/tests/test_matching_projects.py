import pytest

from validation.matching.features import compare_projects
from validation.matching.projects import read_project


@pytest.mark.parametrize(
    ("name", "solution"),
    [
        ("Campus Wi-Fi tender, FY27", "campus/wireless"),
        ("Replacement of branch routers", "routing/branch"),
        ("Ausweichrechenzentrum - Ausschreibung", "cloud/recovery"),
        ("замена ИБП", "power/ups"),
        ("核心交换机升级采购项目 2期", "campus/core-switch"),
        ("DR data center", "cloud/recovery"),
    ],
)
def test_it_reads_the_solution_in_any_language(name: str, solution: str) -> None:
    assert set(read_project(name).solutions) == {solution}


@pytest.mark.parametrize(
    "name", ["WLAN ph.II", "WLAN Phase 2", "WLAN stage II", "园区WLAN建设 2期", "WLAN этап 2"]
)
def test_it_reads_the_phase_however_it_is_numbered(name: str) -> None:
    assert read_project(name).phase == "2"


def test_it_reads_fiscal_and_calendar_years_alike() -> None:
    assert read_project("UPS upgrade FY27").year == read_project("2027 UPS upgrade").year == 2027


def test_it_tells_another_phase_from_the_same_project() -> None:
    features = compare_projects(read_project("HPC cluster phase 1"), read_project("Supercomputer ph.2"))
    assert (features["same_solution"], features["other_phase"]) == (1.0, 1.0)


def test_it_sets_the_customer_aside_where_the_project_repeats_it() -> None:
    assert read_project("Solar Bank - core switches", "Solar Bank").solutions.keys() == {"campus/core-switch"}
