"""Mails about an account: allauth's occasions, in the words, the layout and the language of every other mail."""

import re
from collections.abc import Iterator
from typing import Any

import structlog
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.letters import INLINER
from partners.models import User
from validation import clock

log = structlog.get_logger(__name__)

# What the link of a mail is called. A mail with one is awaited: whoever asked for it hears when it cannot be sent.
ACTIONS: dict[str, str | Promise] = {
    "account/email/email_confirmation": gettext_lazy("Confirm the address"),
    "account/email/email_confirmation_signup": gettext_lazy("Confirm the address"),
    "account/email/password_reset_key": gettext_lazy("Choose a new password"),
    "account/email/unknown_account": gettext_lazy("Become a Registered Partner"),
    "account/email/account_already_exists": gettext_lazy("Sign in and apply again"),
    "account/email/invitation": gettext_lazy("Set a password"),
}
# Those who send these say themselves what follows when the mail server is down.
SELF_TOLD = {"account/email/invitation", "account/email/identity_linked"}
BLANK_LINES = re.compile(r"\n\s*\n+")


def send(request: HttpRequest, prefix: str, email: str, context: dict[str, Any]) -> None:
    """Send it in its reader's language and zone; where nobody is known by the address, in those of the page.

    Raises OSError when one of `SELF_TOLD` cannot be sent; of others the log tells, and whoever waits for one is told.
    """
    reader = _reader(email) or context.get("user")
    language = reader.language if reader else translation.get_language()
    zone = reader.zone if reader else timezone.get_current_timezone()
    with translation.override(language), timezone.override(zone):
        # The library's own instant is that of the machine's clock, which is not the portal's.
        message = written(prefix, email, context | {"timestamp": clock.now()})
    try:
        message.send()
    except OSError as trouble:
        if prefix in SELF_TOLD:
            raise
        log.warning("mail about an account not sent", mail=prefix, trouble=type(trouble).__name__)
        if prefix in ACTIONS:
            messages.error(
                request, _("The mail could not be sent just now. Ask for it again in a few minutes.")
            )


def _reader(email: str) -> User | None:
    """Whose address it is: one that a person keeps beside the account, or that of the account itself."""
    address = EmailAddress.objects.filter(email__iexact=email).select_related("user").first()
    reader: User | None = address.user if address else User.objects.filter(email__iexact=email).first()
    return reader


def written(prefix: str, email: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """The message, in the active language and zone: plain text, and the same paragraphs laid out."""
    values = {
        "VENDOR_NAME": settings.VENDOR_NAME,
        "PROGRAMME_NAME": settings.PROGRAMME_NAME,
        "PORTAL_URL": settings.PORTAL_URL,
        "SUPPORT_EMAIL": settings.SUPPORT_EMAIL,
        "apply_url": settings.PORTAL_URL + reverse("apply"),
        "devices_url": settings.PORTAL_URL + reverse("usersessions_list"),
        "new_password_url": settings.PORTAL_URL + reverse("account_reset_password"),
        **context,
    }
    subject = " ".join(render_to_string(f"{prefix}_subject.txt", values).split())
    words = BLANK_LINES.sub("\n\n", render_to_string(f"{prefix}_message.txt", values)).strip()
    laid_out = values | {"headline": subject, "paragraphs": list(_paragraphs(words, ACTIONS.get(prefix, "")))}
    message = EmailMultiAlternatives(
        subject,
        f"{words}\n\n--\n{settings.VENDOR_NAME} {settings.PROGRAMME_NAME}\n",
        to=[email],
        reply_to=[settings.SUPPORT_EMAIL] if settings.SUPPORT_EMAIL else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(INLINER.inline(render_to_string("mail/account.html", laid_out)), "text/html")
    return message


def _paragraphs(words: str, action: str | Promise) -> Iterator[tuple[str, str, str | Promise]]:
    """Words, the link that ends them if any, and what it is called: the first as the action of the mail."""
    for paragraph in words.split("\n\n"):
        before, _line, last = paragraph.rpartition("\n")
        if not last.startswith(("http://", "https://")):
            yield paragraph, "", ""
            continue
        yield before, last, action
        action = ""
