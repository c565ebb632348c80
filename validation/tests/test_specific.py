import pytest

from validation.rules.specific import is_specific_customer, is_specific_project

VAGUE = (
    "", "  ", "-", "...", "???", "TBD", "t.b.d.", "N/A", "n.a.", "TBC", "to be confirmed", "unknown",
    "Unknown ", "test", "TEST 2", "xxx", "XX", "aaaa", "x", "7", "none", "confidential", "asdf",
    "por definir", "à définir", "a definir", "inconnu", "unbekannt", "noch offen", "n.v.t.", "неизвестно",
    "н/д", "Тест", "nieznany", "bilinmiyor", "άγνωστο", "לא ידוע", "غير محدد", "غير مُحدَّد", "مجهول",
    "نامشخص", "chưa xác định", "không rõ", "belum ditentukan", "ไม่ทราบ", "ไม่ระบุ", "अज्ञात", "待定",
    "未定", "不详", "不詳", "未知", "无", "测试", "測試", "なし", "不明", "テスト", "미정", "ＴＢＤ",
    "待 定",
)  # fmt: skip


@pytest.mark.parametrize("name", VAGUE)
def test_a_placeholder_names_neither_customer_nor_project(name: str) -> None:
    assert (is_specific_customer(name), is_specific_project(name)) == (False, False)


@pytest.mark.parametrize(
    "name",
    [
        "Customer", "customer A", "Client 1", "Test customer", "End user", "The company", "XXX Company",
        "cliente", "Kunde", "заказчик", "عميل", "客户", "客户A", "某客户", "某公司", "测试客户", "客戶",
        "お客様", "고객사", "ลูกค้า", "khách hàng", "Bank",
    ],
)  # fmt: skip
def test_a_word_for_customer_names_no_customer(name: str) -> None:
    assert not is_specific_customer(name)


@pytest.mark.parametrize(
    "name",
    [
        "Project", "project 1", "New project", "Test project", "Project X", "Projekt", "проект", "مشروع",
        "项目", "某项目", "测试项目", "新项目", "案件", "프로젝트", "dự án", "โครงการ",
    ],
)  # fmt: skip
def test_a_word_for_project_names_no_project(name: str) -> None:
    assert not is_specific_project(name)


@pytest.mark.parametrize(
    "name",
    [
        "Nordhavn Port Authority", "HP", "EY", "3M", "1&1", "B&Q", "AT&T", "77 Bank", "Bank of China",
        "Open Bank", "AA Insurance", "Nova", "A Company of Good Cheer", "X Corp", "Test Rite", "58同城",
        "人人", "华为", "某某银行股份有限公司", "客运公司", "京东", "トヨタ", "삼성", "ПАО Сбербанк",
        "شركة أرامكو", "ปตท", "टाटा", "בזק", "ΔΕΗ",
    ],
)  # fmt: skip
def test_a_real_customer_name_in_any_script_is_specific(name: str) -> None:
    assert is_specific_customer(name)


@pytest.mark.parametrize(
    "name",
    [
        "5G", "Core upgrade", "Phase 2", "Project Demo Lab", "Client 360 project", "Test lab refresh",
        "Data centre", "新医院项目", "5G 项目", "توسعة الشبكة", "Модернизация сети", "核心网升级",
        "ネットワーク更改",
    ],
)  # fmt: skip
def test_a_real_project_name_in_any_script_is_specific(name: str) -> None:
    assert is_specific_project(name)
