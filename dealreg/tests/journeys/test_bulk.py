"""Many registrations from one file, in a real browser and without scripts; and open to everybody."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect

from dealreg.tests.journeys.conftest import Browse
from dealreg.tests.journeys.everybody import trouble_on
from dealreg.tests.journeys.portal import press
from dealreg.tests.journeys.simulated import Time
from deals.bulk import batches
from deals.models import Batch, Registration
from deals.tests import factories as make
from deals.tests import sheets
from partners.models import User
from partners.tests.factories import ProductLineFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seller(time: Time) -> User:
    ProductLineFactory.create(code="storage.flash")
    return make.seller(name="Anan Boonmee")


def faulty() -> list[dict[str, Any]]:
    """Four rows; the second has a fault in its budget, the fourth names the deal of the third."""
    return [sheets.row(1), sheets.row(2, budget="about 5"), sheets.row(3), sheets.row(3)]


def upload(page: Page, content: bytes, name: str = "deals.csv") -> None:
    page.goto("/registrations/")
    page.get_by_role("link", name="Register from a file").first.click()
    page.locator('input[type="file"]').set_input_files(
        files=[FilePayload(name=name, mimeType="text/csv", buffer=content)]
    )
    press(page, "Upload and go on")
    page.wait_for_url("**/columns/")


def told(page: Page, heading: str) -> None:
    """The work is done and says so; without scripts its reader looks again by hand."""
    again = page.get_by_role("link", name="Look again")
    done = page.get_by_role("heading", name=heading)
    expect(again.or_(done)).to_be_visible()
    while again.is_visible():
        again.click()
    expect(done).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_matched_mended_and_brought_in(browse: Browse, seller: User, scripts: bool) -> None:
    page = browse(seller, java_script_enabled=scripts)
    upload(page, sheets.csv_file(faulty(), encoding="gb18030", delimiter=";"))
    press(page, "Check all rows")
    told(page, "2 points to look at")
    page.get_by_label("Budget, row 3").fill("5.000,00")
    press(page, "Save and check again")
    told(page, "1 point to look at")
    page.get_by_role("button", name="Leave this row out 5").click()
    told(page, "Every row is in order")
    page.get_by_role("link", name="Go on").first.click()
    page.get_by_label("All or nothing: only if no row has a fault").check()
    press(page, "Bring the rows in")
    told(page, "The rows were brought in")
    assert Registration.objects.count() == 3


def test_the_page_follows_the_work_by_itself(browse: Browse, seller: User) -> None:
    batch = sheets.uploaded(sheets.csv_file([sheets.row(1)]), seller)
    batches.match(batch, batch.meaning, by=seller, at=make.AT)
    page = browse(seller)
    page.goto(reverse("registration-bulk-batch", args=[batch.code]))
    expect(page.get_by_role("heading", name="Checking every row")).to_be_visible()
    sheets.finished(batch)
    expect(page.get_by_role("heading", name="Every row is in order")).to_be_visible()


def test_everybody_can_register_from_a_file(browse: Browse, seller: User) -> None:
    content = sheets.csv_file(faulty())
    written = sheets.brought_in(content, seller, good_rows=True)
    checked, uploaded = sheets.checked(content, seller), sheets.uploaded(content, seller)
    paths = [reverse("registration-bulk"), page_of(uploaded, "columns"), page_of(checked, "batch")]
    paths += [page_of(checked, "confirm"), page_of(written, "batch")]
    assert trouble_on(browse(seller), paths) == []


def page_of(batch: Batch, step: str) -> str:
    return reverse(f"registration-bulk-{step}", args=[batch.code])
