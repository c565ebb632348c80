"""Verbs on a company's people, each a partner administrator's right: invite, change the role, close the account.

A company keeps at least one administrator who may sign in. Raises PeopleError with words for the person who asked.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Partner, User
from partners.roles import PARTNER_ROLES, Role


class PeopleError(Exception):
    """Nothing was done. `str()` says why, in the reader's language."""


def invite(*, email: str, name: str, role: str, by: User) -> User:
    """A colleague without a password; the mail with the link to set one is the caller's to send."""
    _require_administrator(by, by)
    if role not in PARTNER_ROLES:
        raise PeopleError(_("Choose a role of a partner’s person."))
    try:
        return User.objects.create_user(
            email, name=name, role=role, partner=by.partner, language=by.language, time_zone=by.time_zone
        )
    except ValidationError as trouble:
        raise PeopleError(_("This address cannot be invited. Check it, or use another one.")) from trouble


def change_role(person: User, role: str, *, by: User) -> User:
    """Make a colleague member or administrator."""
    if role not in PARTNER_ROLES:
        raise PeopleError(_("Choose a role of a partner’s person."))
    with transaction.atomic():
        locked = _locked(person, by)
        if role != Role.ADMINISTRATOR:
            _require_another_administrator(locked)
        locked.role = role
        locked.save(update_fields=["role"])
    return locked


def close_account(person: User, *, by: User) -> User:
    """End a colleague's sign-in; what the person did stays on record."""
    if person.pk == by.pk:
        raise PeopleError(_("Ask another administrator to close your own account."))
    with transaction.atomic():
        locked = _locked(person, by)
        _require_another_administrator(locked)
        locked.is_active = False
        locked.save(update_fields=["is_active"])
    return locked


def _locked(person: User, by: User) -> User:
    """The person, with the company locked so that two administrators cannot remove each other at once."""
    _require_administrator(by, person)
    assert person.partner is not None
    Partner.objects.select_for_update().get(pk=person.partner.pk)
    return User.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _require_administrator(by: User, person: User) -> None:
    if by.role != Role.ADMINISTRATOR or not by.is_active or by.partner_id != person.partner_id:
        raise PeopleError(_("A partner administrator of the company does this."))


def _require_another_administrator(person: User) -> None:
    others = User.objects.filter(partner=person.partner, role=Role.ADMINISTRATOR, is_active=True)
    if person.role == Role.ADMINISTRATOR and not others.exclude(pk=person.pk).exists():
        raise PeopleError(_("The company needs an administrator: make a colleague one first."))


def choose_desk(person: User, *, shortcuts: bool, next_case: bool) -> User:
    """Keep how a person of the vendor wants the desk to behave; each chooses for oneself alone."""
    person.shortcuts, person.next_case = shortcuts, next_case
    person.save(update_fields=["shortcuts", "next_case"])
    return person
