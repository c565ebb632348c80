"""Rows become registrations through the verbs: all or none, or the good ones; and each of them once."""

from datetime import timedelta

import pytest

from deals.bulk import batches, work
from deals.models import Batch, BatchRow, Event, Registration
from deals.refusals import IllegalMove, NotYours, Refused
from deals.tasks import work_on_batches
from deals.tests import factories as make
from deals.tests import sheets
from deals.tests.factories import AT
from partners.models import DistributorLink, Policy, TierTerms, User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory, ProductLineFactory

pytestmark = pytest.mark.django_db
STAGE = Batch.Stage


@pytest.fixture
def seller() -> User:
    for code in ("storage.flash", "compute.server"):
        ProductLineFactory.create(code=code)
    return make.seller()


def file_of(*numbers: int, **changes: str) -> bytes:
    return sheets.csv_file([sheets.row(number, **changes) for number in numbers])


def outcomes(batch: Batch) -> list[str]:
    return list(batch.rows.values_list("outcome", flat=True))


def test_a_row_becomes_a_draft_with_every_answer(seller: User) -> None:
    sheets.brought_in(
        sheets.csv_file([sheets.row(1, products="2 x Storage Flash", budget="1.234,56")]), seller
    )
    row = Registration.objects.get()
    assert (row.status, str(row.budget), row.currency, str(row.installation_country)) == (
        "draft",
        "1234.56",
        "USD",
        "TH",
    )
    assert [(item.product_line.code, item.quantity) for item in row.items.all()] == [("storage.flash", 2)]
    assert [(p.role, p.influence, p.name) for p in row.decision_makers.all()] == [
        ("decision-maker", "high", "Somchai Canary")
    ]
    assert row.region is not None
    assert [event.kind for event in Event.objects.all()] == ["started"]


def test_all_or_nothing_is_refused_while_a_row_has_a_fault(seller: User) -> None:
    batch = sheets.checked(sheets.csv_file([sheets.row(1), sheets.row(2, budget="x")]), seller)
    with pytest.raises(Refused, match="Some rows still have faults"):
        batches.confirm(batch, good_rows=False, submit=False, by=seller, at=AT)
    assert not Registration.objects.exists()


def test_all_or_nothing_leaves_nothing_when_a_row_fails_on_the_way(seller: User) -> None:
    distributor = make.seller(PartnerFactory.create(tier="distributor"))
    served = [PartnerFactory.create(name=f"Served {n}") for n in (1, 2)]
    for partner in served:
        DistributorLinkFactory.create(distributor=distributor.partner, partner=partner)
    rows = [sheets.row(n, partner=partner.name) for n, partner in enumerate(served)]
    batch = sheets.checked(sheets.csv_file(rows, columns=("partner", *sheets.TITLES)), distributor)
    batches.confirm(batch, good_rows=False, submit=False, by=distributor, at=AT)
    DistributorLink.objects.get(partner=served[1]).delete()
    sheets.finished(batch)
    assert not Registration.objects.exists()
    assert not Event.objects.exists()
    assert (batch.stage, str(batches.refusal(batch.trouble))) == (
        STAGE.CHECKED, "Nothing was brought in: row 3 does not pass any more.",
    )  # fmt: skip


def test_the_good_rows_come_in_and_the_others_stay_to_be_mended(seller: User) -> None:
    content = sheets.csv_file([sheets.row(1), sheets.row(2, budget="x"), sheets.row(3)])
    batch = sheets.brought_in(content, seller, good_rows=True)
    assert outcomes(batch) == ["created", "refused", "created"]
    assert [bool(row.cells) for row in batch.rows.all()] == [False, True, False]
    assert Registration.objects.count() == 2


def test_the_same_file_twice_makes_no_new_deal(seller: User) -> None:
    sheets.brought_in(file_of(1, 2), seller)
    again = sheets.brought_in(file_of(1, 2), PersonFactory.create(partner=seller.partner))
    assert outcomes(again) == ["known", "known"]
    assert Registration.objects.count() == 2


