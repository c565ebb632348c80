"""What the queue and the review page show, and what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals import extensions, lifecycle, review, sweeps, updates
from deals.states import Status
from deals.tests import factories
from deals.tests.desk import Desk, text
from partners.models import BenefitProposal, TierTerms
from partners.tests.factories import PartnerFactory
from validation.matching import SearchUnavailable

pytestmark = pytest.mark.django_db
QUEUE_AT_MOST = 12
REVIEW_AT_MOST = 20


RIVAL: dict[str, Any] = {
    "customer_name": "Khon Kaen Hospital", "project_name": "Backup renewal Rama IX", "tax_number": "0105536000123",
}  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    return Desk(factories.coordinator())


def queries(ask: Any) -> int:
    ask()
    with CaptureQueriesContext(
        connection,
    ) as counted:
        ask()
    return len([query for query in counted if "SAVEPOINT" not in query["sql"]])


def test_the_queue_costs_the_same_at_one_and_at_fifty_rows(desk: Desk) -> None:
    first = factories.submitted()
    sweeps.tick(factories.AT)
    one = queries(desk.queue)
    for number in range(49):
        row = factories.submitted(first.owner, at=factories.AT + timedelta(minutes=number))
        review.claim(row, by=desk.user, at=factories.AT)
    sweeps.tick(factories.AT + timedelta(hours=1))
    assert queries(desk.queue) == one
    assert one <= QUEUE_AT_MOST


def test_the_review_page_costs_the_same_however_long_the_history(desk: Desk) -> None:
    row, _other = factories.submitted(), factories.submitted(**RIVAL)
    review.verify(row, "budget", "confirmed", source="Call", by=desk.user, at=factories.AT)
    short = queries(lambda: desk.review(row))
    for _more in range(20):
        review.verify(row, "budget", "confirmed", source="Call", by=desk.user, at=factories.AT)
    assert queries(lambda: desk.review(row)) == short
    assert short <= REVIEW_AT_MOST


def test_the_review_page_costs_little_however_much_is_on_it(desk: Desk) -> None:
    factories.submitted(**RIVAL)
    row = factories.submitted(at=factories.AT + timedelta(hours=1), **RIVAL)
    known = desk.review(row).context["beside"][0][0].known
    review.judge_opportunity(row, known, "different", source="Call", by=desk.user, at=desk.at)
    review.verify(row, "budget", "confirmed", source="Call", by=desk.user, at=desk.at)
    review.propose(row, "approve", reason="Two", by=factories.coordinator(), at=desk.at)
    assert queries(lambda: desk.review(row)) <= REVIEW_AT_MOST


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.DRAFT, Status.EXPIRED)])
def test_a_review_of_any_state_costs_little(status: Status, desk: Desk) -> None:
    row = factories.in_state(status)
    assert row.submitted_at is None or queries(lambda: desk.review(row)) <= REVIEW_AT_MOST


def test_the_queue_puts_first_whose_promise_runs_out_first(desk: Desk) -> None:
    seller = factories.seller()
    factories.approved(seller)
    late = factories.submitted(seller, at=factories.AT)
    early = factories.submitted(seller, at=factories.AT - timedelta(days=1))
    parked = factories.submitted(seller, at=factories.AT - timedelta(days=1))
    review.park(parked, by=desk.user, at=factories.AT)
    shown = [row.pk for row in desk.queue().context["cl"].result_list]
    assert shown[:2] == [early.pk, late.pk]


def shown(desk: Desk, **query: str) -> set[int]:
    return {row.pk for row in desk.queue(**query).context["cl"].result_list}


def test_each_kind_of_waiting_has_its_filter(desk: Desk) -> None:
    seller = factories.seller()
    plain, parked = factories.submitted(seller), factories.submitted(seller)
    review.park(parked, by=desk.user, at=factories.AT)
    proposed = factories.heard(factories.approved(seller))
    review.propose(proposed, "revoke", reason="R", evidence="E", by=factories.coordinator(), at=factories.AT)
    appealed = factories.rejected(seller)
    lifecycle.appeal(appealed, by=seller, at=factories.AT + timedelta(hours=2), grounds="First")
    assert shown(desk, waits="decision") == {plain.pk, appealed.pk}
    assert shown(desk, waits="parked") == {parked.pk}
    assert shown(desk, waits="second") == {proposed.pk}
    assert shown(desk, waits="appeal") == {appealed.pk}
    assert shown(desk, waits="price") == set()
    assert shown(desk, status="approved") == {proposed.pk}


def test_a_proposal_does_not_wait_for_its_own_author(desk: Desk) -> None:
    row = factories.heard(factories.approved())
    review.propose(row, "revoke", reason="R", evidence="E", by=desk.user, at=factories.AT)
    assert shown(desk, waits="second") == set()


def test_an_extension_is_answered_from_the_review_page() -> None:
    row = factories.approved()
    before = row.expires_at
    assert before
    at = before - timedelta(days=20)
    updates.record_update(row, updates.Report(contact_on=at.date(), note="Met"), by=row.owner, at=at)
    extensions.ask_extension(
        row, close_on=at.date() + timedelta(days=90), reason="Tender moved", by=row.owner, at=at
    )
    desk = Desk(factories.coordinator(), at)
    assert shown(desk, waits="extension") == {row.pk}
    assert "Tender moved" in text(desk.review(row))
    assert desk.act(row, "decline-extension").status_code == 422
    assert desk.act(row, "extend", answer="Good luck").status_code == 302
    row.refresh_from_db()
    assert row.expires_at is not None
    assert row.expires_at > before


def test_a_rival_stands_beside_with_the_reasons_and_who_was_first(desk: Desk) -> None:
    seller, other = factories.seller(), factories.seller()
    first = factories.submitted(seller, **RIVAL)
    second = factories.submitted(other, at=factories.AT + timedelta(hours=1), **RIVAL)
    page = text(desk.review(second))
    assert first.reference in page
    assert "Before this one" in page
    assert "same tax number" in page
    known = next(each.known for each, _inputs in desk.review(second).context["beside"])
    data = {f"verdict-{known.pk}": "same", f"source-{known.pk}": "Call with the customer"}
    assert desk.act(second, "judge", **data).status_code == 302
    assert second.opportunity_verdicts.get().verdict == "same"


def test_a_search_that_could_not_look_never_reads_as_no_conflict(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = factories.submitted()

    def unavailable(*args: Any, **kwargs: Any) -> None:
        raise SearchUnavailable("the index is being rebuilt")

    monkeypatch.setattr("deals.opportunities.find_candidates", unavailable)
    page = text(desk.review(row))
    assert "The conflict search could not look" in page
    assert "the index is being rebuilt" in page
    assert "The search found none" not in page


def test_the_approval_proposes_the_benefits_of_the_policy(desk: Desk) -> None:
    row = factories.submitted(factories.seller(PartnerFactory.create(tier="gold")))
    BenefitProposal.objects.create(
        policy=row.pinned_policy, kind="price", tier="gold", percent=9, terms="List price"
    )
    form = desk.page(row, "approve").context["form"]
    assert form["price-granted"].value() is True
    assert form["price-percent"].value() == 9
    assert form["support-granted"].value() is False


def test_the_partners_open_deals_stand_against_the_cap(desk: Desk) -> None:
    row = factories.submitted()
    TierTerms.objects.create(policy=row.pinned_policy, tier=row.partner.tier, open_most=7, per_day_most=5)
    assert "1 of 7 allowed" in text(desk.review(row))


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.DRAFT, Status.EXPIRED)])
def test_the_review_page_opens_in_every_state(status: Status, desk: Desk) -> None:
    row = factories.in_state(status)
    if row.submitted_at is not None:
        assert desk.review(row).status_code == 200


def test_a_legal_hold_is_set_and_lifted(desk: Desk) -> None:
    row = factories.rejected()
    desk.act(row, "hold")
    row.refresh_from_db()
    assert row.legal_hold
    desk.act(row, "lift-hold")
    row.refresh_from_db()
    assert not row.legal_hold


def test_an_update_given_elsewhere_is_logged_with_its_evidence(desk: Desk) -> None:
    row = factories.approved()
    assert desk.act(row, "log-update", contact_on="2027-03-01").status_code == 422
    assert desk.act(row, "log-update", contact_on="2027-03-01", evidence="Mail of today").status_code == 302
    assert row.updates.get().counted


def test_a_freeze_is_granted_and_ended(desk: Desk) -> None:
    row = factories.approved()
    desk.act(row, "freeze")
    row.refresh_from_db()
    assert row.update_paused_at
    desk.act(row, "thaw")
    row.refresh_from_db()
    assert row.update_paused_at is None


def test_a_copy_of_the_pipeline_that_arrives_during_the_look_is_new_not_older_than_nothing(
    desk: Desk,
) -> None:
    row = factories.submitted()
    factories.fresh_mirror(desk.at + timedelta(hours=1))
    assert "The copy of the pipeline is less than an hour old." in text(desk.review(row))


def test_a_rival_stands_beside_in_words_where_the_index_keeps_codes(desk: Desk) -> None:
    factories.submitted(**RIVAL)
    second = factories.submitted(at=factories.AT + timedelta(hours=1), **RIVAL)
    told = {str(line.label): line for line in desk.review(second).context["lines"]}
    assert told["Country"].cells[0].value == "Thailand"
    assert told["Products"].cells[0].value == second.items.get().product_line.name
