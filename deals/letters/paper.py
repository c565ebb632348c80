"""The letter as a PDF, in the language of whoever asks."""

from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_countries import countries
from qrcode.image.svg import SvgPathImage

from deals.countdowns import day_in_words, in_words
from deals.letters.issuing import in_groups
from deals.letters.sealing import seal
from deals.models import AuthorisationLetter
from deals.papers import row, typeset


def pdf(letter: AuthorisationLetter) -> bytes:
    """The signed letter. It says what it said when it was issued, in the zone of the registration."""
    said = letter.said
    with timezone.override(ZoneInfo(said["zone"])):
        until = in_words(datetime.fromisoformat(said["valid_until"]))
    words = {
        "lead": _("%(vendor)s authorises the partner named here for the project named here.")
        % {"vendor": said["vendor"]},
        "facts": [
            row(_("Number"), [said["number"]], code=True),
            row(_("Partner"), [said["partner"]]),
            row(_("Customer"), [said["customer"]]),
            row(_("Project"), [said["project"]]),
            row(_("Place of installation"), [countries.name(said["country"])]),
            row(_("Products"), said["products"]),
            row(_("Issued on"), [day_in_words(date.fromisoformat(said["issued_on"]))]),
            row(_("Valid until"), [until]),
        ],
        "check-title": _("Check this letter"),
        "check": _(
            "The authorisation ends early when its registration ends. Whoever reads this letter can check at any time "
            "what it is worth: scan the code or open the address, and give the code and the date of issue."
        ),
        "address": check_address(),
        "code": in_groups(letter.code),
        "qr": _qr(letter),
        "note": _("This file is signed (Ed25519). Any change of it shows; the public key is at %s.")
        % f"{settings.PORTAL_URL}{reverse('letter-keys')}",
    }
    title = _("Deal authorisation")
    paper = typeset("authorisation", words, title=title, reference=letter.number, at=letter.issued_at)
    return seal(paper, said)


def check_address() -> str:
    return f"{settings.PORTAL_URL}{reverse('letter-check')}"


def _qr(letter: AuthorisationLetter) -> str:
    # The date of issue is not in it: who only photographed the code learns nothing.
    address = f"{check_address()}?{urlencode({'code': letter.code})}"
    return qrcode.make(address, image_factory=SvgPathImage, border=0).to_string(encoding="unicode")
