"""What the tests of authorisation letters share."""

import io
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from deals import decisions
from deals.benefits import Grant
from deals.models import AuthorisationLetter, Registration
from deals.tests import factories as make
from partners.models import BenefitKind

DAY = timedelta(days=1)


def authorised(row: Registration) -> Registration:
    by = make.coordinator()
    return decisions.approve(
        make.verified(row, by), by=by, at=make.AT, grants=[Grant(BenefitKind.DEAL_AUTHORISATION)]
    )


def visitor(**data: str) -> str:
    return Client().post(reverse("letter-check"), data).text


def asked(letter: AuthorisationLetter) -> str:
    return visitor(code=letter.code, issued_on=letter.issued_on.isoformat())


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
