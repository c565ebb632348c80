from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from notifications import receipts
from notifications.context import unread
from notifications.grouping import grouped
from notifications.models import Notice
from notifications.tests.cases import AT, DAY, Cast
from partners import sealed
from partners.models import User
from partners.tests.factories import PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def collect() -> None:
    while receipts.collect(AT + DAY):
        pass


def mine(person: User) -> Any:
    return Notice.objects.for_person(person)


def test_notices_stand_grouped_by_registration(cast: Cast) -> None:
    first, second = cast.approved(), cast.submitted()
    collect()
    groups = grouped(mine(cast.owner).filter(event__isnull=False).with_subject())
    said = [
        (group.registration and group.registration.reference, [line.headline for line in group.lines])
        for group in groups
    ]
    assert said == [
        (second.reference, ["Registration received"]),
        (first.reference, ["Registration approved", "Registration received"]),
    ]


def test_the_list_shows_a_persons_own_notices_alone(cast: Cast) -> None:
    registration = cast.submitted()
    collect()
    assert registration.reference in signed_in(cast.owner).get(reverse("notice-list")).text
    assert registration.reference not in signed_in(cast.colleague).get(reverse("notice-list")).text


def test_a_notice_of_a_former_company_is_gone_from_the_list(cast: Cast) -> None:
    cast.submitted()
    collect()
    User.objects.filter(pk=cast.owner.pk).update(partner=PartnerFactory.create())
    moved = User.objects.get(pk=cast.owner.pk)
    assert not mine(moved).exists()


def test_the_list_asks_as_often_for_many_notices_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.owner)
    cast.submitted()
    collect()
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("notice-list"))
    for _ in range(4):
        cast.submitted()
    collect()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("notice-list"))


def test_one_notice_is_marked_as_read(cast: Cast) -> None:
    cast.submitted()
    collect()
    notice = mine(cast.owner).first()
    unread_before = mine(cast.owner).unread().count()
    signed_in(cast.owner).post(reverse("notice-read", args=[notice.pk]))
    assert mine(cast.owner).unread().count() == unread_before - 1


def test_marking_as_read_leads_back_to_the_same_page_and_filter(cast: Cast) -> None:
    cast.submitted()
    collect()
    address = reverse("notice-read", args=[mine(cast.owner).first().pk])
    response = signed_in(cast.owner).post(f"{address}?only=unread&page=2")
    assert response["Location"] == f"{reverse('notice-list')}?only=unread&page=2"


def test_nobody_marks_the_notice_of_another_person(cast: Cast) -> None:
    cast.submitted()
    collect()
    notice = mine(cast.owner).first()
    response = signed_in(cast.colleague).post(reverse("notice-read", args=[notice.pk]))
    assert response.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("page", ["notice-read", "notice-read-all"])
def test_following_a_link_marks_nothing(cast: Cast, page: str) -> None:
    cast.submitted()
    collect()
    arguments = [mine(cast.owner).first().pk] if page == "notice-read" else []
    assert signed_in(cast.owner).get(reverse(page, args=arguments)).status_code == 405


def test_all_are_marked_but_those_that_came_after_the_page_was_shown(cast: Cast) -> None:
    cast.submitted()
    collect()
    seen = mine(cast.owner).first()
    late = cast.submitted()
    collect()
    signed_in(cast.owner).post(reverse("notice-read-all"), {"newest": sealed.key(seen)})
    left = mine(cast.owner).unread()
    assert {notice.event.registration for notice in left} == {late}


def test_marking_all_marks_nothing_of_others(cast: Cast) -> None:
    cast.submitted()
    collect()
    newest = Notice.objects.first()
    assert newest is not None
    signed_in(cast.colleague).post(reverse("notice-read-all"), {"newest": sealed.key(newest)})
    assert mine(cast.owner).unread().exists()


def test_only_the_unread_are_shown_when_asked_for(cast: Cast) -> None:
    cast.submitted()
    collect()
    mine(cast.owner).update(read_at=AT)
    assert "Nothing unread" in signed_in(cast.owner).get(reverse("notice-list") + "?only=unread").text


def test_a_newcomer_reads_what_will_stand_here() -> None:
    newcomer = PersonFactory.create(partner=PartnerFactory.create())
    assert "No notices yet" in signed_in(newcomer).get(reverse("notice-list")).text


def test_the_list_is_for_people_who_are_signed_in() -> None:
    assert Client().get(reverse("notice-list")).status_code == 302


def test_unread_notices_are_counted_by_one_query_when_first_shown(
    cast: Cast, rf: RequestFactory, django_assert_num_queries: Any
) -> None:
    cast.submitted()
    collect()
    request = rf.get("/")
    request.user = cast.owner
    with django_assert_num_queries(0):
        count = unread(request)["unread_notices"]
    with django_assert_num_queries(1):
        assert f"{count} {count}" == "2 2"


def test_nobody_signed_in_has_no_unread_notices(rf: RequestFactory, django_assert_num_queries: Any) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        assert not unread(request)["unread_notices"]
