import pytest

from validation.matching.features import compare_projects
from validation.matching.parts import level
from validation.matching.projects import line_families, read_project
from validation.matching.vocabulary.marks import CARDINALS, KINDS, ORDINALS, SAME_LABEL


@pytest.mark.parametrize(
    ("name", "solution"),
    [
        ("Campus Wi-Fi tender, FY27", "campus/wireless"),
        ("Replacement of branch routers", "routing/branch"),
        ("Ausweichrechenzentrum - Ausschreibung", "cloud/recovery"),
        ("замена ИБП", "power/ups"),
        ("核心交换机升级采购项目 2期", "campus/core-switch"),
        ("DR data center", "cloud/recovery"),
        ("무선 네트워크 구축 2단계", "campus/wireless"),
        ("Kablosuz ağ yenileme", "campus/wireless"),
        ("無線網路擴充工程", "campus/wireless"),
        ("Spine-leaf fabric for the new data hall", "campus/dc-network"),
        ("Interconnexion des agences en SD-WAN", "routing/branch"),
        ("شبكة الألياف للمنازل", "access/fibre"),
        ("Batteriespeicher am Standort B", "power/storage"),
        ("เครื่องสำรองไฟ ปี 2569", "power/ups"),
        ("Pusat data cadangan", "cloud/recovery"),
        ("Trung tâm dữ liệu dự phòng", "cloud/recovery"),
        ("Система видеоконференцсвязи для филиалов", "collaboration/video"),
        ("Odzyskiwanie po awarii - rozbudowa", "cloud/recovery"),
        ("Contact centre renewal", "collaboration/contact-centre"),
    ],
)
def test_it_reads_the_solution_in_any_language(name: str, solution: str) -> None:
    assert set(read_project(name).solutions) == {solution}


@pytest.mark.parametrize(
    "name", ["WLAN ph.II", "WLAN Phase 2", "WLAN stage II", "园区WLAN建设 2期", "WLAN этап 2"]
)
def test_it_reads_the_phase_however_it_is_numbered(name: str) -> None:
    assert read_project(name).phase == "2"


@pytest.mark.parametrize(
    "name", ["UPS for the data centre", "Server room UPS", "机房UPS更新", "Bloc onduleurs, salle serveurs"]
)
def test_it_takes_a_room_for_the_place_of_what_is_bought(name: str) -> None:
    assert set(read_project(name).solutions) == {"power/ups"}


@pytest.mark.parametrize(
    "name",
    [
        "المرحلة الثانية WLAN",
        "Zweite Phase WLAN",
        "WLAN phase two",
        "2ª fase WLAN",
        "WLAN 二期",
        "2-й этап WLAN",
    ],
)
def test_it_reads_a_phase_that_is_spelled_out(name: str) -> None:
    assert read_project(name).phase == "2"


@pytest.mark.parametrize(
    "name",
    [
        "WLAN للمرحلة الثانية",
        "WLAN المرحلة ٢",
        "WLAN שלב ב'",
        "WLAN दूसरा चरण",
        "WLAN II etap",
        "II. ütem WLAN",
        "WLAN φάση 2",
        "WLAN 2-а черга",
        "โครงการ WLAN เฟส 2",
        "整備フェーズ2 WLAN",
    ],
)
def test_it_reads_a_phase_in_the_words_and_digits_of_many_languages(name: str) -> None:
    assert read_project(name).phase == "2"


def test_it_takes_three_phase_power_for_no_third_phase() -> None:
    assert read_project("Three phase UPS").phase == ""


@pytest.mark.parametrize(
    "name", ["WLAN 第二标段", "WLAN 包2", "WLAN 2공구", "WLAN perceel 2", "WLAN часть 2", "WLAN חבילה 2"]
)
def test_it_reads_one_lot_in_any_language(name: str) -> None:
    assert read_project(name).sites == {"lot 2"}


@pytest.mark.parametrize("name", ["WLAN second floor", "WLAN 2. etasje", "WLAN ชั้น 2", "WLAN الطابق 2"])
def test_it_reads_one_floor_in_any_language(name: str) -> None:
    assert read_project(name).sites == {"floor 2"}


