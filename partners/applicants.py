"""The people of a company that applies, and whether their addresses are known to be theirs."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, QuerySet

from partners.models import Partner, User


def applicants(partner: Partner) -> QuerySet[User]:
    """Who may sign in for an applicant, whoever came first first; nobody of a company that is or was a partner.

    Each with `confirmed`: whether the address they sign in with is. One query, none for other companies.
    """
    if not partner.is_applicant:
        return partner.people.none()
    theirs = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True)
    return partner.people.filter(is_active=True).annotate(confirmed=Exists(theirs)).order_by("pk")
