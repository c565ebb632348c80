"""A partner hides its deal from the distributor that registered it; each sees only its share."""

import pytest
from django.urls import reverse

from deals import behalf, updates
from deals.models import Registration
from deals.refusals import NotYours, Refused
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from deals.tests.test_behalf import LATER, registered
from deals.tests.writer import Writer, text
from deals.updates import Report

pytestmark = pytest.mark.django_db


def test_a_hidden_deal_is_out_of_the_distributors_lists_pages_and_counts() -> None:
    registration, person = registered()
    distributor = registration.owner
    behalf.hide(registration, by=person, at=LATER)
    assert not Registration.objects.visible_to(distributor).exists()
    assert Registration.objects.visible_to(person).get() == registration
    assert Writer(distributor).get("registration-detail", registration.reference).status_code == 404
    assert registration.reference not in text(Writer(distributor).get("registration-list"))


def test_a_hidden_deal_is_in_the_partners_hands_with_its_place_in_line() -> None:
    registration, person = registered()
    before = registration.place_number
    behalf.hide(registration, by=person, at=LATER)
    row = fresh(registration)
    assert (row.owner, row.place_number, row.status) == (person, before, Status.SUBMITTED)
    assert row.behalf_answered_at == LATER


def test_a_distributor_can_do_nothing_with_a_hidden_deal() -> None:
    registration, person = registered()
    distributor = registration.owner
    reviewer = make.coordinator()
    make.verified(registration, reviewer)
    behalf.hide(fresh(registration), by=person, at=LATER)
    with pytest.raises(NotYours):
        updates.record_update(fresh(registration), Report(no_change="x"), by=distributor, at=LATER)


def test_a_deal_shown_again_is_back_in_the_distributors_list() -> None:
    registration, person = registered()
    distributor = registration.owner
    behalf.hide(registration, by=person, at=LATER)
    behalf.show(fresh(registration), by=person, at=LATER)
    assert Registration.objects.visible_to(distributor).get() == registration


def test_nobody_hides_a_deal_twice_or_shows_one_that_is_seen() -> None:
    registration, person = registered()
    with pytest.raises(Refused):
        behalf.show(registration, by=person, at=LATER)
    behalf.hide(registration, by=person, at=LATER)
    with pytest.raises(Refused):
        behalf.hide(fresh(registration), by=person, at=LATER)


def test_a_distributor_does_not_hide_what_it_registered() -> None:
    registration, _person = registered()
    with pytest.raises(NotYours):
        behalf.hide(registration, by=registration.owner, at=LATER)
    assert Writer(registration.owner).get("registration-hide", registration.reference).status_code == 404


def test_the_page_hides_it_and_offers_to_show_it_again() -> None:
    registration, person = registered()
    writer = Writer(person, LATER)
    hide, show = (
        reverse(name, args=[registration.reference]) for name in ("registration-hide", "registration-show")
    )
    page = text(writer.get("registration-detail", registration.reference))
    assert hide in page
    assert show not in page
    writer.post("registration-hide", registration.reference, version=fresh(registration).partner_version)
    page = text(writer.get("registration-detail", registration.reference))
    assert show in page
    assert "Hidden from the distributor" in page
