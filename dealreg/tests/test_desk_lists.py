"""Lists of the desk scroll inside a region of their own, named after what they list, that the keyboard reaches."""

import re

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from deals import sweeps
from deals.tests import factories as make
from deals.tests.desk import Desk, text
from notifications import receipts
from partners.tests.factories import ManagerFactory

pytestmark = pytest.mark.django_db
REGION = re.compile(r'<div class="results" role="region" tabindex="0" aria-label="([^"]+)">')
# A case that was decided leaves rows in these, as it does in most others.
FILLED = {"Queue", "Partners", "People", "Regions", "Product lines", "Policies", "Notices", "Events"}


def test_every_list_of_the_desk_is_a_named_region_that_the_keyboard_scrolls() -> None:
    make.submitted()
    sweeps.tick(make.AT)
    receipts.collect(make.AT)
    desk = Desk(ManagerFactory.create())
    pages = [text(desk.get(list_of(model))) for model, _of in admin.site._registry.items() if listed(model)]
    named = [REGION.findall(page) for page in pages if 'id="result_list"' in page]
    assert all(len(names) == 1 for names in named)
    assert {names[0] for names in named} >= FILLED


def listed(model: type[Model]) -> bool:
    return model._meta.app_label in {"partners", "deals", "validation", "notifications"}


def list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_a_list_without_a_row_says_so() -> None:
    page = text(Desk(ManagerFactory.create()).get(reverse("admin:deals_outage_changelist")))
    assert "<h2>None yet</h2>" in page


def test_a_list_filtered_to_nothing_says_how_to_see_more() -> None:
    page = text(Desk(ManagerFactory.create()).get(reverse("admin:partners_partner_changelist"), q="nobody"))
    assert "Take a filter away, or search by another word." in page


def test_a_form_sent_empty_says_what_to_do_in_our_words_and_in_whose_time_it_reads() -> None:
    page = text(Desk(ManagerFactory.create()).post(reverse("admin:deals_outage_add")))
    assert "Mend what is marked below." in page
    assert "Please" not in page
    assert "In your time zone, UTC." in page
