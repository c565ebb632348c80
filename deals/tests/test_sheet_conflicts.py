from datetime import timedelta

import pytest

from deals import lifecycle, updates
from deals.tests import factories as make
from deals.tests.clock import fresh
from deals.tests.sheet_lines import CONTACT, NEAR, line, save
from deals.tests.writer import Writer, text
from deals.updates import Report
from partners import sealed
from partners.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_line_that_a_colleague_changed_meanwhile_tells_what_happened_and_keeps_what_was_typed() -> None:
    owner = make.seller()
    row, other = make.approved(owner), make.approved(owner)
    mine, theirs = line(row, **CONTACT), line(other, **CONTACT)
    colleague = PersonFactory.create(partner=owner.partner, name="Korn Thongdee")
    updates.record_update(row, Report(stage="tender"), by=colleague, at=NEAR - timedelta(hours=1))
    response = save(owner, mine, theirs)
    page = response.content.decode()
    assert response.status_code == 409
    assert "What happened meanwhile" in page
    assert "Korn Thongdee" in page
    assert "Met the customer’s team" in page
    assert other.updates.count() == 1
    assert row.updates.count() == 1


def test_a_fact_left_alone_does_not_undo_what_a_colleague_changed_meanwhile() -> None:
    row = make.approved()
    mine = line(row, **CONTACT)
    colleague = PersonFactory.create(partner=row.partner)
    updates.record_update(row, Report(stage="tender"), by=colleague, at=NEAR - timedelta(hours=1))
    page = save(row.owner, mine).content.decode()
    row.refresh_from_db()
    assert f'name="{row.reference}-version" value="{row.partner_version}"' in page
    assert '<option value="tender" selected>' in page
    save(row.owner, {**mine, f"{row.reference}-version": row.partner_version})
    assert fresh(row).stage == "tender"
    assert row.updates.latest("pk").because == "customer-contact"


def test_a_line_whose_registration_ended_meanwhile_says_so() -> None:
    row = make.approved()
    mine = line(row, **CONTACT)
    lifecycle.withdraw(row, by=row.owner, at=NEAR - timedelta(hours=1))
    page = save(row.owner, mine).content.decode()
    assert "Withdrawn" in page
    assert not row.updates.exists()


def test_a_sheet_sent_twice_saves_each_update_once() -> None:
    row = make.approved()
    mine = line(row, **CONTACT)
    save(row.owner, mine)
    assert save(row.owner, mine).status_code == 409
    assert row.updates.count() == 1


def test_another_companys_registration_takes_no_update_and_shows_none() -> None:
    stranger, row = make.seller(), make.approved()
    save(stranger, line(row, **CONTACT))
    assert not row.updates.exists()
    make.updated(row, NEAR)
    assert row.customer_name not in text(
        Writer(stranger).get("update-sheet", saved=sealed.key(row.updates.get()))
    )
