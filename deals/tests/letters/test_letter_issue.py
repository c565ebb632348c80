from datetime import datetime

import pytest

from deals import decisions, extensions
from deals.models import AuthorisationLetter, Registration
from deals.tests import factories as make
from deals.tests.letters.lettered import DAY

pytestmark = pytest.mark.django_db


def test_an_approval_with_deal_authorisation_issues_a_letter(
    deal: Registration, letter: AuthorisationLetter
) -> None:
    assert letter.number == f"{deal.reference}-1"
    assert deal.events.get(kind="approved").payload["letter"] == letter.number


def test_an_approval_without_deal_authorisation_issues_none() -> None:
    by = make.coordinator()
    approved = decisions.approve(make.verified(make.submitted(), by), by=by, at=make.AT, grants=[])
    assert not approved.letters.exists()


def test_an_extension_issues_a_letter_with_the_new_validity(
    deal: Registration, letter: AuthorisationLetter
) -> None:
    extensions.grant_extension(deal, by=make.coordinator(), at=make.AT + DAY, answer="The tender moved.")
    deal.refresh_from_db()
    newest = deal.letters.latest("pk")
    assert newest.number == f"{deal.reference}-2"
    assert deal.expires_at is not None
    assert datetime.fromisoformat(newest.said["valid_until"]) == deal.expires_at.replace(microsecond=0)
    assert newest.said["valid_until"] > letter.said["valid_until"]
