"""A page sends at most 60 KB of script and 40 KB of style, compressed as the server compresses them."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from deals.tests import factories as make

pytestmark = pytest.mark.django_db
MOST_KB = {"js": 60, "css": 40}
ASSET = re.compile(r'(?:src|href)="/static/([^"]+)\.(js|css)"')
PAGES = (
    "home",
    "registration-list",
    "update-sheet",
    "registration-export",
    "company-numbers",
    "company-reports",
    "registration-bulk",
)
PAGES_OF_A_DEAL = ("registration-detail", "registration-update")
PAGES_OF_A_DRAFT = ("registration-edit", "registration-check", "registration-documents")


def kilobytes(page: str) -> dict[str, float]:
    """Of the scripts and style sheets that a page names."""
    sums = dict.fromkeys(MOST_KB, 0.0)
    for name, kind in set(ASSET.findall(page)):
        found = finders.find(f"{name}.{kind}")
        assert found, name
        sums[kind] += len(gzip.compress(Path(found).read_bytes())) / 1024
    return sums


def too_heavy(client: Client, *paths: str, language: str = "en") -> list[tuple[str, str, float]]:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages = {path: kilobytes(client.get(path).text) for path in paths}
    assert all(sums["css"] > 10 for sums in pages.values()), pages
    return [
        (path, kind, sums[kind])
        for path, sums in pages.items()
        for kind in sums
        if sums[kind] > MOST_KB[kind]
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_of_a_partner_is_heavier_than_script_and_style_may_be(client: Client, language: str) -> None:
    seller = make.seller()
    deal, draft = make.approved(seller), make.draft(seller)
    client.force_login(seller)
    paths = [
        *map(reverse, PAGES),
        *[reverse(name, args=[deal.reference]) for name in PAGES_OF_A_DEAL],
        *[reverse(name, args=[draft.reference]) for name in PAGES_OF_A_DRAFT],
        reverse("registration-task", args=[draft.reference, "customer"]),
    ]
    assert too_heavy(client, *paths, language=language) == []


def test_no_page_before_signing_in_is_heavier_than_script_and_style_may_be(client: Client) -> None:
    names = ("account_login", "account_reset_password", "apply", "letter-check")
    assert too_heavy(client, *map(reverse, names)) == []


def test_a_page_goes_out_compressed_to_whoever_reads_that(client: Client) -> None:
    client.force_login(make.seller())
    plain = client.get(reverse("registration-list"))
    sent = client.get(reverse("registration-list"), headers={"accept-encoding": "gzip"})
    assert sent["Content-Encoding"] == "gzip"
    assert len(sent.content) < len(plain.content) / 2
