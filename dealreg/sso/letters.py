"""The mail that tells a person that an identity opens their account from now on."""

import structlog
from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from dealreg.sso.settings import in_use
from partners.models import User

log = structlog.get_logger(__name__)


def tell_linked(request: HttpRequest, person: User) -> None:
    """Send it to the account's address. A mail server that is down keeps nobody out."""
    context = {"user": person, "provider": in_use().name, "is_partner": person.is_partner}
    try:
        get_adapter(request).send_mail("account/email/identity_linked", person.email, context)
    except OSError as trouble:
        log.warning("mail about a linked identity not sent", trouble=type(trouble).__name__)
