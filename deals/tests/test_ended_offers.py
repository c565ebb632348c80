"""Where a product line that may not be registered any more is left out, and where it stays to be seen."""

from datetime import date, timedelta

import pytest

from deals import drafts
from deals.copies import answers_of
from deals.drafts import Product
from deals.forms.products import addable
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import Authorisation, ProductLine, Region
from partners.tests.factories import ProductLineFactory

pytestmark = pytest.mark.django_db
DAY_OF_AT = date(2027, 3, 1)
DAY = timedelta(days=1)


def end(code: str, last: date) -> None:
    ProductLine.objects.filter(code=code).update(ends_on=last)


def test_an_update_adds_no_line_that_ended() -> None:
    row, tape = make.approved(), ProductLineFactory.create(code="storage.tape")
    assert tape in addable(row, make.AT)
    end("storage.tape", DAY_OF_AT - DAY)
    assert tape not in addable(row, make.AT)


def test_a_copy_leaves_out_a_line_after_its_last_day_only() -> None:
    row = make.submitted()
    end("storage.flash", DAY_OF_AT)
    assert answers_of(row, row.owner, make.AT)["products"]
    assert not answers_of(row, row.owner, make.AT + DAY)["products"]


def test_a_line_already_in_a_draft_stays_to_be_seen_after_its_end() -> None:
    user = make.seller()
    tape = ProductLineFactory.create(code="storage.tape")
    row: Registration = drafts.start(by=user, at=make.AT)
    drafts.edit(row, {"products": [Product(tape)]}, by=user, at=make.AT)
    end("storage.tape", date(2026, 2, 28))
    assert "Storage Tape (ended 28 February 2026)</option>" in text(Writer(user).task(row, "products"))


def test_the_form_tells_until_when_a_line_and_a_place_may_be_registered() -> None:
    row = make.draft()
    end("storage.flash", date(2126, 5, 31))
    Region.objects.filter(code="apac.sea").update(ends_on=date(2126, 6, 30))
    page = text(Writer(row.owner).task(row, "products"))
    assert "Storage Flash (until 31 May 2126)</option>" in page
    assert "(until 30 June 2126)" in page
    assert "This deal may be registered until 31 May 2126." in page


def test_the_company_page_tells_the_last_days_within_an_authorisation() -> None:
    user = make.seller()
    ProductLineFactory.create(code="storage.flash", ends_on=date(2126, 5, 31))
    Region.objects.filter(code="apac").update(ends_on=date(2126, 6, 30))
    page = text(Writer(user).get("company"))
    assert "May be registered until" in page
    assert "30 Jun 2126" in page
    assert "Storage Flash: may be registered until" in page
    assert "31 May 2126" in page


def test_the_company_page_is_silent_of_an_end_after_that_of_the_authorisation() -> None:
    user = make.seller()
    end("storage", date(2126, 5, 31))
    Authorisation.objects.update(ends_on=date(2126, 5, 31))
    assert "May be registered until" not in text(Writer(user).get("company"))
