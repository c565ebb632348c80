"""A coordinator's word on a pair is kept, explained, used again, and teaches the search (*Same opportunity*)."""

from datetime import timedelta

import pytest

from deals import decisions, opportunities, review
from deals.models import Check, OpportunityVerdict, Registration
from deals.refusals import Conflict, NotYours
from deals.tests import factories as make
from deals.tests.desk import Desk, text
from partners.models import User
from partners.tests.factories import CoordinatorFactory
from validation.matching import Query, find_candidates, index
from validation.models import KnownOpportunity, TaughtAlias

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def in_pipeline(row: Registration, **changes: object) -> KnownOpportunity:
    """The deal of a registration as the vendor's pipeline has it."""
    fields = {
        "source": "pipeline", "record_id": "006A", "customer_name": row.customer_name,
        "project_name": row.project_name, "country": "TH", "city": "Bangkok",
        "created_in_source_at": make.AT - timedelta(days=30), "synced_at": make.AT,
    }  # fmt: skip
    known = KnownOpportunity.objects.create(**fields | changes)
    index.file([known])
    return known


def judge(row: Registration, known: KnownOpportunity, verdict: str, by: User) -> OpportunityVerdict:
    row.refresh_from_db()
    return review.judge_opportunity(
        row, known, verdict, source="Account manager, by phone", by=by, at=make.AT + HOUR
    )


def outcome(row: Registration) -> str:
    fresh = Registration.objects.get(pk=row.pk)
    found = opportunities.search(fresh, make.AT + HOUR).candidates
    return next((each.verdict for each in found if each.record_id == "006A"), "not found")


def test_a_pair_called_different_is_not_asked_again() -> None:
    row, reviewer = make.submitted(), make.coordinator()
    known = in_pipeline(row)
    judge(row, known, "different", reviewer)
    make.verified(row, reviewer)
    assert decisions.approve(row, by=reviewer, at=make.AT + HOUR).status == "approved"


def test_a_pair_called_different_is_asked_again_when_its_facts_changed() -> None:
    row = make.submitted()
    known = in_pipeline(row)
    judge(row, known, "different", make.coordinator())
    assert outcome(row) == "different"
    KnownOpportunity.objects.filter(pk=known.pk).update(project_name=f"{row.project_name}, first phase")
    assert outcome(row) == ""


def test_a_pair_called_same_stays_so_whatever_changes() -> None:
    row = make.submitted()
    known = in_pipeline(row)
    judge(row, known, "same", make.coordinator())
    KnownOpportunity.objects.filter(pk=known.pk).update(city="Chiang Mai")
    assert outcome(row) == "same"


def test_a_pair_called_same_is_looked_at_even_where_the_search_finds_nothing_alike() -> None:
    row = make.submitted()
    known = in_pipeline(
        row, customer_name="Zhejiang Qianjiang Water", project_name="Other", country="CN", city=""
    )
    judge(row, known, "same", make.coordinator())
    TaughtAlias.objects.all().delete()
    assert outcome(row) == "same"


def test_the_next_look_says_who_said_what_when_and_why() -> None:
    row, reviewer = make.submitted(), CoordinatorFactory.create(name="Li Wei")
    judge(row, in_pipeline(row), "different", reviewer)
    page = text(Desk(make.coordinator()).review(row))
    assert "Li Wei said “Different opportunity” on" in page
    assert "Account manager, by phone" in page


def test_the_next_look_says_that_facts_changed_since() -> None:
    row = make.submitted()
    known = in_pipeline(row)
    judge(row, known, "different", make.coordinator())
    KnownOpportunity.objects.filter(pk=known.pk).update(project_name=f"{row.project_name}, first phase")
    assert "It is asked again." in text(Desk(make.coordinator()).review(row))


def test_same_teaches_the_search_how_the_customer_is_written() -> None:
    row = make.submitted(
        customer_name="Metropolitan Waterworks Authority", project_name="Core storage refresh"
    )
    known = in_pipeline(row, customer_name="Krung Thep Nam Prapa")
    asked = Query("METROPOLITAN WATERWORKS AUTHORITY", "Core storage refresh", country="TH", city="Bangkok")
    assert not any(each.record_id == "006A" and each.same_customer for each in find_candidates(asked))
    judge(row, known, "same", make.coordinator())
    found = next(each for each in find_candidates(asked) if each.record_id == "006A")
    assert found.same_customer
    assert row.reference in found.reasons[-1]


def test_different_takes_back_what_same_had_taught() -> None:
    row = make.submitted(customer_name="Metropolitan Waterworks Authority")
    known = in_pipeline(row, customer_name="Krung Thep Nam Prapa")
    judge(row, known, "same", make.coordinator())
    judge(row, known, "different", make.coordinator())
    assert not TaughtAlias.objects.exists()


def test_the_same_name_in_another_legal_form_teaches_nothing() -> None:
    row = make.submitted(customer_name="Acme Networks GmbH")
    judge(row, in_pipeline(row, customer_name="ACME NETWORKS"), "same", make.coordinator())
    assert not TaughtAlias.objects.exists()


def test_what_a_verdict_taught_is_told_in_its_event() -> None:
    row = make.submitted(customer_name="Metropolitan Waterworks Authority")
    judge(row, in_pipeline(row, customer_name="Krung Thep Nam Prapa"), "same", make.coordinator())
    event = row.events.get(kind="opportunity-judged")
    assert (event.payload["verdict"], event.payload["alias_changed"]) == ("same", True)


def test_of_two_coordinators_at_once_the_second_is_told_of_the_first() -> None:
    row = make.submitted()
    known, seen = in_pipeline(row), row.version
    judge(row, known, "same", make.coordinator())
    with pytest.raises(Conflict):
        review.judge_opportunity(
            row, known, "different", source="Mail", by=make.coordinator(), at=make.AT, version=seen
        )
    assert outcome(row) == "same"


def test_a_coordinator_of_another_region_gives_no_verdict() -> None:
    row = make.submitted()
    with pytest.raises(NotYours):
        judge(row, in_pipeline(row), "same", CoordinatorFactory.create(region_codes=["emea"]))
    assert not TaughtAlias.objects.exists()


def test_a_check_keeps_the_records_their_creation_the_state_of_the_index_and_who_looked() -> None:
    row, reviewer = make.submitted(), make.coordinator()
    known = in_pipeline(row)
    decisions.reject(row, by=reviewer, at=make.AT + HOUR, codes=["not-available"])
    check = Check.objects.get(registration=row, occasion="reject", code="pipeline")
    record = check.evidence["records"][0]
    assert (record["record"], record["created_at"]) == ("006A", known.created_in_source_at.isoformat())
    assert (check.by, check.evidence["looked_at"]) == (reviewer, (make.AT + HOUR).isoformat())
    assert check.evidence["mirror_import"] is not None
    event = row.events.get(kind="rejected")
    assert event.payload["records"] == ["006A"]
    assert len(event.payload["evidence_sha256"]) == 64


def test_the_evidence_of_a_decision_stands_on_its_page() -> None:
    row, reviewer = make.submitted(), CoordinatorFactory.create(name="Li Wei")
    in_pipeline(row)
    decisions.reject(row, by=reviewer, at=make.AT + HOUR, codes=["not-available"])
    page = text(Desk(make.coordinator()).review(row))
    assert "006A, created" in page
    assert "By Li Wei." in page
