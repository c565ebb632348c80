"""A partner administrator and the colleagues."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from partners import people
from partners.models import User
from partners.people import PeopleError
from partners.roles import Role
from partners.tests.factories import PartnerFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return PersonFactory.create(partner=PartnerFactory.create(), role=Role.ADMINISTRATOR)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def invite(by: User, **answers: str) -> str:
    given = {"name": "Niran Suk", "email": "niran@example.com", "role": Role.MEMBER.value} | answers
    return signed_in(by).post(reverse("person-invite"), given, follow=True).content.decode()


def test_an_invited_colleague_sets_a_password_by_the_mails_link_and_signs_in(administrator: User) -> None:
    invite(administrator)
    link = re.search(r"http://\S+", str(mail.outbox[0].body))
    assert link is not None
    client = Client()
    page = client.get(link[0], follow=True)
    password = "a long walk to the harbour"
    client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    client.post(reverse("account_login"), {"login": "niran@example.com", "password": password})
    assert client.get(reverse("account")).status_code == 200


def test_the_invitation_names_who_invites_and_the_company(administrator: User) -> None:
    invite(administrator)
    assert administrator.name in mail.outbox[0].subject
    assert str(administrator.partner) in mail.outbox[0].body


def test_nobody_signs_in_with_an_invitation_alone(administrator: User) -> None:
    invite(administrator)
    assert not User.objects.get(email="niran@example.com").has_usable_password()


def test_an_address_that_has_an_account_cannot_be_invited(administrator: User) -> None:
    other = PersonFactory.create(partner=PartnerFactory.create(), email="niran@example.com")
    assert "This address cannot be invited." in invite(administrator)
    other.refresh_from_db()
    assert other.partner != administrator.partner
    assert mail.outbox == []


def test_a_vendors_role_cannot_be_given(administrator: User) -> None:
    invite(administrator, role=Role.PROGRAMME_MANAGER.value)
    assert not User.objects.filter(email="niran@example.com").exists()


def test_a_member_invites_nobody(administrator: User) -> None:
    member = PersonFactory.create(partner=administrator.partner)
    assert signed_in(member).get(reverse("person-invite")).status_code == 404


def test_who_has_not_signed_in_yet_can_be_invited_again(administrator: User) -> None:
    invite(administrator)
    person = User.objects.get(email="niran@example.com")
    signed_in(administrator).post(reverse("person-invite-again", args=[person.pk]))
    assert len(mail.outbox) == 2


def test_a_colleague_becomes_administrator(administrator: User) -> None:
    member = PersonFactory.create(partner=administrator.partner)
    signed_in(administrator).post(
        reverse("person-role", args=[member.pk]), {"role": Role.ADMINISTRATOR.value}
    )
    member.refresh_from_db()
    assert member.role == Role.ADMINISTRATOR


def test_a_person_of_another_company_does_not_exist(administrator: User) -> None:
    stranger = PersonFactory.create(partner=PartnerFactory.create())
    page = reverse("person-role", args=[stranger.pk])
    assert signed_in(administrator).post(page, {"role": Role.ADMINISTRATOR.value}).status_code == 404


def test_the_last_administrator_stays_one(administrator: User) -> None:
    with pytest.raises(PeopleError, match="needs an administrator"):
        people.change_role(administrator, Role.MEMBER, by=administrator)


def test_a_closed_account_is_signed_out_at_once(administrator: User) -> None:
    colleague = PersonFactory.create(partner=administrator.partner)
    client = signed_in(colleague)
    people.close_account(colleague, by=administrator)
    assert client.get(reverse("account")).status_code == 302


def test_a_colleague_cannot_close_an_account(administrator: User) -> None:
    colleague = PersonFactory.create(partner=administrator.partner)
    with pytest.raises(PeopleError, match="administrator"):
        people.close_account(administrator, by=colleague)
