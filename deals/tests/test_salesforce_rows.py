"""What is pulled from Salesforce means for a registration."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from deals import opportunities, sweeps
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.desk import Desk, text
from validation.findings import Outcome
from validation.pipeline.salesforce.trouble import Trouble
from validation.tests.salesforce_org import key_of
from validation.tests.salesforce_pulls import Salesforce, behind_http

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def salesforce(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Salesforce]:
    for pulls in behind_http(monkeypatch, settings):
        pulls.org.now = make.AT - HOUR
        yield pulls


def put(salesforce: Salesforce, row: Registration, **changes: Any) -> None:
    salesforce.org.put(
        1,
        Account__Name=row.customer_name,
        Name=row.project_name,
        Account__BillingCountry="Thailand",
        **changes,
    )


def screened(row: Registration, at: Any) -> tuple[str, str]:
    """Outcome and words of the pipeline's criterion after the clock looked."""
    sweeps.tick(at)
    check = row.checks.filter(code="pipeline").latest("pk")
    return check.outcome, check.message["template"]


def test_a_record_that_was_there_before_stands_before_the_registration(salesforce: Salesforce) -> None:
    row = make.submitted()
    put(salesforce, row)
    salesforce.org.now = make.AT
    salesforce.pull()
    [candidate] = opportunities.search(row, make.AT).candidates
    assert (candidate.record_id, candidate.ours, candidate.rank_before) == (key_of(1), False, True)
    assert candidate.created_at == make.AT - HOUR


def test_a_record_made_for_an_accepted_registration_is_ours_and_no_conflict(salesforce: Salesforce) -> None:
    salesforce.pull()
    row = make.approved()
    salesforce.org.now = make.AT + HOUR
    put(salesforce, row, Registration__c=row.reference)
    salesforce.org.now += HOUR
    salesforce.pull()
    [candidate] = opportunities.search(row, salesforce.org.now).candidates
    assert (candidate.record_id, candidate.ours) == (key_of(1), True)
    opportunities.require_no_rival_in_force(row, salesforce.org.now)


@pytest.mark.parametrize(
    ("hours", "outcome"), [(24, Outcome.PASS), (24.1, Outcome.PENDING), (-0.5, Outcome.PASS)]
)
def test_an_old_pull_leaves_the_criterion_pending(
    hours: float, outcome: Outcome, salesforce: Salesforce
) -> None:
    salesforce.org.now = make.AT - hours * HOUR
    salesforce.pull()
    assert screened(make.submitted(), make.AT)[0] == outcome


def test_no_file_vouches_for_what_salesforce_should_have_told(salesforce: Salesforce) -> None:
    row = make.submitted()
    make.fresh_mirror(make.AT)
    assert screened(row, make.AT) == ("pending", "The pipeline was never brought in completely.")


def test_the_queue_and_the_review_page_tell_that_the_pull_fails(salesforce: Salesforce) -> None:
    salesforce.org.now = make.AT - 25 * HOUR
    salesforce.pull()
    salesforce.org.refuse("/queryAll", 400, "INVALID_FIELD")
    salesforce.org.now = make.AT
    with pytest.raises(Trouble):
        salesforce.pull()
    row = make.submitted()
    sweeps.tick(make.AT)
    desk = Desk(make.coordinator(), make.AT + HOUR)
    assert "Pipeline not searched" in text(desk.queue())
    page = text(desk.review(row))
    assert (
        "The copy of the pipeline is 26.0 hours old; 24 are allowed. The pull from Salesforce fails" in page
    )