@pytest.mark.parametrize("name", ["WLAN gebouw C", "WLAN byggnad C", "WLAN palazzina C", "WLAN κτίριο C"])
def test_it_reads_one_building_in_any_language(name: str) -> None:
    assert read_project(name).sites == {"building c"}


@pytest.mark.parametrize("name", ["令和8年度 無線LAN", "Wi-Fi ปี 2569", "WLAN FY26", "WLAN 2026/27"])
def test_it_reads_the_year_of_any_calendar(name: str) -> None:
    assert read_project(name).year == 2026


@pytest.mark.parametrize("name", ["WLAN مبنى ب", "WLAN בניין ב", "WLAN корпус б"])
def test_it_reads_the_letter_of_a_building_in_any_script(name: str) -> None:
    assert read_project(name).sites == {"building b"}


@pytest.mark.parametrize(
    "name", ["WLAN hoofdkantoor", "WLAN hovedkontoret", "WLAN székház", "WLAN मुख्यालय", "WLAN המטה"]
)
def test_it_reads_a_headquarters_in_any_language(name: str) -> None:
    assert read_project(name).sites == {"headquarters"}


@pytest.mark.parametrize(
    "name", ["WLAN Südcampus", "WLAN zuidelijke vleugel", "WLAN 南楼", "WLAN zuidcampus"]
)
def test_it_reads_the_side_of_a_site_in_one_word_or_two(name: str) -> None:
    assert read_project(name).sites == {"south"}


@pytest.mark.parametrize(
    "name", ["WLAN 2H26", "WLAN Q3/26", "WLAN 26/27", "WLAN ٢٠٢٦", "WLAN ปี ๒๕๖๙", "WLAN 115年度"]
)
def test_it_reads_the_year_of_halves_quarters_and_other_digits(name: str) -> None:
    assert read_project(name).year == 2026


def test_the_words_of_phases_and_sites_are_spelled_as_levelled_text() -> None:
    tables = (*ORDINALS.values(), *CARDINALS.values(), *SAME_LABEL.values())
    words = {word for table in tables for word in table.split()} | set(KINDS.split("|"))
    assert {word for word in words if level(word) != word} == set()


def test_a_word_of_a_family_alone_names_no_solution() -> None:
    project = read_project("Storage for the maps")
    assert not project.solutions
    assert project.families == {"storage"}


def test_it_compares_words_where_no_solution_is_read() -> None:
    features = compare_projects(
        read_project("Acme - Quantum key exchange upgrade 2026", "Acme"),
        read_project("Quantum-key exchange, tender"),
    )
    assert (features["unread"], features["unread_words"]) == (1.0, 1.0)


def test_it_tells_a_near_solution_from_a_far_one() -> None:
    near = compare_projects(read_project("Access switches"), read_project("Core switches"))
    far = compare_projects(read_project("Access switches"), read_project("Modular UPS"))
    assert (near["kin_solution"], far["other_solution"]) == (1.0, 1.0)


def test_it_knows_what_a_product_line_sells_by_its_name() -> None:
    assert line_families(frozenset({"Digital Power"})) == {"power"}


def test_it_reads_fiscal_and_calendar_years_alike() -> None:
    assert read_project("UPS upgrade FY27").year == read_project("2027 UPS upgrade").year == 2027


def test_it_tells_another_phase_from_the_same_project() -> None:
    features = compare_projects(read_project("HPC cluster phase 1"), read_project("Supercomputer ph.2"))
    assert (features["same_solution"], features["other_phase"]) == (1.0, 1.0)


def test_it_sets_the_customer_aside_where_the_project_repeats_it() -> None:
    assert read_project("Solar Bank - core switches", "Solar Bank").solutions.keys() == {"campus/core-switch"}


@pytest.mark.parametrize(("name", "phase"), [("Мрежа, друга фаза", "2"), ("Сеть, другая фаза", "")])
def test_another_phase_in_russian_is_not_the_second_that_it_is_in_serbian(name: str, phase: str) -> None:
    assert read_project(name).phase == phase
