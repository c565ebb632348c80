"""The four questions a pull asks: what changed, what was deleted, all there is, and how far that is."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_noop as _
from simple_salesforce.api import Salesforce, SFType
from simple_salesforce.util import call_salesforce

from validation.pipeline.salesforce.connection import Connection
from validation.pipeline.salesforce.records import Record, fields_asked
from validation.pipeline.salesforce.trouble import Trouble, malformed

# As many as Salesforce puts on a page of a query; a page is one transaction.
PAGE_ROWS = 2000
_PLACE = re.compile(r"/services/data/v[\w./-]+")
_UNDER_WAY = ("UploadComplete", "InProgress")


@dataclass(frozen=True)
class Page:
    """Some records, and the place of the next ones; empty after the last."""

    records: Sequence[Record]
    next_place: str


@dataclass(frozen=True)
class Deletions:
    """Ids of deleted records. `known_from` is as far back as Salesforce remembers, `until` as far as it answered."""

    record_ids: Sequence[str]
    known_from: datetime
    until: datetime


@dataclass(frozen=True)
class Job:
    """A bulk query on its way: it answers with what there was when it was created, by Salesforce's clock."""

    key: str
    created_at: datetime
    ready: bool


def _instant(told: str) -> datetime:
    return datetime.fromisoformat(told).astimezone(UTC)


def changes(connection: Connection, since: datetime) -> Page:
    """The first page of what changed since an instant, deleted records too, the oldest change first."""
    asked = ", ".join(fields_asked(connection.account))
    # Both parts are ours: names checked by the settings, and an instant.
    query = (
        f"SELECT {asked} FROM Opportunity WHERE SystemModstamp >= {since:%Y-%m-%dT%H:%M:%SZ} "  # noqa: S608
        "ORDER BY SystemModstamp, Id"
    )
    return _page(connection.ask(lambda client: client.query(query, include_deleted=True)))


def more_changes(connection: Connection, place: str) -> Page:
    return _page(connection.ask(lambda client: client.query_more(place, identifier_is_url=True)))


def _page(answer: Any) -> Page:
    if not isinstance(answer, Mapping) or not isinstance(answer.get("records"), list):
        raise malformed("there are no records on it.")
    done, place = answer.get("done"), answer.get("nextRecordsUrl", "")
    if not isinstance(done, bool) or not isinstance(place, str):
        raise malformed("it does not say whether more follows.")
    # The address is asked with our token, so it has to stay at Salesforce.
    if not done and not _PLACE.fullmatch(place):
        raise malformed("it does not say where the next one is.")
    return Page(answer["records"], "" if done else place)


def _opportunities(client: Salesforce) -> SFType:
    return SFType(
        "Opportunity", client.session_id, client.sf_instance, client.sf_version, session=client.session
    )


def deletions(connection: Connection, since: datetime, until: datetime) -> Deletions:
    """What was deleted between two instants, emptied from the recycle bin or not."""
    answer = connection.ask(lambda client: _opportunities(client).deleted(since, until))
    try:
        return Deletions(
            [str(each["id"]) for each in answer["deletedRecords"]],
            _instant(answer["earliestDateAvailable"]),
            _instant(answer["latestDateCovered"]),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise malformed(f"of the deleted records {wrong}.") from wrong


def begin_job(connection: Connection) -> Job:
    """Ask for every opportunity at once, by Bulk 2.0."""
    asked = ", ".join(fields_asked(connection.account))
    order = {"operation": "query", "query": f"SELECT {asked} FROM Opportunity"}  # noqa: S608
    return _job(connection.ask(lambda client: client.restful("jobs/query", method="POST", json=order)))


def look_at_job(connection: Connection, key: str) -> Job:
    """How far a job is. Raises Trouble once it failed."""
    return _job(connection.ask(lambda client: client.restful(f"jobs/query/{key}")))


def _job(answer: Any) -> Job:
    try:
        key, state, created = str(answer["id"]), str(answer["state"]), _instant(answer["createdDate"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise malformed(f"of the bulk job {wrong}.") from wrong
    if state not in (*_UNDER_WAY, "JobComplete"):
        raise Trouble(
            _("The bulk job ended as %(state)s: %(why)s"),
            state=state,
            why=str(answer.get("errorMessage") or "")[:300],
            lost=True,
        )
    if not re.fullmatch(r"\w+", key):
        raise malformed("the bulk job has no id.")
    return Job(key, created, state == "JobComplete")


def rows_of_job(connection: Connection, key: str, place: str) -> Page:
    """A page of a finished job: from the start, or from the place that the page before named."""

    def fetch(client: Salesforce) -> Page:
        answer = call_salesforce(
            url=f"{client.base_url}jobs/query/{key}/results",
            method="GET",
            session=client.session,
            headers={**client.headers, "Accept": "text/csv"},
            params={"maxRecords": PAGE_ROWS, **({"locator": place} if place else {})},
        )
        following = answer.headers.get("Sforce-Locator", "")
        rows = _csv_rows(answer.content, fields_asked(connection.account))
        if str(len(rows)) != answer.headers.get("Sforce-NumberOfRecords"):
            raise malformed("it holds another number of records than it says.")
        return Page(rows, "" if following == "null" else following)

    return connection.ask(fetch)


def _csv_rows(content: bytes, asked: list[str]) -> list[dict[str, str]]:
    try:
        found = list(csv.reader(io.StringIO(content.decode().replace("\x00", ""), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise malformed(f"{wrong}.") from wrong
    headings, rows = (found[0], found[1:]) if found else ([], [])
    if rows and (set(asked) - set(headings) or any(len(row) != len(headings) for row in rows)):
        raise malformed("its columns are not those asked for.")
    return [dict(zip(headings, row, strict=True)) for row in rows]
