"""Identifiers as the search compares them: web domains and tax or register numbers."""

import re
import unicodedata

from .vocabulary.free_mail import DOMAINS as FREE_MAIL


def web_domain(raw: str) -> str:
    """The domain a customer is known by: no scheme, `www.`, path or port; empty for free mail and for what is none."""
    domain = raw.strip().casefold().split("@")[-1]
    domain = re.sub(r"^[a-z]+://", "", domain)
    domain = re.split(r"[/:?#\s]", domain)[0].rstrip(".")
    domain = domain.removeprefix("www.")
    if "." not in domain or len(domain) > 253 or domain in FREE_MAIL:
        return ""
    return domain


def tax_number(raw: str) -> str:
    """A tax or register number without separators; empty when it is too short or too plain to identify anybody."""
    number = re.sub(r"[^0-9a-z]", "", unicodedata.normalize("NFKC", raw).casefold())
    digits = re.sub(r"[^0-9]", "", number)
    if len(digits) < 5 or len(set(digits)) < 3:
        return ""
    return number[:60]
