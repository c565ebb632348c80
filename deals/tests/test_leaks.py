"""Words to the partner name nobody else: refused before they are previewed or sent, with what was typed kept."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from deals import evidence, leaks, sweeps
from deals.models import Registration
from deals.refusals import Refused
from deals.states import Status
from deals.tests import factories
from deals.tests.clock import fresh
from deals.tests.desk import Desk, text
from deals.tests.writer import Writer
from deals.tests.writer import text as partner_text
from partners.tests.factories import PartnerFactory
from validation.matching import index
from validation.models import KnownOpportunity

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(told_once: None) -> Registration:
    return factories.submitted()


@pytest.fixture
def row(told: Registration, db: None) -> Registration:
    return fresh(told)


@pytest.mark.parametrize(
    "words",
    [
        "Acme Networks was first.",
        "ACME-NETWORKS asked before you",
        "See DR-AB12-CD34.",
        "It is 0065g00000ABCDEFGH in our system.",
    ],
)
def test_words_that_name_others_are_refused(row: Registration, words: str) -> None:
    PartnerFactory.create(name="Acme Networks Co., Ltd.")
    with pytest.raises(Refused, match="somebody else"):
        leaks.require_none(row, words)


@pytest.mark.parametrize(
    "words", ["", "Send the plan of the customer.", "Your {reference} is complete.", "As {partner} wrote"]
)
def test_words_about_the_own_deal_pass(row: Registration, words: str) -> None:
    PartnerFactory.create(name="Acme Networks Co., Ltd.")
    leaks.require_none(row, words.format(reference=row.reference, partner=row.partner.name))


def beside(row: Registration, **fields: Any) -> KnownOpportunity:
    """A record of the pipeline that may be the same deal, found by a search."""
    known = KnownOpportunity.objects.create(
        source="pipeline", record_id="OPP-77", customer_name=row.customer_name, project_name=row.project_name,
        country="TH", product_lines=["storage.flash"], created_in_source_at=factories.AT - timedelta(days=9),
        synced_at=factories.AT, state="open", **fields,
    )  # fmt: skip
    index.file([known])
    sweeps.tick(factories.AT)
    return known


@pytest.mark.parametrize(
    ("manager", "words"),
    [("Ingrid Holm", "Ask ingrid-holm about it."), ("王小明", "王小明已经在跟进。")],
)
def test_the_account_manager_of_a_record_beside_the_case_is_refused(
    row: Registration, manager: str, words: str
) -> None:
    beside(row, account_manager=manager)
    with pytest.raises(Refused, match=manager):
        leaks.require_none(row, words)


def test_a_record_without_account_manager_leaves_words_alone(row: Registration) -> None:
    beside(row)
    leaks.require_none(row, "Send the plan of the customer.")


def test_the_account_manager_is_evidence_for_the_desk_and_the_auditor_alone(row: Registration) -> None:
    beside(row, account_manager="Ingrid Holm")
    page = text(Desk(factories.coordinator()).review(row))
    assert '<th scope="row">Account manager</th>' in page
    assert "Account manager: Ingrid Holm." in page
    with zipfile.ZipFile(
        io.BytesIO(evidence.export(row, by=factories.coordinator(), at=factories.AT))
    ) as file:
        assert "Ingrid Holm" in file.read("checks.json").decode()
    for name in ("registration-detail", "home", "registration-list"):
        args = [row.reference] if name == "registration-detail" else []
        assert "Ingrid" not in partner_text(Writer(row.owner).get(name, *args))


def test_the_id_of_a_record_beside_the_case_is_refused(row: Registration) -> None:
    beside(row)
    with pytest.raises(Refused, match="OPP-77"):
        leaks.require_none(row, "This is opp-77 of ours.")


@pytest.mark.parametrize("asked", [{}, {"preview": "yes"}])
def test_a_decision_with_such_words_is_neither_shown_nor_sent(
    row: Registration, asked: dict[str, Any]
) -> None:
    PartnerFactory.create(name="Acme Networks Co., Ltd.")
    response = Desk(factories.coordinator()).act(
        row, "reject", codes=["not-available"], words="Acme Networks has it.", **asked
    )
    assert response.status_code == 409
    assert "Acme Networks has it." in text(response)
    assert Registration.objects.get(pk=row.pk).status == Status.SUBMITTED


def test_the_letter_is_shown_in_the_partners_language_and_nothing_is_decided(row: Registration) -> None:
    row.owner.language = "zh-hans"
    row.owner.save()
    version = row.version
    page = text(
        Desk(factories.coordinator()).act(
            row, "return", codes=["budget-unconfirmed"], words="Send the plan.", preview="yes"
        )
    )
    assert 'lang="zh-hans"' in page
    assert "Send the plan." in page
    kept = Registration.objects.get(pk=row.pk)
    assert (kept.version, kept.status) == (version, Status.SUBMITTED)
    assert not row.decisions.exists()
