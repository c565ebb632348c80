"""A product line or region that may not be registered any more: where it is refused, and what it leaves alone."""

from datetime import date, timedelta

import pytest

from deals import decisions, lifecycle
from deals.refusals import NotAcceptable
from deals.states import Status
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import ProductLine, Region
from validation.findings import Code

pytestmark = pytest.mark.django_db
# The partner of the factories is in Bangkok, where AT is the morning of 1 March.
DAY_OF_AT = date(2027, 3, 1)
DAY = timedelta(days=1)


def end(model: type[ProductLine] | type[Region], code: str, last: date) -> None:
    model.objects.filter(code=code).update(ends_on=last)


@pytest.mark.parametrize(
    ("model", "code", "field"),
    [(ProductLine, "storage.flash", "products"), (Region, "apac.sea", "installation_country")],
)
def test_a_draft_that_names_what_ended_meanwhile_is_refused_at_its_field(
    model: type[ProductLine] | type[Region], code: str, field: str
) -> None:
    row = make.draft()
    end(model, code, DAY_OF_AT - DAY)
    with pytest.raises(NotAcceptable) as refused:
        lifecycle.submit(row, by=row.owner, at=make.AT)
    problems = {p.field: f.code for f in refused.value.findings for p in f.problems}
    assert problems == {field: Code.SCOPE}


def test_the_end_of_a_family_is_the_end_of_what_stands_under_it() -> None:
    row = make.draft()
    end(ProductLine, "storage", DAY_OF_AT - DAY)
    with pytest.raises(NotAcceptable):
        lifecycle.submit(row, by=row.owner, at=make.AT)


def test_a_draft_is_submitted_on_the_last_day_in_the_zone_of_the_partner() -> None:
    row = make.draft()
    end(ProductLine, "storage.flash", DAY_OF_AT)
    # Half past eleven at night in Bangkok.
    late = make.AT.replace(hour=16, minute=30)
    assert lifecycle.submit(row, by=row.owner, at=late).status == Status.SUBMITTED


def test_the_live_checklist_says_until_when_it_could_be_registered() -> None:
    row = make.draft()
    end(ProductLine, "storage.flash", date(2026, 2, 28))
    page = text(Writer(row.owner).task(row, "products"))
    assert "Storage Flash could be registered until 28 February 2026." in page
    assert "Leave out Storage Flash, or ask your coordinator what replaces it." in page


def test_a_filed_registration_is_approved_after_a_later_end() -> None:
    reviewer, row = make.coordinator(), make.submitted()
    end(ProductLine, "storage.flash", DAY_OF_AT)
    end(Region, "apac.sea", DAY_OF_AT)
    later = make.AT + timedelta(days=2)
    make.fresh_mirror(later)
    approved = decisions.approve(make.verified(row, reviewer, later), by=reviewer, at=later)
    assert approved.status == Status.APPROVED


def test_a_returned_registration_is_answered_after_a_later_end() -> None:
    row = make.returned()
    end(ProductLine, "storage.flash", DAY_OF_AT)
    later = make.AT + timedelta(days=2)
    assert lifecycle.submit(row, by=row.owner, at=later).status == Status.SUBMITTED
