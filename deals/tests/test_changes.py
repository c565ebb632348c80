"""The answer to a return shows what it changed; an update tells a conflict in three columns."""

import re
from datetime import timedelta

import pytest

from deals import changes, drafts, lifecycle, updates
from deals.drafts import Person
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import Writer, text
from partners import sealed
from partners.models import User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


@pytest.fixture
def user() -> User:
    return make.seller()


def test_an_answer_shows_the_facts_as_submitted_beside_the_new_ones(user: User) -> None:
    row = make.returned(user)
    writer = Writer(user)
    assert "Nothing yet." in text(writer.get("registration-answer", row.reference))
    writer.write(row, "project", budget="300000", currency="USD")
    for name in ("registration-answer", "registration-check"):
        page = text(writer.get(name, row.reference))
        table = page.partition('id="changes"')[2].partition("</table>")[0]
        assert re.findall(r"<bdi>([^<]*)</bdi>", table) == ["250,000.00 USD", "300,000.00 USD"]


def test_a_changed_chain_is_told_before_by_role_alone(user: User) -> None:
    row = make.returned(user, codes=("chain-unconfirmed",))
    people = [Person("decision-maker", "high", "Malee", "malee@customer.example")]
    row = drafts.edit(row, {"decision_makers": people}, by=user, at=make.AT + timedelta(hours=2))
    (changed,) = changes.since_submission(Registration.objects.get(pk=row.pk))
    assert changed.before == ("Decision maker (influence: high)",)
    assert "Malee" in changed.now.lines[0]


def test_the_history_says_what_an_answer_changed(user: User) -> None:
    row = make.returned(user)
    at = make.AT + timedelta(hours=2)
    row = drafts.edit(row, {"budget": 300000, "attested_true": True}, by=user, at=at)
    lifecycle.submit(row, by=user, at=at)
    assert "Changed: Budget." in text(Writer(user).get("registration-detail", row.reference))


def test_a_first_submission_changes_nothing(user: User) -> None:
    assert changes.since_submission(make.draft(user)) == ()
    assert make.submitted(user).events.get(kind="submitted").payload["changed"] == []


def test_an_update_that_meets_a_colleagues_shows_all_three(user: User) -> None:
    row = make.approved(user, budget=250000)
    colleague = PersonFactory.create(partner=user.partner)
    writer = Writer(user, at=make.AT + WEEK)
    opened = text(writer.get("registration-update", row.reference))
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*? value="([^"]*)"', opened))
    updates.record_update(row, updates.Report(budget=300000), by=colleague, at=make.AT + WEEK)  # type: ignore[arg-type]
    items = {f"item_{sealed.key(item)}": str(item.quantity) for item in row.items.all()}
    typed = {"stage": row.stage, "budget": "400000", "close_on": f"{row.close_on}", **items}
    hidden.pop("csrfmiddlewaretoken", None)
    response = writer.post("registration-update", row.reference, **{**hidden, **typed})
    assert response.status_code == 409
    page = response.content.decode()
    cells = re.findall(r'<td data-label="[^"]*"><div><bdi>([^<]*)</bdi>', page)
    assert cells == ["400,000.00", "300,000.00", "250,000.00"]
    assert 'value="400000' in page


@pytest.mark.parametrize(
    "name", ["registration-receipt", "registration-withdraw", "registration-attach", "registration-detail"]
)
def test_each_page_of_a_deal_on_behalf_says_so(name: str) -> None:
    partner = make.seller()
    by = make.seller(PartnerFactory.create(tier="distributor"))
    DistributorLinkFactory.create(distributor=by.partner, partner=partner.partner)
    row = drafts.start(by=by, at=make.AT, partner=partner.partner)
    row = lifecycle.submit(drafts.edit(row, make.answers(), by=by, at=make.AT), by=by, at=make.AT)
    assert "on behalf of <strong>" in text(Writer(by).get(name, row.reference))
    assert "Registered on your behalf by <strong>" in text(Writer(partner).get(name, row.reference))
