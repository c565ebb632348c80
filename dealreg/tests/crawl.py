"""Every page, file and form that one person of a partner reaches by links, as text that two runs can compare."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import openpyxl
from django.test import Client, override_settings
from pypdf import PdfReader

HERE = "http://testserver"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEAVES = ("/accounts/logout/", "/language/", "/static/", "/admin/", "/session/")
PAGES_MOST = 600


@dataclass
class Form:
    action: str
    posts: bool
    hidden: dict[str, str] = field(default_factory=dict)


class Links(HTMLParser):
    """The links of a page, and its forms with their hidden values."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "hx-get") if name in given]
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method") == "post"))
        elif tag == "input" and given.get("type") == "hidden" and self.forms:
            self.forms[-1].hidden[given.get("name", "")] = given.get("value", "")


class Crawl:
    """Signs in with a password, follows each link once for each set of query names, then sends each form it saw.

    A form is sent with its hidden values and without pressing one of several buttons: what is asked of the person
    is missing, so that the pages with mistakes are seen too.
    """

    def __init__(self, email: str, password: str, at: datetime) -> None:
        self.at, self.client = at, Client()
        self.pages: dict[str, str] = {}
        self.routes: set[str] = set()
        self.forms: dict[str, dict[str, str]] = {}
        self.asked: set[tuple[str, frozenset[str]]] = set()
        answer = self._send("post", "/accounts/login/", {"login": email, "password": password})
        assert answer.status_code == 302, answer.content.decode()

    def walk(self, starts: list[str]) -> None:
        """Everything that links lead to."""
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            if self._known(path):
                continue
            assert len(self.asked) < PAGES_MOST, "the links of the portal do not come to an end"
            answer = self._send("get", path)
            self.pages[f"GET {path}"] = said(answer)
            waiting += self._links(path, answer)

    def send_forms(self) -> None:
        """Each form of the pages walked through."""
        for action, values in self.forms.items():
            self.pages[f"POST {action}"] = said(self._send("post", action, values))

    def _known(self, path: str) -> bool:
        parts = urlsplit(path)
        asked = (parts.path, frozenset(name for name, _value in parse_qsl(parts.query)))
        if asked in self.asked:
            return True
        self.asked.add(asked)
        return False

    def _send(self, method: str, path: str, data: dict[str, str] | None = None) -> Any:
        ahead = (self.at - datetime.now(UTC)).total_seconds()
        with override_settings(DEMO_CLOCK_OFFSET=ahead):
            answer = getattr(self.client, method)(path, data or {})
            answer.whole = answer.getvalue()
        if answer.resolver_match is not None:
            self.routes.add(answer.resolver_match.route)
        return answer

    def _links(self, path: str, answer: Any) -> Iterator[str]:
        if "Location" in answer:
            yield from self._inside(path, answer["Location"])
        if not answer["Content-Type"].startswith("text/html") or not answer.whole:
            return
        page = Links()
        page.feed(answer.whole.decode())
        for link in page.links:
            yield from self._inside(path, link)
        for form in page.forms:
            action = next(self._inside(path, form.action), None)
            if action and form.posts:
                self.forms.setdefault(action, form.hidden)
            elif action:
                yield action

    @staticmethod
    def _inside(path: str, link: str) -> Iterator[str]:
        whole = urljoin(HERE + path, link)
        if whole.startswith(HERE) and not urlsplit(whole).path.startswith(LEAVES):
            yield whole.removeprefix(HERE).partition("#")[0]


def said(answer: Any) -> str:
    """Status, headers, cookies and content of an answer as lines of text."""
    # The length is that of the content, which follows; packed files vary in it.
    headers = [
        f"{name}: {value}" for name, value in sorted(answer.headers.items()) if name != "Content-Length"
    ]
    cookies = [
        f"{name}={'' if name == 'sessionid' else morsel.value.partition(':')[0]}"  # without time and signature
        for name, morsel in answer.cookies.items()
    ]
    return "\n".join([str(answer.status_code), *headers, *cookies, *_content(answer)])


def _content(answer: Any) -> Iterator[str]:
    kind = answer.headers.get("Content-Type", "")
    if kind == "application/pdf":
        yield from (page.extract_text() for page in PdfReader(io.BytesIO(answer.whole)).pages)
    elif kind == WORKBOOK:
        book = openpyxl.load_workbook(io.BytesIO(answer.whole))
        yield from (str(cells) for sheet in book.worksheets for cells in sheet.values)
    else:
        yield answer.whole.decode()


class Own:
    """The person's own random ids and the marks of the hour, made alike in every run; nothing else is."""

    PATTERNS = (
        (r'(?<=name="csrfmiddlewaretoken" value=")[0-9A-Za-z]{64}', "csrf"),
        (r"(?<=csrftoken=)[0-9A-Za-z]{32}", "csrf"),
        (r"(?<![0-9a-z])[0-9a-z]{6,7}-[0-9a-f]{32}(?![0-9a-z])", "token"),
        (r"(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])", "sha256"),
        (r"(?<![0-9A-Za-z])[0-9a-f]{12}(?![0-9A-Za-z])", "key"),
        (r"(?<!\d)\d{5}-\d{5}-\d{5}(?!\d)", "number"),
        (r"(?<=\[key\]:)[0-9A-Za-z_-]{43}", "signature"),
        (r'(?<="id": ")[0-9A-Za-z]{16}(?=")', "key"),
        (r'(?<="id": ")[0-9A-Za-z_-]{22}(?=")', "credential"),
        (r'(?<=id="authenticator_secret">)[A-Z2-7]{32}(?=<)', "secret"),
        (r'(?<="challenge": ")[0-9A-Za-z_-]{43}(?=")', "challenge"),
        (r"(?<=data:image/svg\+xml;base64,)[0-9A-Za-z+/=]+", "secret as a picture"),
        (r"(?<=Expires: ).*", "time"),
        (r'(?<=data-left=")\d+', "seconds"),
        (r'(?<=data-label="Signed in">)<.*</time>', "time"),
        (r"(?<=- Date: ).*", "time"),
        (r"(?<=:\d\d)\.\d{6}(?=\+)", "fraction of a second"),
    )

    def __init__(self, names: dict[str, str]) -> None:
        self.names = dict(sorted(names.items(), key=lambda pair: -len(pair[0])))

    def alike(self, text: str) -> str:
        for own, name in self.names.items():
            text = text.replace(own, name)
        for pattern, name in self.PATTERNS:
            text = re.sub(pattern, f"[{name}]", text)
        return text
