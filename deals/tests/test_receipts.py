"""The receipt as a page and as a paper: what was submitted, whatever happens to the deal afterwards."""

from datetime import timedelta

import pytest
from django.utils import translation

from deals import drafts, lifecycle, receipts, updates
from deals.drafts import Person
from deals.models import Registration
from deals.papers import line
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners.models import User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make.seller()


def paper_of(row: Registration, user: User) -> bytes:
    response = Writer(user).get("registration-receipt-paper", row.reference)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{row.reference}.pdf"'
    return response.content


def filed_on_behalf() -> tuple[Registration, User]:
    """A submission of a distributor, and a person of the partner it was made for."""
    beneficiary = make.seller()
    distributor = PartnerFactory.create(tier="distributor")
    DistributorLinkFactory.create(distributor=distributor, partner=beneficiary.partner)
    by = make.seller(distributor)
    row = drafts.start(by=by, at=make.AT, partner=beneficiary.partner)
    row = drafts.edit(row, make.answers(), by=by, at=make.AT)
    return lifecycle.submit(row, by=by, at=make.AT), beneficiary


def answers(row: Registration, user: User) -> dict[str, tuple[str, ...]]:
    submission = row.submissions.get()
    return {
        answer.name: answer.lines
        for section in receipts.sections(row, submission, user)
        for answer in section.answers
    }


def test_the_receipt_can_be_kept_as_a_paper(user: User) -> None:
    row = make.submitted(user)
    assert paper_of(row, user).startswith(b"%PDF-1.")


def test_the_same_receipt_is_the_same_file_each_time(user: User) -> None:
    row = make.submitted(user)
    assert paper_of(row, user) == paper_of(row, user)


@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
@pytest.mark.parametrize(
    "name", ["#panic() *x* $y$ ]", "北京市第一医院", "مستشفى الملك فيصل", "서울대학교병원"]
)
def test_whatever_was_typed_is_set_as_text(user: User, name: str, language: str) -> None:
    row = make.submitted(user, customer_name=name)
    with translation.override(language):
        assert receipts.pdf(row, row.submissions.get(), user).startswith(b"%PDF-1.")


def test_what_cannot_be_printed_is_left_out_of_a_line() -> None:
    assert line("a\x07b\u2028c") == {"text": "a b c", "rtl": False}


def test_a_line_runs_in_the_direction_of_its_first_letter() -> None:
    assert [line(words)["rtl"] for words in ("12 مستشفى", "Hospital مستشفى", "12")] == [True, False, False]


def test_a_draft_has_no_paper(user: User) -> None:
    row = make.draft(user)
    assert Writer(user).get("registration-receipt-paper", row.reference).status_code == 404


def test_the_receipt_says_the_rules_of_precedence_with_the_numbers_of_the_policy(user: User) -> None:
    page = text(Writer(user).get("registration-receipt", make.submitted(user).reference))
    for words in (
        "whose sequence number was given first",
        "within 5 working days",
        "within 48 hours",
        "the earlier time",
    ):
        assert words in page


def test_a_later_update_does_not_change_the_receipt(user: User) -> None:
    row = make.approved(user)
    before = answers(row, user)
    later = make.AT + timedelta(days=9)
    updates.record_update(row, updates.Report(stage="negotiation"), by=user, at=later)
    assert answers(Registration.objects.get(pk=row.pk), user) == before


def test_the_receipt_names_the_decision_chain_to_the_company_that_entered_it_alone() -> None:
    row, beneficiary = filed_on_behalf()
    assert "Somchai Canary" in answers(row, row.owner)["decision_makers"][0]
    assert answers(row, beneficiary)["decision_makers"] == ("Decision maker (influence: high)",)


def test_a_submission_keeps_no_names_of_people(user: User) -> None:
    assert "Canary" not in str(make.submitted(user).submissions.get().answers)


def test_a_changed_chain_is_not_shown_as_the_one_submitted(user: User) -> None:
    row = make.returned(user, codes=("chain-unconfirmed",))
    drafts.edit(row, {"decision_makers": [Person("user", "low", "Malee")]}, by=user, at=make.AT)
    fresh = Registration.objects.get(pk=row.pk)
    assert answers(fresh, user)["decision_makers"] == ("Decision maker (influence: high)",)
