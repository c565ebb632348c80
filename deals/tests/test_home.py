import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals import drafts, extensions, lifecycle, review
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import Partner
from partners.tests.factories import (
    ApplicantFactory,
    CoordinatorFactory,
    DistributorLinkFactory,
    PartnerFactory,
    PersonFactory,
)
from partners.tiers import Tier

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_it_offers_a_first_registration_where_there_is_none() -> None:
    page = text(Writer(make.seller()).get("home"))
    assert "Register your first deal" in page
    for name in ("registration-start", "registration-bulk", "registration-bulk-xlsx", "help"):
        assert f'href="{reverse(name)}"' in page


def test_it_lists_an_update_due_within_seven_days_with_its_button() -> None:
    registration = make.approved()
    page = text(Writer(registration.owner, make.AT + 22 * DAY).get("home"))
    assert "Update due within 7 days" in page
    assert reverse("registration-update", args=[registration.reference]) in page


def test_an_update_due_later_is_not_on_the_list() -> None:
    registration = make.approved()
    page = text(Writer(registration.owner, make.AT + 10 * DAY).get("home"))
    assert "Update due within 7 days" not in page


def test_a_clock_that_stands_still_asks_for_no_update() -> None:
    registration = make.approved()
    make.kept_up(registration, make.AT + 150 * DAY)
    at = make.AT + 151 * DAY
    extensions.ask_extension(
        registration, close_on=at.date() + 60 * DAY, reason="Tender moved", by=registration.owner, at=at
    )
    page = text(Writer(registration.owner, at + 26 * DAY).get("home"))
    assert "Update due within 7 days" not in page


def test_a_returned_registration_asks_for_its_answer() -> None:
    registration = make.returned()
    page = text(Writer(registration.owner).get("home"))
    assert "Action requested" in page
    assert reverse("registration-answer", args=[registration.reference]) in page


def test_a_lapsed_registration_in_grace_can_be_reinstated_from_home() -> None:
    registration = make.lapsed()
    page = text(Writer(registration.owner, make.AT + 31 * DAY).get("home"))
    assert reverse("registration-reinstatement", args=[registration.reference]) in page


def test_what_a_distributor_registered_waits_for_the_partners_word() -> None:
    owner = make.seller()
    distributor = PersonFactory.create(partner=PartnerFactory.create(tier=Tier.DISTRIBUTOR))
    DistributorLinkFactory.create(distributor=distributor.partner, partner=owner.partner)
    registration = drafts.start(by=distributor, at=make.AT, partner=owner.partner)
    registration = drafts.edit(registration, make.answers(), by=distributor, at=make.AT)
    lifecycle.submit(registration, by=distributor, at=make.AT)
    confirm = reverse("registration-confirm", args=[registration.reference])
    assert confirm in text(Writer(owner).get("home"))
    assert confirm not in text(Writer(distributor).get("home"))


def test_a_parked_claim_looks_like_any_other_with_the_coordinator() -> None:
    registration = make.submitted()
    before = without_tokens(text(Writer(registration.owner).get("home")))
    review.park(registration, by=make.coordinator(), at=make.AT)
    assert without_tokens(text(Writer(registration.owner).get("home"))) == before


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_a_long_group_leads_to_all_of_its_rows() -> None:
    owner = make.seller()
    for _number in range(8):
        make.draft(owner)
    page = text(Writer(owner).get("home"))
    assert "?due=draft" in page
    assert page.count("Continue<") == 6


def test_another_partners_registrations_are_not_on_it() -> None:
    theirs = make.draft()
    assert theirs.reference not in text(Writer(make.seller()).get("home"))


def test_the_vendors_people_are_sent_to_their_desk() -> None:
    response = Writer(CoordinatorFactory.create()).get("home")
    assert response.headers["Location"] == reverse("admin:index")


def test_an_applicant_reads_where_the_application_stands() -> None:
    make.world()
    person = PersonFactory.create(partner=ApplicantFactory.create())
    assert "Your application is with the vendor" in text(Writer(person).get("home"))


def test_it_asks_the_database_as_often_for_many_rows_as_for_one() -> None:
    owner = make.seller()
    counts = []
    for _round in range(2):
        for _number in range(6):
            make.draft(owner)
        make.submitted(owner)
        counts.append(queries(Writer(owner)))
    assert counts[0] == counts[1] <= 12


def queries(writer: Writer) -> int:
    with CaptureQueriesContext(connection) as asked:
        writer.get("home")
    return len(asked)


def test_a_first_use_a_list_filtered_to_nothing_and_an_outage_are_three_different_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owner = make.seller()
    first = text(Writer(owner).get("home"))
    filtered = text(Writer(owner).get("registration-list", status="won"))

    def down(*_args: object) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("deals.views.home.groups", down)
    writer = Writer(owner)
    writer.client.raise_request_exception = False
    outage = writer.get("home")
    assert outage.status_code == 503
    told = outage.content.decode()
    assert "Register your first deal" in first
    assert "Nothing found" in filtered
    assert "Register your first deal" not in told
    assert "Nothing found" not in told


@pytest.mark.parametrize("status", [Partner.Status.SUSPENDED, Partner.Status.ENDED])
@pytest.mark.parametrize("page", ["home", "registration-list", "help"])
def test_a_company_that_may_not_register_is_offered_no_registration(status: str, page: str) -> None:
    seller = make.seller()
    assert seller.partner
    Partner.objects.filter(pk=seller.partner.pk).update(status=status)
    shown = text(Writer(seller).get(page))
    for name in ("registration-start", "registration-bulk"):
        assert f'href="{reverse(name)}"' not in shown


def test_a_suspended_company_with_registrations_still_finds_them_from_home() -> None:
    registration = make.submitted()
    lifecycle.withdraw(registration, by=registration.owner, at=make.AT)
    Partner.objects.filter(pk=registration.partner_id).update(status=Partner.Status.SUSPENDED)
    page = text(Writer(registration.owner).get("home"))
    assert reverse("registration-list") in page
    assert reverse("registration-start") not in page
