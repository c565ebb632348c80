"""Registered on behalf: what a distributor may do, what its partner answers, and handing over to a colleague."""

from datetime import timedelta

import pytest

from deals import behalf, drafts, lifecycle
from deals.models import Registration
from deals.refusals import NotAcceptable, NotYours, Refused
from deals.states import Status
from deals.tests import factories as make
from deals.tests.clock import fresh
from partners.models import DistributorLink, Partner, Policy, User
from partners.roles import Role
from partners.tests.factories import AuthorisationFactory, DistributorLinkFactory, PartnerFactory
from partners.tiers import Tier

pytestmark = pytest.mark.django_db

LATER = make.AT + timedelta(hours=1)


def distributor() -> User:
    make.world()
    return make.seller(PartnerFactory.create(tier=Tier.DISTRIBUTOR))


def served(by: User) -> tuple[Partner, User]:
    """A partner that the distributor serves, with one of its people."""
    person = make.seller()
    assert person.partner is not None
    DistributorLinkFactory.create(distributor=by.partner, partner=person.partner)
    return person.partner, person


def draft_for(partner: Partner, by: User) -> Registration:
    registration = drafts.start(by=by, at=make.AT, partner=partner)
    return drafts.edit(registration, make.answers(), by=by, at=make.AT)


def registered() -> tuple[Registration, User]:
    """Submitted by a distributor for a partner it serves, and a person of that partner."""
    by = distributor()
    partner, person = served(by)
    return lifecycle.submit(draft_for(partner, by), by=by, at=make.AT), person


def test_a_distributor_registers_for_a_partner_it_serves() -> None:
    registration, person = registered()
    assert (registration.status, registration.partner) == (Status.SUBMITTED, person.partner)


def test_a_distributor_does_not_start_a_draft_for_a_partner_it_does_not_serve() -> None:
    by, stranger = distributor(), make.seller()
    with pytest.raises(NotYours):
        drafts.start(by=by, at=make.AT, partner=stranger.partner)


def test_a_partner_does_not_start_a_draft_for_another_partner() -> None:
    with pytest.raises(NotYours):
        drafts.start(by=make.seller(), at=make.AT, partner=make.seller().partner)


def test_a_distributor_does_not_submit_once_it_serves_the_partner_no_longer() -> None:
    by = distributor()
    partner, _person = served(by)
    registration = draft_for(partner, by)
    DistributorLink.objects.update(ends_on=make.AT.date() - timedelta(days=1))
    with pytest.raises(NotAcceptable):
        lifecycle.submit(registration, by=by, at=make.AT)


def test_a_distributor_does_not_register_for_itself_unless_the_policy_allows_it() -> None:
    by = distributor()
    assert by.partner is not None
    AuthorisationFactory.create(partner=by.partner)
    registration = draft_for(by.partner, by)
    with pytest.raises(NotAcceptable):
        lifecycle.submit(registration, by=by, at=make.AT)
    Policy.objects.update(distributor_for_itself=True)
    assert lifecycle.submit(registration, by=by, at=make.AT).status == Status.SUBMITTED


def test_the_partner_confirms_what_was_registered_for_it() -> None:
    registration, person = registered()
    behalf.confirm(registration, by=person, at=LATER)
    assert fresh(registration).behalf_answered_at == LATER


def test_the_partner_objects_with_a_reason() -> None:
    registration, person = registered()
    behalf.object_to(registration, reason="We work on this deal ourselves", by=person, at=LATER)
    assert fresh(registration).objection == "We work on this deal ourselves"


def test_an_objection_needs_its_reason() -> None:
    registration, person = registered()
    with pytest.raises(Refused):
        behalf.object_to(registration, reason=" ", by=person, at=LATER)


def test_the_distributor_does_not_confirm_its_own_registration() -> None:
    registration, _person = registered()
    with pytest.raises(NotYours):
        behalf.confirm(registration, by=registration.owner, at=LATER)


def test_there_is_nothing_to_confirm_in_a_partners_own_registration() -> None:
    registration = make.submitted()
    with pytest.raises(NotYours):
        behalf.confirm(registration, by=registration.owner, at=LATER)


def test_both_companies_of_a_registration_on_behalf_may_act() -> None:
    registration, person = registered()
    assert lifecycle.withdraw(registration, by=person, at=LATER).status == Status.WITHDRAWN


def administrator(partner: Partner | None) -> User:
    return make.seller(partner, role=Role.ADMINISTRATOR)


def test_an_administrator_hands_a_deal_to_a_colleague() -> None:
    registration = make.submitted()
    by, colleague = administrator(registration.partner), make.seller(registration.partner)
    behalf.reassign(registration, to=colleague, by=by, at=LATER)
    assert fresh(registration).owner == colleague


def test_a_member_does_not_hand_over_deals() -> None:
    registration = make.submitted()
    with pytest.raises(NotYours):
        behalf.reassign(registration, to=make.seller(registration.partner), by=registration.owner, at=LATER)


def test_a_deal_is_not_handed_to_another_company() -> None:
    registration = make.submitted()
    with pytest.raises(Refused):
        behalf.reassign(registration, to=make.seller(), by=administrator(registration.partner), at=LATER)


def test_a_deal_is_not_handed_to_somebody_who_left() -> None:
    registration = make.submitted()
    leaver = make.seller(registration.partner, is_active=False)
    with pytest.raises(Refused):
        behalf.reassign(registration, to=leaver, by=administrator(registration.partner), at=LATER)


def test_a_partners_administrator_does_not_hand_over_what_its_distributor_filed() -> None:
    registration, person = registered()
    with pytest.raises(Refused):
        behalf.reassign(registration, to=person, by=administrator(person.partner), at=LATER)
