"""Whose account an identity opens: the one linked to its subject, or at first the one of its verified mail address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from dealreg.sso import addresses
from dealreg.sso.refusals import Refusal, Refused
from dealreg.sso.settings import IdentityProvider
from partners.models import User


@transaction.atomic
def person_of(claims: dict[str, Any], provider: IdentityProvider) -> tuple[User, bool]:
    """The person, and whether the subject was linked just now. Raises Refused, alike whatever is missing.

    A link holds when the address changes on either side; an address that the provider gives to somebody else
    opens nothing, since its account is linked to another subject.
    """
    account = linked(provider).filter(uid=claims["sub"]).first()
    person = account.user if account else _of_address(claims, provider)
    if not person.is_active:
        raise Refused(Refusal.NOBODY, "the account is closed")
    if provider.mail_domains and person.email.rpartition("@")[2].lower() not in provider.mail_domains:
        raise Refused(Refusal.NOBODY, "the provider does not speak for this mail domain")
    if account is None:
        SocialAccount.objects.create(user=person, provider=provider.issuer, uid=claims["sub"])
    return person, account is None


def linked(provider: IdentityProvider) -> Any:
    """The links to this provider; a subject is known by its issuer, so another provider's never fit."""
    return SocialAccount.objects.select_related("user").filter(provider=provider.issuer)


def _of_address(claims: dict[str, Any], provider: IdentityProvider) -> User:
    email = addresses.verified(claims, provider)
    if email is None:
        raise Refused(Refusal.NOBODY, "no verified mail address")
    # Locked, so that two identities cannot be linked to one person at once.
    people = User.objects.select_for_update(of=("self",)).filter(email__iexact=email)
    person = people.first()
    if person is None or not person.email.isascii():
        raise Refused(Refusal.NOBODY, "no account of this address")
    # Whoever applied under somebody else's address waits for its owner to come in and share the account.
    if EmailAddress.objects.filter(user=person, email__iexact=email, verified=False).exists():
        raise Refused(Refusal.NOBODY, "the account's address is not confirmed")
    if linked(provider).filter(user=person).exists():
        raise Refused(Refusal.NOBODY, "the account is linked to another subject")
    return person
