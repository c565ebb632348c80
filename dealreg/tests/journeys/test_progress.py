"""The desk's pages of long work keep up with it by themselves."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dealreg.tests.journeys.conftest import Browse
from deals.tests import factories as make
from partners.tests.factories import ManagerFactory
from validation.models import PipelineImport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_of_a_large_file_follows_the_work_by_itself(browse: Browse) -> None:
    asked = PipelineImport.objects.create(
        kept="nowhere", name="pipeline.csv", complete=False, good_rows=False, dry_run=True, asked_by=0,
        asked_at=make.AT,
    )  # fmt: skip
    work = PipelineImport.objects.filter(pk=asked.pk)
    page = browse(ManagerFactory.create())
    page.goto(reverse("admin:validation_pipelinesync_asked", args=[asked.pk]))
    expect(page.get_by_role("status")).to_contain_text("Waits to be begun.")
    work.update(begun_at=make.AT, stage="rows", done=20_000)
    expect(page.get_by_role("status")).to_contain_text("20,000 done.")
    work.update(ended_at=make.AT, failure="Put at least one row under the headings.")
    expect(page.get_by_role("alert")).to_contain_text("Put at least one row")
