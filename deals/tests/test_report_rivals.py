"""What a partner reads of its own deals stays as it is whatever rivals do."""

from datetime import timedelta
from typing import Any

import pytest

from deals import decisions
from deals.reports.shelf import FOR_PARTNERS
from deals.tests import factories as make
from deals.tests.test_report_pages import own_page

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def before_and_after_rivals(told_once: None) -> tuple[dict[str, str], dict[str, str]]:
    """The pages of a partner before and after others asked for its deal and lost deals of their own."""
    mine = make.approved()
    before = {slug: own_page(mine.owner, report=slug) for slug in FOR_PARTNERS}
    facts: dict[str, Any] = {"customer_name": mine.customer_name, "project_name": mine.project_name}
    rival = make.submitted(at=make.AT + timedelta(hours=1), **facts)
    decisions.reject(rival, by=make.coordinator(), at=make.AT + timedelta(days=1), codes=["not-available"])
    make.lapsed()
    return before, {slug: own_page(mine.owner, report=slug) for slug in FOR_PARTNERS}


@pytest.mark.parametrize("slug", FOR_PARTNERS)
def test_a_partners_page_stays_as_it_is_whatever_rivals_do(
    slug: str, before_and_after_rivals: tuple[dict[str, str], dict[str, str]]
) -> None:
    before, after = before_and_after_rivals
    assert after[slug] == before[slug]
