"""Decisions over HTTP: each carries out its verb, and a refusal says why and keeps what was typed."""

from datetime import timedelta
from typing import Any

import pytest

from deals import decisions, events, review
from deals.models import Registration
from deals.refusals import Refused
from deals.states import FactGroup, Status
from deals.tests import factories
from deals.tests.desk import Desk, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk(factories.coordinator())


def status_of(row: Registration) -> str:
    row.refresh_from_db()
    return row.status


def everything_confirmed() -> dict[str, str]:
    verdicts = {f"verdict-{group}": "confirmed" for group in FactGroup.values}
    return verdicts | {f"source-{group}": "Call with the customer" for group in FactGroup.values}


def test_the_queue_and_the_review_page_open(desk: Desk) -> None:
    row = factories.submitted()
    assert row.reference in text(desk.queue())
    assert row.customer_name in text(desk.review(row))


def test_verdicts_on_several_groups_are_recorded_at_once(desk: Desk) -> None:
    row = factories.submitted()
    assert desk.act(row, "verify", **everything_confirmed()).status_code == 302
    assert {v.group: v.verdict for v in row.verifications.all()} == dict.fromkeys(
        FactGroup.values, "confirmed"
    )


def test_one_source_confirms_every_group_without_a_verdict(desk: Desk) -> None:
    row = factories.submitted()
    desk.act(row, "verify", **{"verdict-budget": "refuted", "source-budget": "Letter", "source-all": "Call"})
    verdicts = dict(row.verifications.values_list("group", "verdict"))
    assert verdicts == dict.fromkeys(FactGroup.values, "confirmed") | {"budget": "refuted"}


def test_a_verdict_without_its_source_is_refused_and_none_is_recorded(desk: Desk) -> None:
    row = factories.submitted()
    response = desk.act(row, "verify", **everything_confirmed() | {"source-budget": ""})
    assert response.status_code == 422
    assert "Name what your verdict rests on." in text(response)
    assert not row.verifications.exists()


def test_approval_without_verdicts_is_refused_with_the_failing_criterion(desk: Desk) -> None:
    row = factories.submitted()
    response = desk.act(row, "approve", words="Well prepared.")
    assert response.status_code == 409
    assert "Some facts still need a coordinator&#x27;s verdict." in text(response)
    assert "Well prepared." in text(response)
    assert status_of(row) == Status.SUBMITTED


def test_a_verified_case_is_approved_with_the_chosen_benefits(desk: Desk) -> None:
    row = factories.verified(factories.submitted(), factories.coordinator())
    data = {
        "support-granted": "on",
        "price-granted": "on",
        "price-percent": "7.5",
        "price-terms": "Storage only",
    }
    assert desk.act(row, "approve", **data).status_code == 302
    assert status_of(row) == Status.APPROVED
    granted = {b.kind: (b.percent, b.terms) for b in row.benefits.all()}
    assert granted == {"price": (pytest.approx(7.5), "Storage only"), "support": (None, "")}


def test_a_return_needs_a_coded_reason(desk: Desk) -> None:
    row = factories.submitted()
    response = desk.act(row, "return", words="See my mail.")
    assert response.status_code == 422
    assert "Choose at least one reason." in text(response)
    assert "See my mail." in text(response)
    assert status_of(row) == Status.SUBMITTED


def test_a_return_offers_no_reason_that_only_rejects(desk: Desk) -> None:
    row = factories.submitted()
    assert desk.act(row, "return", codes=["not-true"]).status_code == 422
    assert "did not pass verification" not in text(desk.page(row, "return"))


def test_a_return_opens_the_facts_of_its_reasons(desk: Desk) -> None:
    row = factories.submitted()
    desk.act(row, "return", codes=["budget-unconfirmed"])
    assert status_of(row) == Status.RETURNED
    assert row.opened_groups == ["budget"]


def test_a_rejection_carries_its_codes_and_words(desk: Desk) -> None:
    row = factories.submitted()
    desk.act(row, "reject", codes=["not-available"], words="Ask us next year.")
    decision = row.decisions.get()
    assert (decision.codes, decision.words) == (["not-available"], "Ask us next year.")


def test_who_comes_second_reads_who_decided_what_and_keeps_the_notes(desk: Desk) -> None:
    row = factories.submitted()
    seen = row.version
    first = factories.coordinator()
    decisions.return_to_partner(row, by=first, at=desk.at, codes=["budget-unconfirmed"])
    response = desk.act(row, "reject", version=seen, codes=["not-available"], words="My typed notes")
    assert response.status_code == 409
    page = text(response)
    assert first.name in page
    assert "Returned to the partner" in page
    assert "My typed notes" in page
    assert status_of(row) == Status.RETURNED


def test_a_decision_on_an_outdated_page_is_refused(desk: Desk) -> None:
    row = factories.submitted()
    seen = row.version
    review.claim(row, by=factories.coordinator(), at=desk.at)
    assert desk.act(row, "reject", version=seen, codes=["not-available"]).status_code == 409
    assert status_of(row) == Status.SUBMITTED


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_decision_that_does_not_say_what_it_saw_is_refused(desk: Desk, version: str) -> None:
    row = factories.submitted()
    assert desk.act(row, "reject", version=version, codes=["not-available"]).status_code == 409


def test_verdicts_on_an_outdated_page_are_refused_and_kept(desk: Desk) -> None:
    row = factories.submitted()
    seen = row.version
    review.claim(row, by=factories.coordinator(), at=desk.at)
    response = desk.act(row, "verify", **everything_confirmed(), version=seen)
    assert response.status_code == 409
    assert text(response).count("Call with the customer") == len(FactGroup)
    assert not row.verifications.exists()


def test_a_case_is_claimed_and_released(desk: Desk) -> None:
    row = factories.submitted()
    desk.act(row, "claim")
    row.refresh_from_db()
    assert row.reviewer == desk.user
    desk.act(row, "release")
    row.refresh_from_db()
    assert row.reviewer is None


def test_a_case_is_parked_and_taken_back(desk: Desk) -> None:
    row = factories.submitted()
    desk.act(row, "park")
    row.refresh_from_db()
    assert row.parked
    desk.act(row, "unpark")
    row.refresh_from_db()
    assert not row.parked


def test_an_act_that_is_not_of_the_desk_does_not_exist(desk: Desk) -> None:
    assert desk.act(factories.submitted(), "withdraw").status_code == 404


def test_the_page_of_an_act_that_is_not_possible_says_what_happened_last(desk: Desk) -> None:
    response = desk.page(factories.returned(), "approve")
    assert "This cannot be done now" in text(response)
    assert "Returned to the partner" in text(response)


def test_a_decision_before_the_page_was_opened_changes_nothing(desk: Desk) -> None:
    row = factories.submitted(at=factories.AT - timedelta(hours=1))
    for slug in ("approve", "return", "reject", "park", "claim"):
        desk.page(row, slug)
    assert row.events.count() == Registration.objects.get(pk=row.pk).version
    assert status_of(row) == Status.SUBMITTED


def test_verdicts_of_one_page_are_recorded_all_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row = factories.submitted()

    def refuses(*_said: Any, **_more: Any) -> object:
        raise Refused("not now")

    # The last thing of a change: the verdicts themselves were written before.
    monkeypatch.setattr(events, "append", refuses)
    assert desk.act(row, "verify", **everything_confirmed()).status_code == 409
    assert not row.verifications.exists()
