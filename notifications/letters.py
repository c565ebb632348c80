"""The one place that words a notice: subject, text and HTML in the reader's language and time zone.

A letter is the three files in `templates/mail/<letter>/`, its subject and two bodies, in the frame of
`mail/letter.txt` and `mail/letter.html`.
"""

import re
from dataclasses import dataclass
from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications import particulars
from notifications.models import Notice

INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)
BLANK_LINES = re.compile(r"\n\s*\n+")
# What the one link of a letter to a partner's person is called; each leads to a page that changes nothing by itself.
ACTIONS: dict[str, str | Promise] = {
    "submitted": gettext_lazy("See and keep the receipt"),
    "returned": gettext_lazy("Answer the questions"),
    "rejected": gettext_lazy("See the decision"),
    "submitted-for-you": gettext_lazy("Confirm or object"),
    "update-warned": gettext_lazy("Record an update"),
    "lapse-deferred": gettext_lazy("Record an update"),
}
# The page a letter opens, where it is not that of the registration.
PAGES = {
    "submitted": "registration-receipt",
    "update-warned": "registration-update",
    "lapse-deferred": "registration-update",
}


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def mail(notice: Notice) -> EmailMultiAlternatives:
    """The message to hand over, with the Message-ID that every resend repeats."""
    letter = write(notice)
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[notice.person.email],
        reply_to=[settings.SUPPORT_EMAIL] if settings.SUPPORT_EMAIL else None,
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def write(notice: Notice) -> Letter:
    """Word a notice for its reader."""
    person = notice.person
    with translation.override(person.language), timezone.override(person.zone):
        values = particulars.for_letter(notice)
        title = headline(notice)
        values |= {
            "headline": title,
            "action": _action(notice),
            "link": link(notice),
            "facts": _facts(values),
            "PORTAL_URL": settings.PORTAL_URL,
            "PROGRAMME_NAME": settings.PROGRAMME_NAME,
            "VENDOR_NAME": settings.VENDOR_NAME,
        }
        text = _render(f"mail/{notice.letter}/body.txt", values, plain=True)
        html = _render(f"mail/{notice.letter}/body.html", values)
    reference = values.get("reference")
    return Letter(
        subject=f"{reference}: {title}" if reference else title,
        text=BLANK_LINES.sub("\n\n", text).strip() + "\n",
        html=INLINER.inline(html),
    )


def headline(notice: Notice) -> str:
    """What happened, in one line, in the active language and zone; never a name of a customer or project."""
    return _render(f"mail/{notice.letter}/subject.txt", particulars.for_headline(notice), plain=True).strip()


def path(notice: Notice) -> str:
    """The page of the case: the portal's for a partner's person, the desk's for the vendor's."""
    if notice.person.is_partner:
        if notice.event is None:
            return reverse("company")
        page = PAGES.get(notice.letter, "registration-detail")
        return reverse(page, args=[notice.event.registration.reference])
    if notice.event is None:
        assert notice.standing is not None, "a change of a tree is told to partners alone"
        return reverse("admin:partners_partner_change", args=[notice.standing.partner_id])
    return reverse("admin:deals_registration_change", args=[notice.event.registration_id])


def link(notice: Notice) -> str:
    return f"{settings.PORTAL_URL}{path(notice)}"


def _action(notice: Notice) -> str:
    if not notice.person.is_partner:
        return _("Open the case")
    if notice.event is None:
        return _("See your company")
    return str(ACTIONS.get(notice.letter, _("Open the registration")))


def _facts(values: dict[str, Any]) -> list[tuple[str, str]]:
    """The lines under a letter that say which deal it is about."""
    lines = [
        (_("Registration"), values.get("reference")),
        (_("Customer"), values.get("customer")),
        (_("Project"), values.get("project")),
        (_("Partner"), values.get("company")),
        (_("Registered by"), values.get("distributor")),
        (_("Received"), values.get("received")),
        (_("Sequence number (sealed)"), values.get("sequence")),
        (_("Fingerprint of the answers (SHA-256)"), values.get("sha256")),
    ]
    return [(label, value) for label, value in lines if value]


def _render(name: str, values: dict[str, Any], *, plain: bool = False) -> str:
    template = Engine.get_default().get_template(name)
    return str(template.render(Context(values, autoescape=not plain)))
