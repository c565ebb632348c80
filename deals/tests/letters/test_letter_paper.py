from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from deals import letters, lifecycle
from deals.letters.issuing import in_groups
from deals.models import AuthorisationLetter, Registration
from deals.tests import factories as make
from deals.tests.letters.lettered import DAY, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["number", "partner", "customer", "project"])
def test_the_text_of_the_paper_is_the_statement(letter: AuthorisationLetter, part: str) -> None:
    assert letter.said[part] in text_of(letters.pdf(letter))


def test_the_paper_prints_products_dates_and_code(letter: AuthorisationLetter) -> None:
    said = text_of(letters.pdf(letter))
    assert all(product in said for product in letter.said["products"])
    assert in_groups(letter.code) in said
    assert letter.issued_on.strftime("%b %Y") in said
    assert datetime.fromisoformat(letter.said["valid_until"]).astimezone(UTC).strftime("%b %Y") in said


def test_a_genuine_file_states_what_the_letter_states(letter: AuthorisationLetter) -> None:
    verdict = letters.examine(letters.pdf(letter))
    assert (verdict.genuine, verdict.said) == (True, letter.said)


def test_the_partner_downloads_the_letter_while_it_counts(client: Client, deal: Registration) -> None:
    assert deal.owner is not None
    client.force_login(deal.owner)
    address = reverse("registration-letter", args=[deal.reference])
    assert address in client.get(reverse("registration-detail", args=[deal.reference])).text
    assert letters.examine(client.get(address).content).genuine
    lifecycle.withdraw(deal, by=deal.owner, at=make.AT + DAY)
    assert client.get(address).status_code == 404


def test_the_letter_is_written_in_the_language_of_the_reader(
    deal: Registration, letter: AuthorisationLetter
) -> None:
    from django.utils import translation

    with translation.override("ar"):
        assert letters.examine(letters.pdf(letter)).said == letter.said
