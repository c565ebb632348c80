import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from validation.opportunity import opportunity_key

PROJECT = "Core upgrade 2027"


def key(customer: str, project: str = PROJECT) -> str:
    return opportunity_key(customer, project)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME Networks Ltd.", "acme networks"),
        ("Acme Networks", "  ＡＣＭＥ　Networks, LTD "),
        ("Société Générale S.A.", "Societe Generale"),
        ("Straße & Söhne GmbH & Co. KG", "STRASSE & SOHNE"),
        ("Kowal Sp. z o.o.", "KOWAL"),
        ("Ørsted A/S", "Orsted"),
        ("Tiffany & Co.", "Tiffany"),
        ("L’Oréal SA", "L'Oreal"),
        ("PT Telkom Indonesia (Persero) Tbk", "Telkom Indonesia"),
        ("ООО «Ромашка»", "Ромашка"),
        ("ПАО Газпром", "ГАЗПРОМ ПАО"),
        ("Εθνική Τράπεζα Α.Ε.", "ΕΘΝΙΚΗ ΤΡΑΠΕΖΑ"),
        ("华为技术有限公司", "华为技术"),
        ("中国石油化工股份有限公司", "中国石油化工"),
        ("株式会社日立製作所", "日立製作所"),
        ("㈱日立製作所", "日立製作所株式会社"),
        ("주식회사 카카오", "카카오"),
        ("(주)카카오", "카카오"),
        ("شركة أَرامكو", "ارامكو"),
        ("مصرف الراجحي ش.م.س", "مصرف الراجحى ش.م.س"),
        ('בזק בע"מ', "בזק"),
        ("ﾄﾖﾀ", "トヨタ"),
    ],
)
def test_one_customer_has_one_key_whatever_spelling_and_legal_form(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华为技术", "中兴通讯"),
        ("أرامكو", "سابك"),
        ("Ромашка", "Василёк"),
        ("ปตท", "ทรู"),
        ("טבע", "בזק"),
        ("かき", "がき"),
        ("Кий", "Кии"),
        ("टाटा", "टीटा"),
        ("Public Storage", "Storage"),
        ("SAS", "SAS Institute"),
        ("!!!", "???"),
    ],
)
def test_different_customers_have_different_keys_in_every_script(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("name", ["有限公司", "株式会社", "S.A.", "Co", "ООО", "شركة", "!!!", "ٌ", "☕", "()"])
def test_a_name_that_is_only_a_legal_form_or_signs_still_has_a_key(name: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", key(name))


@pytest.mark.parametrize(
    ("customer", "project"), [("", PROJECT), ("  ", PROJECT), ("Acme", ""), ("Acme", "\t"), ("", "")]
)
def test_without_customer_or_project_there_is_no_key(customer: str, project: str) -> None:
    assert opportunity_key(customer, project) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Core-Upgrade 2027", "core upgrade  2027"),
        ("توسعة الشبكة ٢٠٢٧", "توسعة الشبكه 2027"),
        ("核心网 升级", "核心网升级"),
    ],
)
def test_one_project_has_one_key_whatever_spelling(one: str, other: str) -> None:
    assert key("Acme", one) == key("Acme", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phase 1", "Phase 2"),
        ("Site 1 23", "Site 12 3"),
        ("Release 2.0", "Release 20"),
        ("Core upgrade Ltd", "Core upgrade"),
    ],
)
def test_different_projects_have_different_keys(one: str, other: str) -> None:
    assert key("Acme", one) != key("Acme", other)


def test_customer_and_project_cannot_change_places_or_run_together() -> None:
    assert len({opportunity_key("ab", "c"), opportunity_key("a", "bc"), opportunity_key("c", "ab")}) == 3


def test_the_key_of_stored_rows_never_changes() -> None:
    assert key("华为技术有限公司", "核心网升级") == (
        "89a6d23e0529737ee2e1979ad3402623b1854cbb5120ddb1c641675c1a10058a"
    )


@given(customer=st.text(min_size=1), project=st.text(min_size=1))
def test_every_name_has_a_key_of_64_hexadecimal_digits(customer: str, project: str) -> None:
    assume(customer.strip() and project.strip())
    assert re.fullmatch(r"[0-9a-f]{64}", opportunity_key(customer, project))


@given(name=st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1))
def test_the_form_of_normalisation_does_not_matter(name: str) -> None:
    assume(name.strip())
    assert len({key(unicodedata.normalize(form, name)) for form in ("NFC", "NFD", "NFKC", "NFKD")}) == 1
