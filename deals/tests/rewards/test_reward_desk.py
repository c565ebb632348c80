from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from deals.admin.rewards_ledger import sums
from deals.models import RewardClaim
from deals.rewards import Order
from deals.states import RewardState
from deals.tests.rewards.rewarded import ORDER, accepted, claimed, won
from partners.models import User

pytestmark = pytest.mark.django_db


def test_the_partner_claims_in_the_browser(client: Client) -> None:
    row = won()
    lifecycle_owner = row.owner
    assert lifecycle_owner is not None
    client.force_login(lifecycle_owner)
    address = reverse("registration-reward", args=[row.reference])
    page = client.get(address)
    assert page.status_code == 200
    assert "2.5 % of the order" in page.text


def test_a_claim_with_mistakes_keeps_what_was_typed(client: Client) -> None:
    row = won()
    assert row.owner is not None
    client.force_login(row.owner)
    typed = {"amount": "many", "number": "PO-77", "on": "", "version": row.partner_version}
    page = client.post(reverse("registration-reward", args=[row.reference]), typed)
    assert "Write an amount in figures" in page.text
    assert 'value="PO-77"' in page.text


def test_the_desk_lists_rewards_with_sums_per_currency(client: Client, staff: User) -> None:
    claim = accepted(staff)
    client.force_login(staff)
    page = client.get(reverse("admin:deals_rewardclaim_changelist"), {"state": "accepted"}).text
    assert claim.registration.reference in page
    assert sums(RewardClaim.objects.all()) == [
        {"currency": claim.currency, "claims": 1, "claimed": claim.amount, "granted": claim.granted_amount}
    ]


def test_the_list_of_rewards_goes_out_as_csv_that_runs_nothing(client: Client, staff: User) -> None:
    claim = claimed(order=Order(Decimal(100), "=cmd|' /C calc'!A0", ORDER.on))
    client.force_login(staff)
    address = reverse("admin:deals_rewardclaim_changelist")
    text = client.post(address, {"action": "as_csv", "_selected_action": [claim.pk]}).text
    assert claim.registration.reference in text
    assert ",=cmd" not in text


def test_a_coordinator_answers_a_claim_from_its_page(client: Client, staff: User) -> None:
    row = claimed().registration
    client.force_login(staff)
    review = client.get(reverse("admin:deals_registration_change", args=[row.pk])).text
    address = reverse("admin:deals_registration_decide", args=[row.pk, "answer-reward"])
    assert address in review
    row.refresh_from_db()
    client.post(address, {"accepted": "yes", "answer": "Seen", "amount": "", "version": row.version})
    assert row.reward_claims.get().state == RewardState.ACCEPTED
