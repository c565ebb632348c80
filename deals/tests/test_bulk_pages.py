"""Bulk registration over HTTP, as a person without scripts uses it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from deals.bulk import batches
from deals.models import Batch, Registration
from deals.tests import factories as make
from deals.tests import sheets
from deals.tests.factories import AT
from deals.tests.writer import Writer, text
from partners import sealed
from partners.models import Policy, TierTerms, User
from partners.tests.factories import (
    CoordinatorFactory,
    DistributorLinkFactory,
    PartnerFactory,
    PersonFactory,
    ProductLineFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller() -> User:
    ProductLineFactory.create(code="storage.flash")
    return make.seller()


def upload(user: User, content: bytes, name: str = "deals.csv") -> HttpResponse:
    return Writer(user, AT).post("registration-bulk", file=SimpleUploadedFile(name, content))


def latest() -> Batch:
    return Batch.objects.latest("pk")


def columns(batch: Batch, **changes: str) -> dict[str, str]:
    """The columns as the page proposes them."""
    return {f"column-{index}": name for index, name in enumerate(batch.meaning)} | changes


def test_a_file_becomes_drafts_step_by_step(seller: User) -> None:
    user = Writer(seller, AT)
    answer = upload(seller, sheets.csv_file([sheets.row(1), sheets.row(2)]))
    batch = latest()
    assert answer.headers["Location"] == f"/bulk/{batch.code}/columns/"
    assert "22 columns were recognised" in text(user.get("registration-bulk-columns", batch.code))
    user.post("registration-bulk-columns", batch.code, **columns(batch))
    assert "Every row is in order" in text(user.get("registration-bulk-batch", batch.code))
    assert "All or nothing: only if no row has a fault" in text(
        user.get("registration-bulk-confirm", batch.code)
    )
    user.post("registration-bulk-confirm", batch.code, rows="all")
    page = text(user.get("registration-bulk-batch", batch.code))
    assert "The rows were brought in" in page
    assert [r.reference in page for r in Registration.objects.all()] == [True, True]


def test_the_report_names_row_column_value_and_remedy(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1), sheets.row(2, budget="about 5")]), seller)
    page = text(Writer(seller, AT).get("registration-bulk-batch", batch.code))
    assert "1 point to look at" in page
    assert "Budget, row 3" in page
    assert 'value="about 5"' in page
    assert "Write an amount in figures, such as 250000 or 250,000.00." in page


def test_a_cell_is_mended_in_the_report(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1, budget="about 5")]), seller)
    column = batch.headings.index("Budget")
    user = Writer(seller, AT)
    user.post("registration-bulk-batch", batch.code, **{f"cell-2-{column}": "1.234,56"})
    assert "Every row is in order" in text(user.get("registration-bulk-batch", batch.code))


def test_a_row_is_left_out_of_the_file_by_its_button(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1), sheets.row(2, budget="x")]), seller)
    user = Writer(seller, AT)
    user.post("registration-bulk-batch", batch.code, drop="3")
    assert list(batch.rows.values_list("line", flat=True)) == [2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"a,b\n", "Add rows below the headings"),
        (b"%PDF-1.7\x00\x00\x00", "this one is of another kind"),
        (b"PK\x03\x04 no archive", "it is damaged"),
        (b"a;b\n" + b"x" * 2_001 + b";2\n", "more than 2000 characters"),
        (b";".join(b"h%d" % n for n in range(61)) + b"\n1;2\n", "more than 60"),
        (b"a;b\n" + b"1;2\n" * 1_001, "more than 1000 rows"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(
    seller: User, content: bytes, words: str
) -> None:
    assert words in text(upload(seller, content))
    assert not Batch.objects.exists()


def test_columns_without_customer_and_project_are_asked_for(seller: User) -> None:
    upload(seller, b"Alpha,Beta\nx,y\n")
    page = text(Writer(seller, AT).post("registration-bulk-columns", latest().code, **columns(latest())))
    assert "Say which column holds: Customer name." in page
    assert "Say which column holds: Project name." in page


def test_two_columns_of_one_meaning_are_pointed_out_at_the_second(seller: User) -> None:
    upload(seller, b"Customer name,Project name,Other\nx,y,z\n")
    given = columns(latest(), **{"column-2": "project_name"})
    page = text(Writer(seller, AT).post("registration-bulk-columns", latest().code, **given))
    assert page.count("Another column above has this meaning.") == 2  # above the page, and at the field
    assert re.search(r'name="column-2" id="id_column-2" aria-invalid="true"', page)


def test_letters_can_be_read_another_way(seller: User) -> None:
    upload(seller, "Customer name,Project name\nMüller,Größe\n".encode("cp1252"))
    user = Writer(seller, AT)
    assert "Müller" in text(user.get("registration-bulk-columns", latest().code))
    user.post("registration-bulk-columns", latest().code, read="1", encoding="utf-8")
    assert "Choose another way to read the letters" in text(
        user.get("registration-bulk-columns", latest().code)
    )


def test_the_meaning_of_columns_is_remembered_for_the_company(seller: User) -> None:
    content = sheets.csv_file([sheets.row(1)], columns=["customer_name", "project_name", "Our guess"])
    batch = sheets.uploaded(content, seller)
    batches.match(batch, [*batch.meaning[:2], "competitors"], by=seller, at=AT)
    colleague = PersonFactory.create(partner=seller.partner)
    assert sheets.uploaded(content, colleague).meaning[2] == "competitors"
    assert sheets.uploaded(content, make.seller()).meaning[2] == ""


def test_a_colleague_sees_the_file_and_goes_on_with_it(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1)]), seller)
    colleague = Writer(PersonFactory.create(partner=seller.partner), AT)
    assert batch.name in text(colleague.get("registration-bulk"))
    colleague.post("registration-bulk-confirm", batch.code, rows="all")
    assert Registration.objects.get().owner == colleague.user


@pytest.mark.parametrize("step", ["batch", "columns", "confirm", "remedies"])
def test_nobody_else_finds_the_file(seller: User, step: str) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1)]), seller)
    for stranger in (make.seller(), CoordinatorFactory.create()):
        assert Writer(stranger, AT).get(f"registration-bulk-{step}", batch.code).status_code == 404
    assert Writer(seller, AT).get(f"registration-bulk-{step}", batch.code).status_code == 200


def test_a_distributor_chooses_among_the_partners_it_serves(seller: User) -> None:
    assert seller.partner is not None
    distributor = make.seller(PartnerFactory.create(tier="distributor"))
    other = PartnerFactory.create(name="Unserved Networks")
    DistributorLinkFactory.create(distributor=distributor.partner, partner=seller.partner)
    upload(distributor, sheets.csv_file([sheets.row(1)]))
    user = Writer(distributor, AT)
    page = text(user.get("registration-bulk-columns", latest().code))
    assert seller.partner.name in page
    assert other.name not in page
    given = columns(latest())
    assert "Choose a partner here, or the column" in text(
        user.post("registration-bulk-columns", latest().code, **given)
    )
    refused = user.post("registration-bulk-columns", latest().code, **given, partner=sealed.key(other))
    assert "Choose one of the partners your company serves." in text(refused)
    user.post("registration-bulk-columns", latest().code, **given, partner=sealed.key(seller.partner))
    user.post("registration-bulk-confirm", latest().code, rows="all")
    assert Registration.objects.get().partner == seller.partner
    assert Registration.objects.get().distributor == distributor.partner


def test_submitting_takes_a_persons_word(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1)]), seller)
    user = Writer(seller, AT)
    page = text(user.post("registration-bulk-confirm", batch.code, rows="all", submit="yes"))
    assert "Confirm that the facts are true, or bring the rows in as drafts." in page
    assert not Registration.objects.exists()
    word = {"attested_true": "on", "attested_shared": "on"}
    user.post("registration-bulk-confirm", batch.code, rows="all", submit="yes", **word)
    assert Registration.objects.get().status == "submitted"


def test_the_limits_of_the_tier_are_told_in_the_report(seller: User) -> None:
    TierTerms.objects.create(policy=Policy.objects.get(), tier="silver", open_most=7, per_day_most=3)
    batch = sheets.checked(sheets.csv_file([sheets.row(1)]), seller)
    page = text(Writer(seller, AT).get("registration-bulk-batch", batch.code))
    assert "0 of 7 registrations are open, 0 of 3 were submitted today" in page


def test_the_same_file_again_is_explained(seller: User) -> None:
    content = sheets.csv_file([sheets.row(1)])
    sheets.brought_in(content, seller)
    again = sheets.checked(content, seller)
    page = text(Writer(seller, AT).get("registration-bulk-batch", again.code))
    assert "This very file was brought in before" in page
    assert "Rows that came in before and are passed over" in page


def test_work_under_way_shows_how_far_it_is(seller: User) -> None:
    batch = sheets.uploaded(sheets.csv_file([sheets.row(1)]), seller)
    batches.match(batch, batch.meaning, by=seller, at=AT)
    assert "Reading the file" in text(Writer(seller, AT).get("registration-bulk-batch", batch.code))


def test_a_file_can_be_thrown_away(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1)]), seller)
    Writer(seller, AT).post("registration-bulk-discard", batch.code)
    assert not Batch.objects.exists()


def test_the_templates_come_back_without_a_fault(seller: User) -> None:
    for kind in ("csv", "xlsx"):
        answer = Writer(seller, AT).get(f"registration-bulk-{kind}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="registrations.{kind}"'
        batch = sheets.checked(answer.content, seller)
        assert [row.points for row in batch.rows.all()] == [[]]
