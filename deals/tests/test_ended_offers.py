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
from partners.models import ProductLine
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
    assert "Storage Tape</option>" in text(Writer(user).task(row, "products"))
