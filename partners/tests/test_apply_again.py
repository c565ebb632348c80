"""A refused company applies again: told by mail alone, with what was said last time beside its answers."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partners import earlier_applications, membership
from partners.models import Partner, User
from partners.roles import Role
from partners.tests.factories import (
    ApplicantFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
    RegionCountryFactory,
)
from partners.tests.test_apply import application

pytestmark = pytest.mark.django_db
AT = datetime(2025, 3, 1, tzinfo=UTC)
AGAIN = reverse("apply-again")


def refused() -> User:
    """The administrator of a company whose application was refused."""
    company = ApplicantFactory.create(name="Chao Phraya", about="Paper")
    membership.decide(
        company, "refuse", by=ManagerFactory.create(), at=AT, codes=["company-unclear"], reason="Who is it?"
    )
    return PersonFactory.create(partner=company, role=Role.ADMINISTRATOR, email="somsri@chaophraya.example")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answers(**changes: str) -> dict[str, str]:
    RegionCountryFactory.create()
    return {
        "company": "Chao Phraya Systems Co., Ltd.", "country": "TH", "register_number": "0105551234567",
        "domain": "chaophraya.example", "about": "Storage for hospitals",
    } | changes  # fmt: skip


def test_the_public_page_answers_a_refused_company_like_an_unknown_one() -> None:
    refused()
    known = Client().post(reverse("apply"), application())
    unknown = Client().post(reverse("apply"), application(email="nobody@elsewhere.example"))
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert Partner.objects.filter(name="Chao Phraya Systems").count() == 1


def test_the_mail_to_a_known_address_says_how_to_apply_again_and_names_no_company() -> None:
    refused()
    PersonFactory.create(partner=PartnerFactory.create(), email="active@partner.example")
    for address in ("somsri@chaophraya.example", "active@partner.example"):
        Client().post(reverse("apply"), application(email=address))
    words = [message.body.replace(message.to[0], "") for message in mail.outbox]
    assert words[0] == words[1]
    assert AGAIN in words[0]
    assert "Who is it?" not in words[0]
    assert "Chao Phraya" not in words[0]


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_mail_to_a_known_address_is_in_the_language_of_its_person(*, confirmed: bool) -> None:
    person = PersonFactory.create(partner=PartnerFactory.create(), language="zh-hans")
    if confirmed:
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    Client(headers={"accept-language": "ar"}).post(reverse("apply"), application(email=person.email))
    assert "该地址已有账户" in mail.outbox[0].body


def test_what_was_said_last_time_is_shown_to_nobody_who_has_not_signed_in() -> None:
    refused()
    assert Client().get(AGAIN).headers["Location"].startswith(reverse("account_login"))


def test_the_administrator_reads_why_and_finds_the_answers_filled_in() -> None:
    page = client_of(refused()).get(AGAIN).content.decode()
    assert "Apply again with the full legal name" in page
    assert "Who is it?" in page
    assert 'value="Chao Phraya"' in page


def test_a_refused_company_is_an_applicant_again_with_what_it_says_now() -> None:
    user = refused()
    client_of(user).post(AGAIN, answers())
    company = Partner.objects.get()
    assert (company.status, company.name) == (Partner.Status.APPLIED, "Chao Phraya Systems Co., Ltd.")
    last = company.standings.latest("pk")
    assert (last.act, last.by, last.at) == ("apply-again", user, company.applied_at)


def test_what_is_missing_is_told_and_the_refusal_stands() -> None:
    user = refused()
    page = client_of(user).post(AGAIN, answers(company="")).content.decode()
    assert "Write the company’s name." in page
    assert Partner.objects.get().status == Partner.Status.REFUSED


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMINISTRATOR])
def test_whoever_has_nothing_to_apply_for_is_sent_home(role: Role) -> None:
    company = PartnerFactory.create() if role == Role.ADMINISTRATOR else refused().partner
    person = PersonFactory.create(partner=company, role=role)
    assert client_of(person).post(AGAIN, answers()).headers["Location"] == reverse("home")
    assert company
    assert "apply-again" not in company.standings.values_list("act", flat=True)


def test_nobody_applies_again_for_another_company() -> None:
    company = refused().partner
    assert company
    stranger = PersonFactory.create(partner=ApplicantFactory.create(), role=Role.ADMINISTRATOR)
    with pytest.raises(membership.MembershipError):
        membership.apply_again(company, {}, by=stranger, at=AT)


def test_the_coordinator_reads_the_earlier_application_and_its_refusal_beside_the_new_one(
    settings: Settings,
) -> None:
    settings.STAFF_SECOND_FACTOR = False
    user = refused()
    client_of(user).post(AGAIN, answers())
    url = reverse("admin:partners_partner_decide", args=[user.partner_id, "accept"])
    page = client_of(ManagerFactory.create()).get(url).content.decode()
    for words in ("Paper", "Storage for hospitals", "Who is it?", "could not be identified"):
        assert words in page


def test_each_earlier_application_stands_with_its_own_refusal() -> None:
    user = refused()
    company, manager = user.partner, ManagerFactory.create()
    assert company
    for day, code in ((2, "papers-missing"), (3, "outside-programme")):
        profile = {name: getattr(company, name) for name in membership.PROFILE}
        membership.apply_again(company, profile, by=user, at=AT.replace(day=day))
        membership.decide(company, "refuse", by=manager, at=AT.replace(day=day, hour=9), codes=[code])
    found = earlier_applications.earlier(company)
    assert [row.refusal.codes for row in found if row.refusal] == [["papers-missing"], ["company-unclear"]]


def test_a_refused_company_is_offered_to_apply_again_at_home_and_no_registration() -> None:
    page = client_of(refused()).get(reverse("home")).content.decode()
    assert AGAIN in page
    assert reverse("registration-start") not in page


def test_who_applied_sees_what_it_applied_with() -> None:
    company = ApplicantFactory.create(
        register_number="0105551234567", domain="chaophraya.example", about="Paper"
    )
    page = client_of(PersonFactory.create(partner=company)).get(reverse("home")).content.decode()
    for said in (company.register_number, company.domain, company.about):
        assert said in page


def test_the_coordinator_decides_with_what_the_company_says_of_itself_in_sight(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    company = ApplicantFactory.create(
        country="TH", register_number="0105551234567", domain="chaophraya.example"
    )
    url = reverse("admin:partners_partner_decide", args=[company.pk, "accept"])
    page = client_of(ManagerFactory.create()).get(url).content.decode()
    for said in ("Thailand", company.register_number, company.domain, "a programme manager gives it its"):
        assert said in page
