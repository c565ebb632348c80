import pytest

from validation.matching.comparison import Rarity
from validation.matching.features import compare_names
from validation.matching.keys import key_of, name_keys
from validation.matching.names import read


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Acme Networks Ltd.", "ACME NETWORKS LIMITED"),
        ("Acme Networks GmbH & Co. KG", "Acme Networks"),
        ("Technical University of Madrid", "Universidad Técnica de Madrid"),
        ("Chongqing Bank", "重庆银行"),
        ("Казанский университет", "Kazanskii University"),
        ("华润医药集团有限公司", "华润医药集团股份有限公司"),
        ("National Bank of Pakistan", "البنك الوطني الباكستاني"),
    ],
)
def test_it_files_two_spellings_of_one_name_under_a_common_key(one: str, two: str) -> None:
    assert name_keys(read(one)) & name_keys(read(two))


@pytest.mark.parametrize(
    "name", ["中国移动有限公司", "الشركة الوطنية", "Росатом", "한국전력", "ไทย", "יבנה", "ΔΕΗ"]
)
def test_it_never_reads_a_name_in_another_script_as_empty(name: str) -> None:
    assert read(name).tokens


@pytest.mark.parametrize("name", ["", "   ", "---", "&"])
def test_it_gives_a_name_without_letters_no_key(name: str) -> None:
    assert name_keys(read(name)) == frozenset()


def test_it_reads_an_acronym_from_a_name() -> None:
    assert "lmusd" in read("Lucia Mar Unified School District").initials


def test_it_keeps_a_name_that_is_all_legal_form() -> None:
    assert read("The Company Limited").tokens


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Uniwersytet Wrocławski", "University of Wroclaw"),
        ("大阪市立大学", "Osaka University"),
        ("Казанский федеральный университет", "Kazan Federal University"),
        ("Københavns Universitet", "University of Copenhagen"),
        ("Vilniaus universitetas", "Vilnius University"),
        ("Εθνική Τράπεζα", "National Bank"),
        ("אוניברסיטת חיפה", "University of Haifa"),
        ("Universiti Sains Pulau Pinang", "Penang Science University"),
        ("Politechnika Warszawska", "Warsaw Polytechnic"),
        ("北京师范大学", "Beijing Normal University"),
        ("Centro de Estudios Rurales", "Rural Studies Centre"),
        ("地震学会", "Seismological Society"),
        ("جامعة التكنولوجيا والمعلومات", "University of Technology and Information"),
        ("ケンキュウジョ", "Kenkyujo"),
    ],
)
def test_it_reads_one_name_in_two_languages_as_the_same_meanings(one: str, two: str) -> None:
    assert set(read(one).tokens) == set(read(two).tokens)


@pytest.mark.parametrize("slip", ["Zaloa", "Zlora", "Zalroa", "Zalorma"])
def test_it_files_a_slip_in_a_name_of_one_word_under_a_common_key(slip: str) -> None:
    assert name_keys(read("Zalora")) & name_keys(read(slip))


def test_it_takes_no_name_for_a_slip_in_a_legal_form() -> None:
    assert read("Limitid Partners").plain[0] == "limitid"


def test_letters_with_points_are_no_small_words() -> None:
    assert read("D.E.R. Holdings").plain == ("der", "holdings")


def test_it_reads_an_acronym_that_takes_two_letters_of_the_first_word() -> None:
    assert "inop" in read("Instytut Obróbki Plastycznej").initials


def test_it_files_an_acronym_and_a_name_of_other_word_order_under_a_common_key_at_home() -> None:
    acronym, name = read("GLN"), read("Lipids and Nutrition Group")
    assert name_keys(acronym, "FR") & name_keys(name, "FR")
    assert not name_keys(acronym, "FR") & name_keys(name, "BE")


def test_it_files_a_name_in_one_word_without_the_country_behind_it() -> None:
    assert name_keys(read("citygreenpoint")) & name_keys(read("City Green Point Deutschland GmbH"))


def test_it_files_a_name_of_one_short_word_under_its_beginning() -> None:
    assert name_keys(read("Budni")) & name_keys(read("Budnikowsky"))


def test_it_files_a_name_without_the_country_it_names_as_well() -> None:
    assert key_of("full", "bosch rexline") in name_keys(read("Bosch Rexline India"))


def test_it_reads_words_of_indian_scripts_whole() -> None:
    assert len(read("दिल्ली विश्वविद्यालय").plain) == 2


def test_it_sets_aside_joiners_that_nobody_sees() -> None:
    assert read("कार्यक्\u200dरम").text == read("कार्यक्रम").text


def test_it_reads_an_acronym_before_what_stands_in_brackets() -> None:
    assert "mohu" in read("Ministry of Health Uganda (Kampala)").initials


def test_it_reads_letters_with_points_though_a_word_follows_at_once() -> None:
    assert read("K.R.S.Corporation").plain == read("KRS Corporation").plain


def test_two_places_are_never_alike_by_spelling() -> None:
    one, two = read("Bank of Changsha"), read("Bank of Changchun")
    assert compare_names(one, two, Rarity({}))["both_left"] > 0


@pytest.mark.parametrize(
    "name",
    [
        "Zalora Sp. z o.o.",
        "Zalora spol. s r.o.",
        "Zalora Gesellschaft mit beschränkter Haftung",
        "Zalora Korlátolt Felelősségű Társaság",
        "Общество с ограниченной ответственностью Zalora",
        "Товариство з обмеженою відповідальністю Zalora",
        "Zalora ΑΝΩΝΥΜΗ ΕΤΑΙΡΕΙΑ",
        'Zalora בע"מ',
        "Zalora ش.م.م",
        "Zalora ذات المسؤولية المحدودة",
        "Zalora (سهامی عام)",
        "Công ty TNHH Zalora",
        "Công ty Cổ phần Zalora",
        "PT Zalora Perseroan Terbatas",
        "Zalora प्राइवेट लिमिटेड",
        "Zalora 株式會社",
        "Zalora カブシキガイシャ",
        "Zalora 股份",
        "Zalora Limtied",
        "Zalora Coorporation",
        "Zalora 유한책임회사",
        "Zalora EIRELI",
        "Zalora Osakeyhtiö",
    ],
)
def test_it_sets_the_legal_form_of_many_countries_aside(name: str) -> None:
    assert read(name).plain == ("zalora",)


def test_a_phrase_of_a_legal_form_is_no_part_of_a_longer_word() -> None:
    assert read("Tvfz-llcd Zalora").plain == ("tvfz", "llcd", "zalora")


@pytest.mark.parametrize("name", ["Sp. z o.o.", 'בע"מ', "Perseroan Terbatas"])
def test_it_never_reads_a_name_of_one_long_legal_form_as_empty(name: str) -> None:
    assert read(name).tokens
