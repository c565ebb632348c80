from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals import decisions, drafts, extensions, lifecycle, price, review
from deals.benefits import Grant
from deals.models import Registration
from deals.moves import KINDS
from deals.states import Status
from deals.tests import factories as make
from deals.tests.test_home import without_tokens
from deals.tests.writer import Writer, text
from deals.timeline import SHOWN
from partners.models import User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory
from partners.tiers import Tier

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# What the vendor does among itself, and what would only be noise: no partner reads of these.
UNTOLD = {
    "edited", "claimed", "released", "verified", "opportunity-judged", "second-person-asked", "parked",
    "unparked", "screened", "decision-nudged", "offered", "legal-hold-set",
    "snoozed", "woken", "probing-suspected", "probing-acknowledged",
}  # fmt: skip


def shown(registration: Registration, user: User | None = None, at: Any = None, **query: str) -> str:
    writer = Writer(user or registration.owner, at or make.AT + timedelta(hours=2))
    return text(writer.get("registration-detail", registration.reference, **query))


def on_behalf() -> tuple[Registration, User, User]:
    """Filed by a distributor for a partner; the partner's person and the distributor's."""
    owner = make.seller()
    distributor = PersonFactory.create(partner=PartnerFactory.create(tier=Tier.DISTRIBUTOR))
    DistributorLinkFactory.create(distributor=distributor.partner, partner=owner.partner)
    registration = drafts.start(by=distributor, at=make.AT, partner=owner.partner)
    registration = drafts.edit(registration, make.answers(), by=distributor, at=make.AT)
    return lifecycle.submit(registration, by=distributor, at=make.AT), owner, distributor


@pytest.mark.parametrize("status", Status.values)
def test_it_opens_in_every_state(status: str) -> None:
    registration = make.in_state(status)
    assert registration.get_status_display() in shown(registration)


def test_every_kind_of_event_is_either_told_or_kept_to_the_vendor() -> None:
    assert set(SHOWN) | UNTOLD >= KINDS
    assert not set(SHOWN) & UNTOLD


def test_another_partners_registration_does_not_exist() -> None:
    stranger = Writer(make.seller())
    assert stranger.get("registration-detail", make.approved().reference).status_code == 404


def test_an_approved_one_shows_both_clocks_in_the_readers_zone() -> None:
    page = shown(make.approved())
    assert "Update due" in page
    assert "Mon 29 Mar 2027, 23:59 Thailand Time" in page
    assert "Wed 1 Sep 2027, 23:59 Thailand Time" in page


def test_it_says_from_when_a_price_and_more_time_can_be_asked_for() -> None:
    page = shown(make.approved())
    assert "You can apply for the price from Tue 16 Mar 2027 on." in page
    assert "You can ask for more time from Sat 3 Jul 2027 on." in page
    assert reverse("registration-price", args=["X"]).split("X")[1] not in page


def test_the_price_is_offered_from_the_first_possible_day() -> None:
    registration = make.approved()
    page = shown(registration, at=make.AT + 15 * DAY)
    assert reverse("registration-price", args=[registration.reference]) in page


def test_what_was_asked_for_is_not_offered_again() -> None:
    registration = make.approved()
    at = make.AT + 15 * DAY
    price.apply_for_price(registration, note="12 % below list", by=registration.owner, at=at)
    page = shown(registration, at=at)
    assert reverse("registration-price", args=[registration.reference]) not in page
    assert "Stands still" in page


def test_a_reviewer_is_nowhere_named() -> None:
    reviewer = make.coordinator()
    registration = make.approved(reviewer=reviewer)
    page = shown(registration)
    assert reviewer.name not in page
    assert "Your coordinator" in page


def test_what_the_vendor_does_among_itself_leaves_no_trace() -> None:
    registration = make.submitted()
    before = shown(registration)
    by = make.coordinator()
    review.claim(registration, by=by, at=make.AT)
    make.verified(registration, by)
    review.park(registration, by=by, at=make.AT)
    assert without_tokens(shown(registration)) == without_tokens(before)


def test_a_return_tells_each_reason_with_its_remedy() -> None:
    page = shown(make.returned(codes=("budget-unconfirmed",)))
    assert "The budget could not be confirmed." in page
    assert "Give the amount the customer has approved or plans" in page


def test_a_rejection_does_not_tell_pipeline_from_another_registration() -> None:
    page = shown(make.rejected(codes=("not-available",)))
    assert "This opportunity is not available for registration." in page
    assert "pipeline" not in page.lower()


def test_a_lapsed_one_says_why_with_rule_dates_and_the_way_back() -> None:
    page = shown(make.lapsed(), at=make.AT + 31 * DAY)
    for words in (
        "Why it lapsed",
        "28 days in a row",
        "Last update",
        "Reminders sent",
        "You can ask to reinstate",
    ):
        assert words in page


def test_benefits_stop_counting_when_the_registration_ends() -> None:
    owner = make.seller()
    reviewer = make.coordinator()
    registration = make.verified(make.submitted(owner), reviewer)
    decisions.approve(
        registration, by=reviewer, at=make.AT, grants=[Grant("support", terms="Engineer on site")]
    )
    assert "They count while" in shown(registration)
    lifecycle.close(registration, won=True, by=owner, at=make.AT)
    assert "They no longer count" in shown(registration)


def test_the_decision_chain_names_people_only_to_the_company_that_entered_them() -> None:
    registration, owner, distributor = on_behalf()
    assert "Somchai Canary" in shown(registration, distributor)
    assert "Somchai Canary" not in shown(registration, owner)


def test_a_document_can_be_downloaded_from_the_page() -> None:
    registration = make.approved()
    document = drafts.attach(
        registration, ContentFile(b"%PDF-1.4"), title="letter.pdf", content_type="application/pdf",
        by=registration.owner, at=make.AT,
    )  # fmt: skip
    assert reverse("document-download", args=[registration.reference, document.sha256]) in shown(registration)


def test_the_history_can_be_narrowed_to_updates() -> None:
    registration = make.updated(make.approved(), make.AT + DAY)
    page = shown(registration, at=make.AT + 2 * DAY, show="update")
    history = page[page.index('id="timeline"') : page.index('id="facts"')]
    assert "It counts: you were in contact with the customer." in history
    assert "Draft started" not in history


def test_an_answered_extension_is_told_with_its_new_end() -> None:
    registration = make.kept_up(make.approved(), make.AT + 150 * DAY)
    at = make.AT + 151 * DAY
    extensions.ask_extension(
        registration, close_on=at.date() + 60 * DAY, reason="Tender moved", by=registration.owner, at=at
    )
    extensions.grant_extension(registration, by=make.coordinator(), at=at)
    assert "Valid until Wed 1 Dec 2027, 23:59 Thailand Time." in shown(registration, at=at)


def test_it_asks_the_database_as_often_for_a_long_history_as_for_a_short_one() -> None:
    registration = make.updated(make.approved(), make.AT + DAY)
    counts = []
    for more in range(2, 14, 6):
        for day in range(more, more + 6):
            make.updated(registration, make.AT + day * DAY)
        writer = Writer(registration.owner, make.AT + 20 * DAY)
        with CaptureQueriesContext(connection) as asked:
            writer.get("registration-detail", registration.reference)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
