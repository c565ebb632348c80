"""Who is told of the last day of a product line or region, and of what follows for them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from deals import drafts
from deals.drafts import Product
from deals.models import Registration
from deals.tests import factories as make
from notifications import choices, dispatch, letters, receipts
from notifications.invariants import CHECKS
from notifications.models import Channel, Choice, Cursor, Notice
from notifications.querysets import NoticeQuerySet
from partners import branches, membership, trees
from partners.models import Authorisation, Partner, ProductLine, Region, TreeEvent
from partners.tests.factories import (
    DistributorLinkFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
    ProductLineFactory,
    RegionFactory,
)
from partners.tiers import Tier

pytestmark = pytest.mark.django_db
AT = make.AT
DAY = timedelta(days=1)
LAST = date(2027, 6, 30)


def announce(node: Any, last_day: date = LAST) -> None:
    trees.announce_end(node, last_day, by=ManagerFactory.create(), at=AT, reason="Secret plans")


def lift(node: Any) -> None:
    trees.lift_end(node, by=ManagerFactory.create(), at=AT, reason="Secret plans")


def told(channel: Channel = Channel.PORTAL) -> list[int]:
    """Keys of the people told of a tree through a channel, a key for each notice."""
    while receipts.collect(AT):
        pass
    return sorted(
        Notice.objects.filter(tree_event__isnull=False, channel=channel).values_list("person", flat=True)
    )


def authorised(line: str = "storage", region: str = "apac", ends_on: date | None = None) -> Partner:
    """A company with one person, authorised for one line in one region."""
    make.world()
    partner = PartnerFactory.create()
    PersonFactory.create(partner=partner)
    Authorisation.objects.create(
        partner=partner, product_line=ProductLineFactory.create(code=line), region=RegionFactory.create(code=region),
        starts_on=date(2026, 1, 1), ends_on=ends_on,
    )  # fmt: skip
    return partner


def keys(*companies: Partner | None) -> list[int]:
    return sorted(person.pk for company in companies if company for person in company.people.all())


def line(code: str) -> ProductLine:
    return ProductLineFactory.create(code=code)


def mailed() -> NoticeQuerySet:
    """The letters about trees."""
    return Notice.objects.filter(tree_event__isnull=False, channel="mail")


def text_of(notice: Notice) -> str:
    return letters.write(Notice.objects.with_content().get(pk=notice.pk)).text


@pytest.mark.parametrize("code", ["storage", "storage.flash", "storage.flash.nvme"])
def test_whoever_is_authorised_for_a_line_above_or_under_it_is_told(code: str) -> None:
    concerned, _other = authorised(code), authorised("network")
    announce(line("storage.flash"))
    assert told() == told(Channel.MAIL) == keys(concerned)


def test_whoever_is_authorised_in_a_region_is_told_of_its_last_day() -> None:
    concerned, _other = authorised(region="apac.sea"), authorised(region="emea")
    announce(Region.objects.get(code="apac.sea"))
    assert told() == keys(concerned)


def test_an_authorisation_that_is_over_concerns_nobody() -> None:
    authorised(ends_on=AT.date() - DAY)
    announce(line("storage"))
    assert told() == []


@pytest.mark.parametrize(("verb", "code", "hears"), [("suspend", "review", True), ("end", "inactive", False)])
def test_a_suspended_company_is_told_and_one_that_left_is_not(verb: str, code: str, hears: bool) -> None:
    partner = authorised()
    membership.decide(partner, verb, by=ManagerFactory.create(), at=AT, codes=[code])
    announce(line("storage"))
    assert told() == (keys(partner) if hears else [])


def test_a_company_with_a_draft_that_names_it_is_told_without_an_authorisation() -> None:
    row = make.draft(products=[Product(line("storage.flash"))])
    Authorisation.objects.all().delete()
    announce(line("storage"))
    assert told() == keys(row.partner)


def test_a_draft_of_a_deal_in_a_region_is_told_of_its_last_day() -> None:
    row = make.draft()
    Authorisation.objects.all().delete()
    assert row.region
    announce(row.region)
    assert told() == keys(row.partner)


@pytest.mark.parametrize("state", [make.submitted, make.returned])
def test_what_was_submitted_concerns_nobody(state: Callable[[], Registration]) -> None:
    node = state().items.get().product_line
    Authorisation.objects.all().delete()
    announce(node)
    assert told() == []


def test_a_draft_on_behalf_concerns_the_distributor_that_files_it() -> None:
    seller = make.seller()
    distributor = PartnerFactory.create(tier=Tier.DISTRIBUTOR)
    DistributorLinkFactory.create(distributor=distributor, partner=seller.partner)
    by = PersonFactory.create(partner=distributor)
    row = drafts.start(by=by, at=AT, partner=seller.partner)
    drafts.edit(row, make.answers(products=[Product(line("storage.flash"))]), by=by, at=AT)
    Authorisation.objects.all().delete()
    announce(line("storage"))
    assert told() == [by.pk]


def test_each_announcement_is_told_once_however_often_the_journal_is_read() -> None:
    partner = authorised("storage")
    make.draft(PersonFactory.create(partner=partner), products=[Product(line("storage.flash"))])
    announce(line("storage"))
    assert told() == told() == keys(partner)


def test_a_branch_opened_anew_is_told_of_once() -> None:
    partner = authorised("storage.flash")
    line("network")
    node = line("storage.flash")
    branches.open_anew(
        node, "network", last_day=LAST, seen=branches.look(node, "network", AT).seal,
        by=ManagerFactory.create(), at=AT, reason="Moved",
    )  # fmt: skip
    assert told() == keys(partner)
    assert "network.flash" in text_of(mailed().get())


def test_the_letter_says_until_when_and_what_becomes_of_what_is_filed_but_not_why() -> None:
    partner = authorised()
    announce(line("storage"))
    told()
    words = text_of(mailed().get())
    assert "can be registered until Wed 30 Jun 2027." in words
    assert partner.time_zone in words
    assert "What is submitted by then stays as it is, also where it is returned to you." in words
    assert "Secret plans" not in words


def test_another_day_is_told_with_the_one_that_it_replaces() -> None:
    authorised()
    announce(line("storage"))
    announce(line("storage"), LAST + DAY)
    told()
    first, second = (text_of(notice) for notice in mailed().order_by("pk"))
    assert "This replaces the last day announced before" not in first
    assert "This replaces the last day announced before, Wed 30 Jun 2027." in second


@pytest.mark.parametrize("above", [False, True])
def test_a_last_day_called_off_is_told_with_what_still_stands_above(above: bool) -> None:
    authorised("storage.flash")
    announce(line("storage.flash"))
    lift(line("storage.flash"))
    if above:
        announce(line("storage"))
    told()
    words = text_of(mailed().get(kind="last-day-lifted"))
    assert ("It still ends on Wed 30 Jun 2027" in words) is above
    assert ("It can be registered until further notice" in words) is not above


def test_the_mail_goes_out_and_the_invariants_hold() -> None:
    partner = authorised()
    told()
    while dispatch.deliver(AT):
        pass
    mail.outbox.clear()
    announce(line("storage"))
    told()
    while dispatch.deliver(AT):
        pass
    assert [message.to for message in mail.outbox] == [[person.email] for person in partner.people.all()]
    assert {name for name, check in CHECKS.items() if list(check(AT + timedelta(hours=1)))} == set()


def test_a_change_that_nobody_reads_shows() -> None:
    announce(line("storage"))
    assert {name for name, check in CHECKS.items() if list(check(AT + DAY))} == {"I4 the journals are read"}


def test_who_wants_no_mail_of_it_reads_it_in_the_portal_alone() -> None:
    partner = authorised()
    person = partner.people.get()
    choices.choose(person, {"offer": "none"}, digest_hour=8, copies="at-once", at=AT)
    announce(line("storage"))
    assert (told(), told(Channel.MAIL)) == ([person.pk], [])
    assert Choice.objects.filter(person=person, topic="offer").exists()
    assert Notice.objects.for_person(person)[0].kind == "last-day-announced"


def test_many_companies_cost_no_more_questions_than_one(django_assert_max_num_queries: Any) -> None:
    for _company in range(12):
        authorised()
    told()
    announce(line("storage"))
    with django_assert_max_num_queries(20):
        receipts.collect(AT)
    assert mailed().count() == 12


def test_the_cursor_passes_every_change() -> None:
    announce(line("storage"))
    lift(line("storage"))
    told()
    assert Cursor.objects.get().tree_event == TreeEvent.objects.latest("pk").pk
