"""A Salesforce of one's own: the REST protocol over HTTP, answering from the opportunities of an org."""

import csv
import io
import json
import re
import threading
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from validation.tests.salesforce_org import Org, stamp

VERSION = "/services/data/v62.0"
SOQL = re.compile(
    r"SELECT (?P<fields>[\w., ]+) FROM Opportunity"
    r"(?: WHERE SystemModstamp >= (?P<since>[\dTZ:-]+) ORDER BY SystemModstamp, Id)?"
)
CUSTOM_FIELDS = ("Registration__c", "CurrencyIsoCode", "Starts__c", "Account.Tax__c")
FIELDS = (
    "Id", "Name", "CreatedDate", "SystemModstamp", "IsDeleted", "IsClosed", "Amount", "CloseDate", "Account.Name",
    "Account.BillingCountry", "Account.BillingCity", "Account.Website", "Owner.Name",
    *CUSTOM_FIELDS,
)  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    org: Org

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.org.now.astimezone(UTC), usegmt=True)

    def answer(self, body: Any, status: int = 200, **headers: str) -> None:
        told = (
            body
            if isinstance(body, bytes)
            else (body if isinstance(body, str) else json.dumps(body)).encode()
        )
        self.send_response(status)
        for name, value in {"Sforce-Limit-Info": self.org.usage, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def refuse(self, status: int, code: str) -> None:
        self.answer([{"errorCode": code, "message": f"the stub says {code}"}], status)

    def do_GET(self) -> None:
        self.serve()

    def do_POST(self) -> None:
        self.serve()

    def serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        parts = urlsplit(self.path)
        self.org.asked.append(f"{self.command} {unquote(self.path)}")
        if self.org.troubles and self.org.troubles[0][0] in self.path:
            _path, status, headers, told = self.org.troubles.popleft()
            if status == 0:
                self.close_connection = True
                return
            self.answer(told, status, **headers)
        elif parts.path == "/services/oauth2/token":
            self.give_token(body)
        elif self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.org.tokens:
            self.refuse(401, "INVALID_SESSION_ID")
        else:
            self.route(parts.path, parse_qs(parts.query), body)

    def route(self, path: str, query: dict[str, list[str]], body: bytes) -> None:
        place = path.removeprefix(VERSION)
        if place == "/queryAll/":
            self.query(query["q"][0])
        elif found := re.fullmatch(r"/query/01g-(\d+)-(\d+)", place):
            self.page(int(found[1]), int(found[2]))
        elif place == "/sobjects/Opportunity/deleted/":
            self.deleted(query)
        elif place == "/jobs/query" and self.command == "POST":
            self.create_job(json.loads(body))
        elif found := re.fullmatch(r"/jobs/query/(\w+)(/results)?", place):
            job = self.org.jobs.get(found[1])
            if job is None:
                self.refuse(404, "NOT_FOUND")
            elif found[2]:
                self.results(job, query)
            else:
                self.look_at_job(job)
        else:
            self.refuse(404, "NOT_FOUND")

    def give_token(self, body: bytes) -> None:
        basic = "Basic " + b64encode(b"client:mystery").decode()
        if self.headers.get("Authorization") != basic or body != b"grant_type=client_credentials":
            self.answer({"error": "invalid_client", "error_description": "invalid client credentials"}, 400)
            return
        token = f"token-{len(self.org.asked)}"
        self.org.tokens.append(token)
        self.answer({"access_token": token, "instance_url": "https://vendor.my.salesforce.com"})

    def query(self, soql: str) -> None:
        read = SOQL.fullmatch(soql)
        if read is None:
            self.refuse(400, "MALFORMED_QUERY")
            return
        asked = read["fields"].split(", ")
        if set(asked) - set(FIELDS):
            self.refuse(400, "INVALID_FIELD")
            return
        since = datetime.fromisoformat(read["since"])
        rows = [
            row for row in self.org.records.values() if datetime.fromisoformat(row["SystemModstamp"]) >= since
        ]
        rows.sort(key=lambda row: (row["SystemModstamp"], row["Id"]))
        cursors: list[Any] = self.org.jobs.setdefault("cursors", {"of": []})["of"]
        cursors.append([nested(row, asked) for row in rows])
        self.page(len(cursors) - 1, 0)

    def page(self, cursor: int, start: int) -> None:
        cursors = self.org.jobs.get("cursors", {"of": []})["of"]
        if cursor >= len(cursors):
            self.refuse(400, "INVALID_QUERY_LOCATOR")
            return
        rows, end = cursors[cursor], start + self.org.page_rows
        following = {"nextRecordsUrl": f"{VERSION}/query/01g-{cursor}-{end}"} if end < len(rows) else {}
        self.answer({"totalSize": len(rows), "done": not following, "records": rows[start:end], **following})

    def deleted(self, query: dict[str, list[str]]) -> None:
        start, end = (datetime.fromisoformat(query[name][0]) for name in ("start", "end"))
        in_bin = {
            row["Id"]: datetime.fromisoformat(row["SystemModstamp"])
            for row in self.org.records.values()
            if row["IsDeleted"]
        }
        found = {key: at for key, at in (in_bin | self.org.purged).items() if start <= at <= end}
        self.answer(
            {
                "deletedRecords": [{"id": key, "deletedDate": stamp(at)} for key, at in found.items()],
                "earliestDateAvailable": stamp(self.org.remembers),
                "latestDateCovered": stamp(end),
            }
        )

    def create_job(self, order: dict[str, str]) -> None:
        read = SOQL.fullmatch(order["query"])
        if read is None or order["operation"] != "query":
            self.refuse(400, "MALFORMED_QUERY")
            return
        asked = read["fields"].split(", ")
        rows = [
            [flat(row[name]) for name in asked] for row in self.org.records.values() if not row["IsDeleted"]
        ]
        key = f"750A{len(self.org.jobs):014d}"
        self.org.jobs[key] = {
            "id": key, "state": "UploadComplete", "createdDate": stamp(self.org.now),
            "rows": rows, "asked": asked, "looks": 0,
        }  # fmt: skip
        self.look_at_job(self.org.jobs[key])

    def look_at_job(self, job: dict[str, Any]) -> None:
        if job["state"] == "UploadComplete":
            ready = job["looks"] > self.org.looks_until_ready
            job["looks"] += 1
            job["state"] = "JobComplete" if ready else "UploadComplete"
        self.answer({name: job[name] for name in ("id", "state", "createdDate")})

    def results(self, job: dict[str, Any], query: dict[str, list[str]]) -> None:
        start = int(query.get("locator", ["0"])[0])
        end = start + min(self.org.page_rows, int(query["maxRecords"][0]))
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerows([job["asked"], *job["rows"][start:end]])
        following = str(end) if end < len(job["rows"]) else "null"
        count = str(len(job["rows"][start:end]))
        self.answer(written.getvalue(), Sforce_Locator=following, Sforce_NumberOfRecords=count)


def nested(row: dict[str, Any], asked: list[str]) -> dict[str, Any]:
    """A record as the REST API tells it: the account an object, or null where there is none."""
    record: dict[str, Any] = {"attributes": {"type": "Opportunity"}}
    for name in asked:
        owner, dot, field = name.partition(".")
        if not dot:
            record[name] = row[name]
        elif owner == "Account" and row["Account.Name"] is None:
            record[owner] = None
        else:
            record.setdefault(owner, {"attributes": {"type": owner}})[field] = row[name]
    return record


def flat(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def serve(org: Org) -> Iterator[int]:
    """A server of the org; yields its port and ends it."""
    handler = type("OrgHandler", (Handler,), {"org": org})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
