"""The daily digest: everything a person chose to read once a day, in one mail at the person's own hour.

A digest is marked as sent before it leaves, so that it goes at most once (promises, *Decisions taken*); nothing in it
is owed by mail, and the portal keeps every notice. It alone carries the headers of RFC 8058, by which a mail program
unsubscribes with one press.
"""

import secrets
from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.template import Context, Engine
from django.urls import reverse
from django.utils import timezone, translation

from notifications import letters
from notifications.grouping import grouped
from notifications.models import Notice
from partners import sealed
from partners.models import User

SIGNER = Signer(salt="notifications.digests")
log = structlog.get_logger(__name__)


def send_one(at: datetime) -> bool:
    """Send the digest of one person whose hour has come; False when there is none left."""
    with transaction.atomic():
        due = Notice.objects.for_digest().filter(next_try_at__lte=at)
        person = due.order_by("next_try_at", "pk").values_list("person", flat=True).first()
        mine = due.filter(person=person).select_for_update(of=("self",), skip_locked=True)
        keys = [notice.pk for notice in mine]
        Notice.objects.filter(pk__in=keys).update(sent_at=at)
    if not keys:
        return False
    notices = list(Notice.objects.filter(pk__in=keys).with_subject().order_by("-pk"))
    if notices[0].person.is_active:
        _send(notices)
    return True


def write(notices: list[Notice]) -> EmailMultiAlternatives:
    """The mail of one person's notices, grouped by registration, in the person's language and time."""
    person = notices[0].person
    unsubscribe = settings.PORTAL_URL + path(person)
    with translation.override(person.language), timezone.override(person.zone):
        values = {
            "groups": grouped(notices), "count": len(notices), "unsubscribe": unsubscribe,
            "choices": settings.PORTAL_URL + reverse("mail-choices"), "PORTAL_URL": settings.PORTAL_URL,
            "PROGRAMME_NAME": settings.PROGRAMME_NAME, "VENDOR_NAME": settings.VENDOR_NAME,
        }  # fmt: skip
        subject = _render("subject.txt", values, plain=True).strip()
        text = letters.BLANK_LINES.sub("\n\n", _render("body.txt", values, plain=True)).strip() + "\n"
        html = letters.INLINER.inline(_render("body.html", values | {"headline": subject}))
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        to=[person.email],
        headers={
            "Message-ID": f"<digest-{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def path(person: User) -> str:
    """The page that ends the digests of a person, for whoever holds the mail."""
    return reverse("digest-stop", args=[SIGNER.sign(sealed.key(person))])


def reader(signed: str) -> User | None:
    """Whose digests a link ends; None for a link that is not ours."""
    try:
        return User.objects.filter(pk=sealed.opened(SIGNER.unsign(signed), User)).first()
    except (BadSignature, ValueError):
        return None


def _send(notices: list[Notice]) -> None:
    try:
        write(notices).send()
    except (OSError, ValueError) as trouble:
        log.warning("digest_not_sent", notices=len(notices), trouble=type(trouble).__name__)
        lost = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
        lost.update(last_error=type(trouble).__name__)


def _render(name: str, values: dict[str, object], *, plain: bool = False) -> str:
    template = Engine.get_default().get_template(f"mail/digest/{name}")
    return str(template.render(Context(values, autoescape=not plain)))
