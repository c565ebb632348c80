"""English words are set in no face for Han: there a quotation mark is as wide as a character."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from dealreg.tests.journeys.conftest import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HAN = re.compile("CJK|PingFang|YaHei|Source Han")
ADD = """words => { const line = document.createElement("p"); line.id = "tried"; line.textContent = words;
  document.querySelector("main").append(line); }"""


@pytest.mark.parametrize("words", ["The customer’s project", "“Asked” – and answered…"])
def test_english_words_and_their_quotation_marks_are_in_no_face_for_han(browse: Browse, words: str) -> None:
    page = browse()
    page.goto(reverse("account_login"))
    assert [face for face in faces(page, words) if HAN.search(face)] == []


def faces(page: Page, words: str) -> list[str]:
    """The faces in which a line of the page's own text is set."""
    page.evaluate(ADD, words)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    line = session.send("DOM.querySelector", {"nodeId": root, "selector": "#tried"})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": line})["fonts"]
    assert used
    return [face["familyName"] for face in used]
