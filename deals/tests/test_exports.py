import csv
import io
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse

from deals import exports, review
from deals.models import Export
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import User

pytestmark = pytest.mark.django_db
ALL = [column.name for column in exports.COLUMNS]


def taken(by: User, query: str = "", **said: Any) -> HttpResponse:
    form = {"kind": "csv", "zone": "UTC", "days": "iso", "columns": ALL, **said}
    writer = Writer(by)
    url = f"/registrations/export/{query}"
    return writer._ask(writer.client.post, url, form)


def sheet(response: Any) -> list[dict[str, str]]:
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def workbook(response: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(response.getvalue())).active


def test_it_holds_exactly_the_filtered_rows_in_their_order() -> None:
    owner = make.seller()
    small, large = make.submitted(owner, budget=100), make.submitted(owner, budget=900)
    make.draft(owner)
    make.submitted()
    found = sheet(taken(owner, "?status=open&sort=-budget"))
    assert [row["Reference"] for row in found] == [large.reference, small.reference]


def test_instants_are_in_the_zone_asked_for_and_days_as_asked_for() -> None:
    owner = make.seller()
    row = make.submitted(owner)
    assert row.submitted_at == make.AT
    [found] = sheet(taken(owner, zone="Asia/Bangkok", days="day-first"))
    assert found["First submitted (Asia/Bangkok)"] == "01/03/2027 10:00"
    assert found["Expected close"] == "20/05/2027"


def test_only_the_columns_asked_for_are_in_it() -> None:
    owner = make.seller()
    make.submitted(owner)
    [found] = sheet(taken(owner, columns=["reference", "budget"]))
    assert list(found) == ["Reference", "Budget"]
    assert found["Budget"] == "250000.00"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    owner = make.seller()
    row = make.draft(owner, customer_name="Plain")
    type(row).objects.filter(pk=row.pk).update(customer_name=f"{start}cmd|' /C calc'!A0")
    [found] = sheet(taken(owner))
    assert found["Customer"].startswith(f"'{start}")
    cell = workbook(taken(owner, kind="xlsx"))["B2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_the_workbook_holds_the_same_rows_with_amounts_as_numbers() -> None:
    owner = make.seller()
    row = make.submitted(owner)
    values = workbook(taken(owner, kind="xlsx", columns=["reference", "budget"])).values
    assert list(values) == [("Reference", "Budget"), (row.reference, 250000)]


def test_nothing_the_vendor_keeps_to_itself_and_nobody_of_the_decision_chain_is_in_it() -> None:
    owner = make.seller()
    parked, plain = make.submitted(owner), make.submitted(owner)
    review.park(parked, by=make.coordinator(), at=make.AT)
    one, two = sheet(taken(owner))
    differing = {name for name in one if one[name] != two[name]}
    assert differing <= {"Reference", "Customer", "Project"}
    assert {one["Reference"], two["Reference"]} == {parked.reference, plain.reference}
    assert "Canary" not in str(one) + str(two)


def test_who_took_what_is_on_record() -> None:
    owner = make.seller()
    make.submitted(owner)
    taken(owner, "?status=open&page=2", columns=["reference"])
    kept = Export.objects.get()
    assert (kept.by, kept.partner, kept.row_count, kept.kind) == (owner, owner.partner, 1, "csv")
    assert (kept.filters, kept.columns) == ({"status": "open"}, ["reference"])


def test_looking_at_the_page_exports_nothing() -> None:
    owner = make.seller()
    make.submitted(owner)
    assert "1 registration, exactly as the list shows it now." in text(
        Writer(owner).get("registration-export")
    )
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"columns": []}, "Choose at least one column."),
        ({"zone": "Mars/Base"}, "Choose one from the list."),
        ({"kind": "pdf"}, "Choose one from the list."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_exports_nothing(said: dict[str, Any], words: str) -> None:
    owner = make.seller()
    make.submitted(owner)
    assert words in text(taken(owner, **said))
    assert not Export.objects.exists()
