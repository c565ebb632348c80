"""The promises of the style sheets and templates that a reader's eye would miss."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

STATIC = settings.BASE_DIR / "static"
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
OWN_STYLES = sorted((STATIC / "css").glob("*.css"))
PAGE_STYLES = re.findall(
    r'"((?:css|vendor)/[^"]+\.css)"', (settings.BASE_DIR / "templates/partials/assets.html").read_text()
)
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)|(?<![-\w])(?:left|right)\s*:|:\s*(?:left|right)\s*[;}]"
)
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(?:\ssrc=|type=\"application/json\"))")


def named(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def test_a_page_loads_at_most_40_kb_of_compressed_style() -> None:
    sheets = [name for name in PAGE_STYLES if "rtl" not in name]
    assert sum(len(gzip.compress((STATIC / name).read_bytes())) for name in sheets) <= 40 * 1024


def test_the_vendored_files_are_those_whose_sums_were_recorded() -> None:
    vendor = STATIC / "vendor"
    lines = (line.split("  ") for line in (vendor / "SHA256SUMS").read_text().splitlines())
    recorded = {name: digest for digest, name in lines}
    found = {
        str(path.relative_to(vendor)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (vendor / "bootstrap").iterdir()
    }
    assert found == recorded


@pytest.mark.parametrize("path", OWN_STYLES, ids=named)
def test_a_style_sheet_mirrors_for_arabic_by_itself(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text()) == []


@pytest.mark.parametrize("path", [path for path in TEMPLATES if "mail" not in path.parts], ids=named)
def test_a_template_keeps_style_and_script_out_of_the_page(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


def test_every_icon_a_template_names_is_drawn_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "img" / "icons.svg").read_text()))
    asked = {name for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    assert asked - drawn == set()


@pytest.mark.parametrize("code", ["400", "403_csrf", "413", "500", "503"])
def test_a_trouble_page_needs_nothing_from_the_request_that_failed(code: str) -> None:
    assert "<h1>" in get_template(f"{code}.html").render()


def test_each_tone_of_a_status_has_a_shape_of_its_own() -> None:
    badge = get_template("partials/status_badge.html")
    tones = ("neutral", "info", "success", "warning", "danger", "muted")
    shapes = {
        re.findall(r"#([a-z]+)", badge.render({"status": "any", "label": "Any", "tone": tone}))[0]
        for tone in tones
    }
    assert len(shapes) == len(tones)
