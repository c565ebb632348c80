"""The life of a registration through its verbs."""

from datetime import timedelta

import pytest

from deals import decisions
from deals.events import first_broken_link
from deals.refusals import NotAcceptable
from deals.states import Status
from deals.tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_complete_draft_is_submitted() -> None:
    registration = make.submitted()
    assert registration.status == Status.SUBMITTED
    assert registration.expires_at is not None
    assert first_broken_link() == ""


def test_a_verified_registration_is_approved_with_both_clocks_running() -> None:
    registration = make.approved()
    assert registration.status == Status.APPROVED
    assert registration.update_due_at is not None
    assert registration.update_warning_at is not None


def test_an_unverified_registration_is_not_approved() -> None:
    registration = make.submitted()
    with pytest.raises(NotAcceptable) as refusal:
        decisions.approve(registration, by=make.coordinator(), at=make.AT + timedelta(hours=1))
    assert [finding.code for finding in refusal.value.failing] == ["verified"]
