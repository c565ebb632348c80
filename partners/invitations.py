"""The mail that invites a colleague, on allauth's own link to set a password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest

from partners.models import User


def send_invitation(request: HttpRequest, person: User, *, by: User) -> None:
    """Send the link with which an invited person sets a password; it works once and for a limited time."""
    adapter = get_adapter(request)
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    context = {
        "user": person,
        "inviter": by,
        "company": by.partner,
        "password_reset_url": adapter.get_reset_password_from_key_url(key),
    }
    adapter.send_mail("account/email/invitation", person.email, context)
