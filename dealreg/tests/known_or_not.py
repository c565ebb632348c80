"""A partner that registers deals over HTTP, half of which the vendor knows, and what it sees of each.

Interleaved at random from a fixed start; what names the deal itself is put aside before two views are compared.
"""

import random
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from time import perf_counter
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals import decisions, drafts, opportunities, review, sweeps
from deals.models import Registration
from deals.tests import factories as make
from deals.tests.writer import LATER, Writer
from notifications import dispatch, receipts
from partners.models import User
from validation.matching import index
from validation.models import KnownOpportunity

CUSTOMER = {"customer_country": "TH", "installation_country": "TH", "installation_city": "Bangkok"}
LITERAL = re.compile(r"'(?:[^']|'')*'(?:::\w+)?|\b\d+\b|s\d+_x\d+|0x[0-9a-f]+")
PAGES = ("registration-check", "registration-receipt", "registration-detail", "registration-withdraw")
OWN_NUMBERS = (
    (re.compile(r"DR-[0-9A-Z]{4}-[0-9A-Z]{4}"), "REFERENCE"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "SHA256"),
    (re.compile(r"csrf[^>]*value=\"[^\"]+\""), "CSRF"),
    (re.compile(r"nonce=\"[^\"]+\""), "NONCE"),
    (re.compile(r"notices/\d+"), "NOTICE"),
    # Sealed: of no two submissions the same.
    (re.compile(r"(Sequence number\D{0,60}|UTC, )\d{5}-\d{5}-\d{5}"), "SEQUENCE"),
    (re.compile(r"\d{2}:\d{2}:\d{2}\.\d+"), "MOMENT"),
)


@dataclass
class Seen:
    """Everything a partner got to see of one registration, how long each answer took in seconds, and what it asked
    the database, if that was noted.
    """

    known: bool
    views: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    statements: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Deal:
    known: bool
    customer: str
    project: str


def deals(count: int, *, chance: random.Random) -> Iterator[Deal]:
    """As many deals, half of them known: some in the pipeline, some registered by others, some in force."""
    made = []
    for number in range(count):
        facts = make.answers()
        deal = Deal(number % 2 == 0, facts["customer_name"], facts["project_name"])
        if deal.known:
            _make_known(deal, number // 2)
        made.append(deal)
    # In blocks, so that both kinds meet the same weather of the machine.
    for start in range(0, count, 20):
        block = made[start : start + 20]
        chance.shuffle(block)
        yield from block


def _make_known(deal: Deal, number: int) -> None:
    named: dict[str, Any] = {"customer_name": deal.customer, "project_name": deal.project}
    if number % 4 == 0:
        make.submitted(make.seller(), **named)
    elif number % 20 == 1:
        _put_in_force(make.submitted(make.seller(), **named))
    else:
        known = KnownOpportunity.objects.create(
            source="pipeline", record_id=f"006-{deal.customer}", country="TH", city="Bangkok", domain="",
            created_in_source_at=make.AT - timedelta(days=90), synced_at=make.AT, **named,
        )  # fmt: skip
        index.file([known])


def _put_in_force(row: Registration) -> None:
    reviewer = make.coordinator()
    for found in opportunities.search(row, make.AT).candidates:
        known = KnownOpportunity.objects.get(source=found.source, record_id=found.record_id)
        review.judge_opportunity(row, known, "different", source="Call", by=reviewer, at=make.AT)
    decisions.approve(make.verified(row, reviewer), by=reviewer, at=make.AT)


class Prober:
    """Registers deals one after another as one person of a partner."""

    def __init__(self, user: User, *, noting: bool = False) -> None:
        self.user, self.writer, self.noting = user, Writer(user), noting

    def register(self, deal: Deal) -> Seen:
        facts = make.answers(project_name=deal.project, attested_true=False, attested_shared=False)
        row = drafts.edit(drafts.start(by=self.user, at=make.AT), facts, by=self.user, at=make.AT)
        seen = Seen(deal.known)
        ask = self._asker(seen, deal, row)
        typed = {"customer_name": deal.customer, **CUSTOMER}
        ask("saved while typing", lambda: self.writer.autosave(row, "customer", **typed))
        ask("customer", lambda: self.writer.write(row, "customer", **typed))
        ask("answers", lambda: self.writer.get("registration-check", row.reference))
        ask("submit", lambda: self.writer.submit(row))
        ask("receipt", lambda: self.writer.get("registration-receipt", row.reference))
        ask("page", lambda: self.writer.get("registration-detail", row.reference))
        self.asked = (seen, deal, row)
        return seen

    def look_again(self, seen: Seen, deal: Deal, row: Registration) -> None:
        """What the pages say after the clock and the mail have been at work."""
        ask = self._asker(seen, deal, row)
        for name in PAGES:
            ask(f"{name} later", lambda name=name: self.writer.get(name, row.reference))
        ask("list", lambda: self.writer.get("registration-list", q=deal.customer))
        seen.views["notices"] = aside("\n".join(_notices(self.user, row)), deal)

    def _asker(self, seen: Seen, deal: Deal, row: Registration) -> Any:
        def ask(name: str, request: Any) -> None:
            with CaptureQueriesContext(connection) if self.noting else nullcontext() as asked:
                started = perf_counter()
                response = request()
                seen.seconds[name] = perf_counter() - started
            if asked is not None:
                seen.statements[name] = tuple(LITERAL.sub("?", query["sql"]) for query in asked)
            headers = sorted(
                (k, v) for k, v in response.headers.items() if k not in ("Content-Length", "X-Request-ID")
            )
            told = f"{response.status_code} {headers} {response.content.decode()}"
            seen.views[name] = aside(told, deal)

        return ask


def let_time_pass() -> None:
    """A tick of every clock."""
    sweeps.tick(LATER)
    while receipts.collect(LATER):
        pass
    while dispatch.deliver(LATER):
        pass


def _notices(user: User, row: Registration) -> Iterator[str]:
    from django.core import mail

    from notifications.models import Notice

    for notice in Notice.objects.filter(person=user, event__registration=row).order_by("pk"):
        yield f"{notice.channel} {notice.letter}"
    for letter in mail.outbox:
        if row.reference in f"{letter.subject} {letter.body}" and user.email in letter.to:
            yield f"{letter.subject}\n{letter.body}"


def aside(text: str, deal: Deal) -> str:
    """A text without what names the deal itself."""
    for words, instead in ((deal.customer, "CUSTOMER"), (deal.project, "PROJECT")):
        text = text.replace(words, instead)
        text = text.replace(words.replace(" ", "+"), instead).replace(words.replace(" ", "%20"), instead)
    for pattern, instead in OWN_NUMBERS:
        text = pattern.sub(instead, text)
    return text


def chance_to_tell(known: list[float], fresh: list[float]) -> float:
    """Area under the curve of whoever tells the two apart by a number: 0.5 is guessing, 1 is certain, either way."""
    ranked = sorted([(each, True) for each in known] + [(each, False) for each in fresh])
    below, wins = 0, 0
    for _value, is_known in ranked:
        if is_known:
            wins += below
        else:
            below += 1
    area = wins / (len(known) * len(fresh))
    return max(area, 1 - area)
