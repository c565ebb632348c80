"""The same bars for every page that a partner opens, found in the URL resolver; and for many rows as for one."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dealreg.tests.somebody import Somebody, own_routes
from deals import drafts
from deals.tests import factories as make
from partners.models import Authorisation, User
from partners.tests.factories import DistributorLinkFactory, PartnerFactory, PersonFactory, ProductLineFactory
from partners.tiers import Tier

pytestmark = pytest.mark.django_db
DEAL, LIST = 20, 12
MANY = 50


@pytest.mark.parametrize("draft", [False, True], ids=["of what is in force", "of a draft"])
def test_no_page_of_the_partner_asks_more_than_its_bar(draft: bool) -> None:
    somebody = Somebody()
    if draft:
        somebody.values["reference"] = drafts.start(by=somebody.owner, at=make.AT).reference
    routes = [route for route in own_routes() if not route.startswith("admin/")]
    asked = {
        route: asked_for(somebody.path(route), somebody.owner)
        for route in routes
        if not draft or "<str:reference>" in route
    }
    assert asked["registrations/<str:reference>/"]
    over = {route: n for route, n in asked.items() if n > (DEAL if "<str:reference>" in route else LIST)}
    assert over == {}


@pytest.mark.parametrize(
    "name", ["company", "company-numbers", "company-reports", "notice-list", "registration-start"]
)
def test_a_page_asks_the_same_for_fifty_rows_as_for_one(name: str) -> None:
    owner = make.seller(role="partner-administrator")
    asked = []
    for rows in (1, MANY - 1):
        grown(owner, rows)
        asked.append(asked_for(reverse(name), owner))
    assert asked[0] == asked[1] <= LIST


def grown(owner: User, rows: int) -> None:
    """So many colleagues, authorisations with an announced end, distributors, and registrations, on top."""
    assert owner.partner is not None
    PersonFactory.create_batch(rows, partner=owner.partner)
    region = owner.partner.region
    known = Authorisation.objects.count()
    for number in range(known, known + rows):
        line = ProductLineFactory.create(code=f"storage.line-{number}", ends_on=date(2027, 6, 30))
        Authorisation.objects.create(
            partner=owner.partner, region=region, product_line=line, starts_on=date(2026, 1, 1)
        )
    for _number in range(min(rows, 5)):
        distributor = PartnerFactory.create(tier=Tier.DISTRIBUTOR)
        DistributorLinkFactory.create(distributor=distributor, partner=owner.partner)
        make.rejected(owner)


def asked_for(path: str, person: User) -> int:
    """What a page asks, once the person's session is under way; nothing where there is no page."""
    client = Client()
    client.force_login(person)
    client.get(reverse("account_logout"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    if answer.streaming:
        b"".join(answer)  # a file is closed once it is read
    return len(asked) if answer.status_code == 200 else 0
