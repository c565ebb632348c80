"""The bars on questions to the database (SCREENS): 12 for a list, 20 for a page of a deal, whatever befell it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from deals import benefits, drafts, letters, saved_views
from deals.answers import TASKS
from deals.benefits import Grant
from deals.bulk import batches
from deals.models import Registration
from deals.states import Status
from deals.tests import factories as make
from deals.tests import sheets
from deals.tests.writer import Writer
from notifications import receipts
from notifications.tests.cases import CASES, Cast
from partners.models import BenefitKind, User
from partners.tests.factories import PersonFactory, ProductLineFactory

pytestmark = pytest.mark.django_db
DEAL, LIST = 20, 12
HOUR = timedelta(hours=1)
LISTS: list[tuple[str, dict[str, Any]]] = [
    ("home", {}),
    ("registration-list", {"view": "all"}),
    (
        "registration-list",
        {"status": "open", "q": "storage", "whose": "mine", "due": "update", "sort": "deadline"},
    ),
    ("update-sheet", {"show": "all"}),
    ("notice-list", {}),
    ("view-list", {}),
    ("registration-bulk", {}),
]


InState = Callable[[str], Registration]


@pytest.fixture(scope="module")
def noticed(one_in_each_state: dict[str, Registration]) -> dict[str, Registration]:
    """The same, with all notices there."""
    while receipts.collect(make.AT + HOUR):
        pass
    return one_in_each_state


@pytest.fixture
def in_state(noticed: dict[str, Registration], db: None) -> InState:
    return lambda status: fresh(noticed[status])


@pytest.mark.parametrize("status", Status.values)
def test_the_page_of_a_deal_in_each_state_keeps_the_bar(status: str, in_state: InState) -> None:
    row = in_state(status)
    assert asked_for_deal(row, row.owner) <= DEAL


@pytest.mark.parametrize("kind", CASES)
def test_the_page_of_a_deal_keeps_the_bar_after_each_event(kind: str) -> None:
    cast = Cast()
    CASES[kind](cast)
    rows = list(Registration.objects.filter(partner=cast.partner))
    assert max(asked_for_deal(row, person) for row in rows for person in readers(row, cast)) <= DEAL


@pytest.mark.parametrize("status", [Status.APPROVED, Status.WON])
def test_the_page_of_a_deal_with_every_benefit_keeps_the_bar(status: Status, in_state: InState) -> None:
    row = in_state(status)
    grants = [Grant(kind, Decimal(2) if kind == BenefitKind.REWARD else None) for kind in BenefitKind]
    benefits.grant(row, grants, by=make.coordinator(), at=make.AT)
    letters.issue(row, make.AT)
    assert asked_for_deal(row, row.owner) <= DEAL


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize(("name", "query"), LISTS)
def test_a_list_with_a_deal_in_each_state_keeps_the_bar(
    status: str, name: str, query: dict[str, Any], in_state: InState
) -> None:
    row = in_state(status)
    owner = row.owner
    saved_views.keep(QueryDict(""), name="All", shared=True, is_default=False, by=owner, at=make.AT)
    with counted(row, owner) as (writer, asked):
        writer.get(name, **query)
    assert len(asked) <= LIST


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED])
@pytest.mark.parametrize("task", [task.slug for task in TASKS if task.slug != "documents"])
def test_a_task_of_a_registration_keeps_the_bar(status: Status, task: str, in_state: InState) -> None:
    row = in_state(status)
    with counted(row, row.owner) as (writer, asked):
        writer.task(row, task)
    assert len(asked) <= DEAL


def test_the_page_of_a_draft_on_behalf_of_a_partner_keeps_the_bar() -> None:
    cast = Cast()
    by = cast.distributor()
    row = drafts.edit(
        drafts.start(by=by, at=make.AT, partner=cast.partner), make.answers(), by=by, at=make.AT
    )
    assert asked_for_deal(row, by) <= DEAL


@pytest.mark.parametrize("rows", [4, 30])
def test_the_report_of_a_file_and_what_became_of_its_rows_keep_the_bar(rows: int) -> None:
    owner = make.seller()
    ProductLineFactory.create()
    file = sheets.csv_file(
        [sheets.row(number, budget="x" if number % 2 else "90000") for number in range(rows)]
    )
    batch = sheets.checked(file, owner)
    writer = Writer(owner)
    with CaptureQueriesContext(connection) as report:
        writer.get("registration-bulk-batch", batch.code)
    sheets.finished(batches.confirm(batch, good_rows=True, submit=True, by=owner, at=make.AT))
    with CaptureQueriesContext(connection) as result:
        writer.get("registration-bulk-batch", batch.code)
    assert max(len(report), len(result)) <= LIST


def asked_for_deal(row: Registration, person: User) -> int:
    with counted(row, person) as (writer, asked):
        answer = writer.get("registration-detail", row.reference)
    assert answer.status_code == 200
    return len(asked)


@contextmanager
def counted(row: Registration, person: User) -> Iterator[tuple[Writer, CaptureQueriesContext]]:
    """What a person's next request asks, an hour after the last thing that befell the deal, with all notices there."""
    at = fresh(row).edited_at + HOUR
    while receipts.collect(at):
        pass
    writer = Writer(person, at)
    with CaptureQueriesContext(connection) as asked:
        yield writer, asked


def readers(row: Registration, cast: Cast) -> list[User]:
    """The owner, a colleague, and somebody of the distributor where there is one."""
    served = [PersonFactory.create(partner=row.distributor)] if row.distributor else []
    return [cast.administrator, cast.colleague, *served]


def fresh(row: Registration) -> Registration:
    return Registration.objects.select_related("owner").get(pk=row.pk)