def test_the_same_rows_in_another_kind_of_file_make_no_new_deal(seller: User) -> None:
    sheets.brought_in(file_of(1), seller)
    again = sheets.brought_in(sheets.xlsx_file([sheets.row(1), sheets.row(2)]), seller)
    assert outcomes(again) == ["known", "created"]


def test_two_files_confirmed_at_once_bring_a_shared_row_in_once(seller: User) -> None:
    first, second = (sheets.checked(file_of(1), seller) for _number in range(2))
    for batch in (first, second):
        batches.confirm(batch, good_rows=False, submit=False, by=seller, at=AT)
    sheets.finished(first), sheets.finished(second)
    assert outcomes(first) + outcomes(second) == ["created", "known"]


def test_another_company_may_bring_in_the_same_rows(seller: User) -> None:
    sheets.brought_in(file_of(1), seller)
    assert outcomes(sheets.brought_in(file_of(1), make.seller())) == ["created"]


def test_what_meets_the_criteria_is_submitted_and_the_rest_stays_a_draft(seller: User) -> None:
    rows = [sheets.row(1), sheets.row(2, products="compute.server"), sheets.row(3, budget="")]
    batch = sheets.brought_in(sheets.csv_file(rows), seller, submit=True)
    assert outcomes(batch) == ["submitted", "stayed", "stayed"]
    assert sorted(Registration.objects.values_list("status", flat=True)) == ["draft", "draft", "submitted"]


def test_what_goes_beyond_the_caps_stays_a_draft_with_the_reason(seller: User) -> None:
    TierTerms.objects.create(policy=Policy.objects.get(), tier="silver", open_most=50, per_day_most=2)
    batch = sheets.brought_in(file_of(1, 2, 3), seller, submit=True)
    assert outcomes(batch) == ["submitted", "submitted", "stayed"]
    assert "limit of %(most)s submissions a day" in str(batch.rows.get(line=4).points)


def test_only_a_distributor_registers_on_behalf(seller: User) -> None:
    batch = sheets.uploaded(file_of(1), seller)
    with pytest.raises(NotYours):
        batches.match(batch, batch.meaning, by=seller, at=AT, partner=PartnerFactory.create())


def test_a_stranger_may_not_confirm(seller: User) -> None:
    batch = sheets.checked(file_of(1), seller)
    with pytest.raises(NotYours):
        batches.confirm(batch, good_rows=False, submit=False, by=make.seller(), at=AT)


def test_a_file_is_confirmed_once(seller: User) -> None:
    batch = sheets.brought_in(file_of(1), seller)
    with pytest.raises(IllegalMove):
        batches.confirm(batch, good_rows=False, submit=False, by=seller, at=AT)


def test_the_clock_takes_up_what_was_left(seller: User) -> None:
    batch = sheets.uploaded(file_of(1), seller)
    batches.match(batch, batch.meaning, by=seller, at=AT)
    work_on_batches()
    batch.refresh_from_db()
    assert batch.stage == STAGE.CHECKED


def test_a_step_done_again_changes_nothing(seller: User) -> None:
    batch = sheets.brought_in(file_of(1), seller)
    assert work.step(batch.pk, AT) is False
    assert Registration.objects.count() == 1


def test_what_stays_out_is_forgotten_after_a_week(seller: User) -> None:
    written = sheets.brought_in(
        sheets.csv_file([sheets.row(1), sheets.row(2, budget="x")]), seller, good_rows=True
    )
    sheets.checked(file_of(3), seller)
    batches.tidy(AT + timedelta(days=6))
    assert Batch.objects.count() == 2
    batches.tidy(AT + timedelta(days=8))
    assert list(Batch.objects.all()) == [written]
    assert not BatchRow.objects.exclude(cells=[]).exists()
    assert outcomes(written) == ["created", "refused"]
