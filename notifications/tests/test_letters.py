"""The words of every letter, over one world in which every told kind happened once."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone, translation

from deals import decisions, lifecycle
from notifications import audiences, digests, letters, moments, particulars, receipts
from notifications.models import Notice
from notifications.tests.cases import AT, CASES, CHAIN_MAIL, CHAIN_NAME, DAY, Cast, last_event
from notifications.tests.translated import untranslated
from partners import announcements, membership, standing_reasons, trees
from partners.tests.factories import (
    ApplicantFactory,
    AuthorisationFactory,
    ManagerFactory,
    PartnerFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "zh-hans", "ar")
COMPANIES = [*(f"standing-{letter}" for letter in audiences.STANDINGS), *audiences.LETTER_OF_CHANGE.values()]
# Words that would tell a partner of the pipeline, or of somebody else's claim.
SECRETS = (
    "pipeline",
    "salesforce",
    "rival",
    "parked",
    "conflict",
    "candidate",
    "someone else",
    "another partner",
)


def standings() -> None:
    """A company that applied, and one after each act on a standing."""
    manager = ManagerFactory.create()
    for verbs in ([], ["refuse"], ["accept"], ["accept", "suspend"], ["accept", "end"], ["accept", "move"]):
        company = ApplicantFactory.create()
        PersonFactory.create(partner=company)
        for verb in verbs:
            codes = [reason.code for reason in standing_reasons.meant_for(verb)]
            tier = "gold" if verb == "move" else ""
            membership.decide(company, verb, by=manager, at=AT, codes=codes, reason="Papers", tier=tier)
    for act, tier in (("suspend", ""), ("end", ""), ("move", "gold")):
        company = PartnerFactory.create()
        PersonFactory.create(partner=company)
        codes = [reason.code for reason in standing_reasons.meant_for(act)]
        row = announcements.announce(
            company, act, first_day=AT.date() + 5 * DAY, by=manager, at=AT, codes=codes, tier=tier
        )
        announcements.call_off(row, by=manager, at=AT, codes=["settled"], reason="All is well")


def last_days() -> None:
    """A last day announced, moved and called off, under another that stands: of a product line and of a region."""
    manager = ManagerFactory.create()
    authorisation = AuthorisationFactory.create()
    PersonFactory.create(partner=authorisation.partner)
    nodes: list[Any] = [authorisation.product_line, authorisation.region]
    for node in nodes:
        for day in (AT.date() + 60 * DAY, AT.date() + 50 * DAY):
            trees.announce_end(node, day, by=manager, at=AT, reason="Replaced", other_code="storage.next")
        trees.lift_end(node, by=manager, at=AT, reason="It goes on")


@pytest.fixture(scope="module")
def told(told_once: None) -> dict[str, list[int]]:
    """Keys of the notices of each kind; made once, because reaching every kind takes every verb."""
    found: dict[str, list[int]] = {}
    desk = Cast()
    for kind, case in CASES.items():
        case(Cast(first=desk.first, second=desk.second, manager=desk.manager))
        while receipts.collect(AT + 300 * DAY):
            pass
        found[kind] = list(Notice.objects.filter(event=last_event(kind)).values_list("pk", flat=True))
    standings()
    last_days()
    receipts.collect(AT + 300 * DAY)
    for kind in COMPANIES:
        found[kind] = list(Notice.objects.filter(kind=kind).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        # A server that looked at these tables while they were empty would plan for empty ones.
        cursor.execute("ANALYZE")
    return found


@pytest.fixture(params=[*CASES, *COMPANIES])
def notices(request: pytest.FixtureRequest, told: dict[str, list[int]], db: None) -> list[Notice]:
    """One notice for each letter and each company that is told, of one kind."""
    found = Notice.objects.filter(pk__in=told[request.param]).with_content()
    several = {
        (notice.letter, notice.person.partner_id, notice.tree_event and str(notice.tree_event.node)): notice
        for notice in found
    }
    assert several
    return list(several.values())


class Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def words_of(html: str) -> str:
    return " ".join(" ".join(Words(html).said).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_written_in_the_readers_language(notices: list[Notice], language: str) -> None:
    for notice in notices:
        notice.person.language = language
        letter = letters.write(notice)
        assert f'lang="{language}"' in letter.html
        assert letters.link(notice) in letter.text


@pytest.mark.parametrize("language", ["zh-hans", "ar"])
def test_no_words_of_a_letter_or_its_digest_are_left_in_english(notices: list[Notice], language: str) -> None:
    for notice in notices:
        notice.person.language = language
        with untranslated(language) as lacking:
            letters.write(notice)
            digests.write([notice])
        assert lacking == set()


def test_text_and_html_say_the_same(notices: list[Notice]) -> None:
    for notice in notices:
        letter = letters.write(notice)
        said = letter.text.partition(letters.link(notice))[0].splitlines()
        sentences = [line.strip("- ") for line in said if line and not line.endswith(":")]
        assert [line for line in sentences if line not in words_of(letter.html)] == []


def test_no_letter_names_a_person_of_the_decision_chain(notices: list[Notice]) -> None:
    for notice in notices:
        letter = letters.write(notice)
        for personal in (CHAIN_NAME, CHAIN_MAIL):
            assert personal not in letter.subject + letter.text + letter.html


def test_no_subject_names_a_customer_or_project(notices: list[Notice]) -> None:
    for notice in notices:
        if notice.event is not None:
            case = notice.event.registration
            subject = letters.write(notice).subject
            assert subject.startswith(case.reference)
            assert case.customer_name not in subject
            assert case.project_name not in subject


def test_no_letter_to_a_partner_lets_slip_what_only_the_vendor_knows(notices: list[Notice]) -> None:
    for notice in notices:
        if notice.person.is_partner:
            letter = letters.write(notice)
            said = f"{letter.subject} {letter.text} {words_of(letter.html)}".lower()
            assert [secret for secret in SECRETS if secret in said] == []


def test_a_letter_gets_plain_values_and_no_record(notices: list[Notice]) -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, list | tuple):
            return all(map(plain, value))
        return value is None or isinstance(value, str | bool | int | datetime)

    for notice in notices:
        values = particulars.for_letter(notice)
        assert [name for name, value in values.items() if not plain(value)] == []


def test_a_headline_asks_the_database_nothing(notices: list[Notice], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        for notice in notices:
            letters.headline(notice)
            letters.path(notice)


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [
        ("en", "Asia/Shanghai", "Fri 14 May 2027, 23:59 (China Time / Asia/Shanghai)"),
        ("en", "UTC", "Fri 14 May 2027, 15:59 (UTC)"),
        ("zh-hans", "Asia/Shanghai", "中国时间 / Asia/Shanghai"),
        ("ar", "Asia/Riyadh", "التوقيت العربي / Asia/Riyadh"),
    ],
)
def test_an_instant_names_its_zone_in_words(language: str, zone: str, words: str) -> None:
    with translation.override(language), timezone.override(zone):
        assert words in moments.instant(datetime(2027, 5, 14, 15, 59, tzinfo=UTC))


@pytest.mark.parametrize(("again", "said"), [(False, True), (True, False)])
def test_a_rejection_speaks_of_an_appeal_only_while_there_is_one(again: bool, said: bool) -> None:
    cast = Cast()
    registration = cast.rejected()
    if again:
        lifecycle.appeal(registration, by=cast.owner, at=AT + DAY, grounds="We were first")
        decisions.reject(registration, by=cast.second, at=AT + 2 * DAY, codes=["not-available"])
    receipts.collect(AT + 3 * DAY)
    notice = Notice.objects.filter(event=last_event("rejected"), person=cast.owner).with_content()[0]
    text = letters.write(notice).text
    assert ("You can appeal until" in text, "Appeal if you have evidence" in text) == (said, said)
    assert ("This decision cannot be appealed." in text) is not said
