"""What the review page costs for a case with everything on it: on appeal, with files, proposals and candidates."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals import decisions, drafts, lifecycle, probing, review
from deals.models import Registration, Suspicion
from deals.tests import factories as make
from deals.tests.desk import Desk
from partners.models import Partner, User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory
from partners.tiers import Tier
from validation.matching import aliases, index
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db
REVIEW_AT_MOST = 20
DEAL: dict[str, Any] = {
    "customer_name": "Khon Kaen Hospital", "project_name": "Backup renewal Rama IX", "tax_number": "0105536000123",
}  # fmt: skip
HOUR = timedelta(hours=1)
NEXT_DAY = make.AT + timedelta(days=1)


@pytest.mark.parametrize("more", [1, 4])
@pytest.mark.parametrize("behalf", [False, True], ids=["of a partner", "on behalf of one"])
def test_the_page_of_a_case_on_appeal_with_everything_on_it_keeps_the_bar(more: int, behalf: bool) -> None:
    row = on_appeal(more, behalf=behalf)
    desk = Desk(make.coordinator(), NEXT_DAY + HOUR)
    shown = desk.review(row).context
    assert len(shown["documents"]) == more
    assert len(shown["beside"]) == more + 1
    assert shown["waiting"].appeal
    assert set(shown["waiting"].proposals) == {"approve", "lead-time"}
    assert shown["waiting"].suspicion
    with CaptureQueriesContext(connection) as asked:
        desk.review(row)
    told = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(told) <= REVIEW_AT_MOST


def test_spellings_that_verdicts_taught_cost_the_page_nothing() -> None:
    row = on_appeal(1, behalf=False)
    for number, spelling in enumerate(("KKH", "โรงพยาบาลขอนแก่น", "Hospital of Khon Kaen")):
        known = in_pipeline(row, record_id=f"006{number}", customer_name=spelling)
        index.file([known])
        aliases.teach(known, row.customer_name, reference=f"DR-{number}", verdict=number + 1, at=make.AT)
    desk = Desk(make.coordinator(), NEXT_DAY + HOUR)
    assert "KKH" in desk.review(row).text
    with CaptureQueriesContext(connection) as asked:
        desk.review(row)
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= REVIEW_AT_MOST


def on_appeal(more: int, *, behalf: bool) -> Registration:
    """Rejected and appealed, with so many files and rivals, one record of the pipeline, and a verdict on each."""
    for _rival in range(more):
        make.submitted(**DEAL)
    by, partner = filer(behalf=behalf)
    row = drafts.start(by=by, at=make.AT, partner=partner)
    row = drafts.edit(row, make.answers(**DEAL), by=by, at=make.AT)
    for number in range(more):
        drafts.attach(
            row, ContentFile(f"{number}".encode()), title=f"{number}.txt", content_type="text/plain",
            by=row.owner, at=make.AT,
        )  # fmt: skip
    lifecycle.submit(row, by=row.owner, at=make.AT)
    index.file([in_pipeline(row)])
    reviewer = make.coordinator()
    make.verified(row, reviewer)
    for known in KnownOpportunity.objects.exclude(record_id=row.reference):
        review.judge_opportunity(row, known, "different", source="Call", by=reviewer, at=make.AT)
    suspected(row)
    decisions.reject(row, by=reviewer, at=make.AT + HOUR, codes=["not-available"])
    lifecycle.appeal(row, grounds="The customer confirms us", by=row.owner, at=NEXT_DAY)
    for act in ("approve", "lead-time"):
        review.propose(row, act, reason="Seen the order", by=make.coordinator(), at=NEXT_DAY)
    return row


def filer(*, behalf: bool) -> tuple[User, Partner | None]:
    """Who files, and for whom: for the own company, or as a distributor for a partner that it serves."""
    seller = make.seller()
    if not behalf:
        return seller, None
    company = PartnerFactory.create(tier=Tier.DISTRIBUTOR)
    DistributorLinkFactory.create(distributor=company, partner=seller.partner)
    return PersonFactory.create(partner=company), seller.partner


def in_pipeline(row: Registration, **facts: str) -> KnownOpportunity:
    """The same deal in the vendor's pipeline, of the very same instant."""
    named = {"record_id": "006A", "customer_name": row.customer_name} | facts
    return KnownOpportunity.objects.create(
        **named, source="pipeline", tax_number=row.tax_number,
        project_name=row.project_name, country="TH",
        product_lines=["storage.flash"], created_in_source_at=make.AT, synced_at=make.AT, state="open",
    )  # fmt: skip


def suspected(row: Registration) -> None:
    """Flagged for probing; how the signs are counted has tests of its own."""
    Suspicion.objects.create(
        partner=row.distributor or row.partner, registration=row, signs=[probing.REFUSED],
        counts={"submitted": 9, "refused": 9}, raised_at=make.AT,
    )  # fmt: skip
