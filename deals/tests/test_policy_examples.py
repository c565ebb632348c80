"""The page of a policy shows its clocks as worked examples."""

from typing import Any

import pytest
from django.urls import reverse

from deals.admin.policy_examples import examples
from deals.tests.desk import Desk, text
from partners.tests.factories import ManagerFactory, PolicyFactory, RegionFactory

pytestmark = pytest.mark.django_db


def told(label: str, **numbers: Any) -> str:
    found = examples(PolicyFactory.create(**numbers), 2027)
    return next(example.words for example in found if example.label == label)


def test_validity_clamps_at_the_end_of_february() -> None:
    words = told("Validity", expiry_notice_days=[30, 1])
    assert words == (
        "Registered on 31 August 2027: valid until the end of 29 February 2028. "
        "Notices: 30 January 2028; 28 February 2028."
    )


def test_an_update_is_due_after_the_days_of_the_version() -> None:
    words = told("Update", update_days=14, update_warning_days=[7])
    assert words == (
        "Approved on 2 September 2027 and never updated: lapses at the end of 16 September 2027. "
        "Warnings: 9 September 2027."
    )


def test_the_promise_is_told_in_the_zone_of_the_region() -> None:
    words = told("Decision promise", region=RegionFactory.create())
    assert words == "Submitted on 31 August 2027 at 10:00: decided by 2 September 2027, 10:00."


def test_the_page_shows_them() -> None:
    policy = PolicyFactory.create(lead_time_days=20)
    url = reverse("admin:partners_policy_change", args=[policy.pk])
    assert "possible from 20 September" in text(Desk(ManagerFactory.create()).get(url))
