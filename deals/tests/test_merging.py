"""A partner's filing and its distributor's of the same deal become one, with the earlier place in line."""

from datetime import timedelta
from typing import Any

import pytest

from deals import drafts, lifecycle, merging, review
from deals.invariants import CHECKS
from deals.models import Registration
from deals.refusals import Refused
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from deals.tests.desk import Desk, text
from partners.models import User
from partners.tests.factories import (
    AuthorisationFactory,
    DistributorLinkFactory,
    PartnerFactory,
    PersonFactory,
)
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DEAL: dict[str, Any] = {"customer_name": "Khon Kaen Hospital", "project_name": "Backup renewal Rama IX"}


@pytest.fixture
def seller() -> User:
    return make.seller()


@pytest.fixture
def own(seller: User) -> Registration:
    return make.submitted(seller, at=make.AT + HOUR, **DEAL)


@pytest.fixture
def theirs(seller: User) -> Registration:
    """What the distributor filed for the partner, an hour before."""
    company = PartnerFactory.create(tier="distributor")
    AuthorisationFactory.create(partner=company)
    DistributorLinkFactory.create(distributor=company, partner=seller.partner)
    by = PersonFactory.create(partner=company)
    draft = drafts.start(by=by, at=make.AT, partner=seller.partner)
    return lifecycle.submit(drafts.edit(draft, make.answers(**DEAL), by=by, at=make.AT), by=by, at=make.AT)


def called(row: Registration, other: Registration, verdict: str, by: User) -> None:
    known = KnownOpportunity.objects.get(record_id=other.reference)
    review.judge_opportunity(row, known, verdict, source="The partner", by=by, at=make.AT + HOUR)


def test_one_is_left_with_the_earlier_place_and_both_companies(
    own: Registration, theirs: Registration
) -> None:
    by = make.coordinator()
    called(own, theirs, "same", by)
    merging.merge(own, theirs, by=by, at=make.AT + 2 * HOUR)
    kept, gone = fresh(own), fresh(theirs)
    assert (kept.status, gone.status) == (Status.SUBMITTED, Status.WITHDRAWN)
    assert (kept.place_at, kept.place_number) == (theirs.place_at, theirs.place_number)
    assert kept.distributor == theirs.distributor
    assert KnownOpportunity.objects.get(record_id=own.reference).created_in_source_at == theirs.place_at
    assert KnownOpportunity.objects.get(record_id=theirs.reference).state == "closed"


def test_the_one_filed_first_keeps_its_own_place(own: Registration, theirs: Registration) -> None:
    by = make.coordinator()
    called(theirs, own, "same", by)
    merging.merge(theirs, own, by=by, at=make.AT + 2 * HOUR)
    assert fresh(theirs).place_at == theirs.place_at
    assert fresh(own).status == Status.WITHDRAWN


def test_the_journal_stays_whole(own: Registration, theirs: Registration) -> None:
    by = make.coordinator()
    called(own, theirs, "same", by)
    merging.merge(own, theirs, by=by, at=make.AT + 2 * HOUR)
    found = [words for check in CHECKS.values() for words in check(make.AT + 2 * HOUR)]
    assert found == []


@pytest.mark.parametrize("verdict", ["", "different"])
def test_two_that_nobody_called_the_same_are_not_joined(
    own: Registration, theirs: Registration, verdict: str
) -> None:
    by = make.coordinator()
    if verdict:
        called(own, theirs, verdict, by)
    with pytest.raises(Refused, match="same opportunity"):
        merging.merge(own, theirs, by=by, at=make.AT + 2 * HOUR)


def test_two_filings_of_the_partner_itself_are_not_joined(own: Registration, seller: User) -> None:
    again, by = make.submitted(seller, **DEAL), make.coordinator()
    called(own, again, "same", by)
    with pytest.raises(Refused, match="the same partner"):
        merging.merge(own, again, by=by, at=make.AT + 2 * HOUR)


def test_filings_of_two_partners_are_never_joined(own: Registration) -> None:
    rival, by = make.submitted(**DEAL), make.coordinator()
    called(own, rival, "same", by)
    with pytest.raises(Refused, match="the same partner"):
        merging.merge(own, rival, by=by, at=make.AT + 2 * HOUR)


def test_they_are_joined_at_the_desk(own: Registration, theirs: Registration) -> None:
    desk = Desk(make.coordinator())
    assert "Join two filings" in text(desk.review(own))
    assert theirs.reference in text(desk.page(own, "merge"))
    refused = desk.act(own, "merge", other=theirs.pk)
    assert refused.status_code == 409
    called(own, theirs, "same", desk.user)
    assert desk.act(own, "merge", other=theirs.pk).status_code == 302
    assert fresh(theirs).status == Status.WITHDRAWN


def test_nothing_is_offered_to_join_where_there_is_no_other_filing(own: Registration) -> None:
    assert "Join two filings" not in text(Desk(make.coordinator()).review(own))
