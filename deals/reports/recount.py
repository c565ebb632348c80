"""The figures of the reports counted again, in plain SQL and another way than the reports do (promise I13).

From the events where a report reads decisions; month by month between two instants; ranks by sorting; money added up
row by row. Every function answers with the figures of one report under the same names; what is zero is left out.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from deals.reports.asked import Asked
from deals.reports.shape import Cell

Figures = dict[str, Cell]
DECIDED = "kind IN ('approved', 'rejected')"
_CODES = {
    "postgresql": "jsonb_array_elements_text(e.payload -> 'codes') AS c(value)",
    "sqlite": "json_each(e.payload, '$.codes') AS c",
}


def time_to_decide(asked: Asked) -> Figures:
    found: Figures = {}
    worked = "worked_seconds FROM deals_decision WHERE act <> 'return' AND worked_seconds IS NOT NULL"
    for name, *span in _months(asked):
        (count,) = _one(f"SELECT COUNT(*) FROM deals_event WHERE {DECIDED} AND at >= %s AND at < %s", *span)
        if count:
            found[f"{name} decisions"] = count
            for what, tenths in (("median", 5), ("ninetieth", 9)):
                below = (count * tenths + 9) // 10 - 1
                sql = (
                    f"SELECT {worked} AND at >= %s AND at < %s ORDER BY worked_seconds LIMIT 1 OFFSET {below}"
                )
                found[f"{name} {what}"] = _one(sql, *span)[0]
    return found


def promise_kept(asked: Asked) -> Figures:
    found: Figures = {}
    late = "d.worked_seconds / 86400.0 / p.decision_working_days > "
    of = "FROM deals_decision d JOIN partners_policy p ON p.id = d.policy_id WHERE d.act IN ('approve', 'reject')"
    for name, *span in _months(asked):
        (count,) = _one(f"SELECT COUNT(*) FROM deals_event WHERE {DECIDED} AND at >= %s AND at < %s", *span)
        if count:
            found[f"{name} decisions"] = count
            for what, times in (("kept", 1), ("double", 2)):
                (missed,) = _one(
                    f"SELECT COUNT(*) {of} AND {late} {times} AND d.at >= %s AND d.at < %s", *span
                )
                found[f"{name} {what}"] = count - missed
    return found


def returns(asked: Asked) -> Figures:
    found: Figures = {}
    before = "SELECT {} FROM deals_event o WHERE o.registration_id = e.registration_id AND o."
    returned = before.format("COUNT(*)") + "kind = 'returned' AND o.version < e.version"
    first = before.format("MIN(o.version)") + DECIDED
    for name, *span in _months(asked):
        cases, times = _one(
            f"SELECT COUNT(*), COALESCE(SUM(({returned})), 0) FROM deals_event e "
            f"WHERE e.{DECIDED} AND e.version = ({first}) AND e.at >= %s AND e.at < %s",
            *span,
        )
        if cases:
            found |= {f"{name} cases": cases, f"{name} returns": int(times)}
    return found


def reasons(asked: Asked) -> Figures:
    acts = {"returned": "return", "rejected": "reject"}
    sql = (
        f"SELECT e.kind, c.value, COUNT(DISTINCT e.id) FROM deals_event e, {_CODES[connection.vendor]} "
        "WHERE e.kind IN ('returned', 'rejected') AND e.at >= %s AND e.at < %s GROUP BY e.kind, c.value"
    )
    return {f"{acts[kind]} {code}": count for kind, code, count in _rows(sql, *_range(asked))}


def approvals(asked: Asked) -> Figures:
    found: Figures = {}
    for name, *span in _months(asked):
        for kind in ("approved", "lapsed"):
            sql = "SELECT COUNT(*) FROM deals_event WHERE kind = %s AND at >= %s AND at < %s"
            found[f"{name} {kind}"] = _one(sql, kind, *span)[0]
    sql = (
        "SELECT currency, budget FROM deals_registration WHERE budget IS NOT NULL AND id IN "
        "(SELECT registration_id FROM deals_event WHERE kind = 'approved' AND at >= %s AND at < %s)"
    )
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for currency, budget in _rows(sql, *_range(asked)):
        sums[f"budget {currency}"] += Decimal(str(budget)).quantize(Decimal("0.01"))
    return {**{name: count for name, count in found.items() if count}, **sums}


def conflicts(asked: Asked) -> Figures:
    taken = "SELECT e.registration_id FROM deals_event e, {} WHERE e.kind = 'rejected' AND c.value = 'not-available'"
    refused_as_taken = {key for (key,) in _rows(taken.format(_CODES[connection.vendor]))}
    sql = (
        "SELECT id, status FROM deals_registration WHERE submitted_at >= %s AND submitted_at < %s AND id IN (SELECT "
        "registration_id FROM deals_check WHERE occasion = 'screen' AND "
        "((code = 'pipeline' OR code = 'single') AND (outcome = 'review' OR outcome = 'fail')))"
    )
    names = {"submitted": "open", "returned": "open", "withdrawn": "withdrawn", "rejected": "refused"}
    found: Counter[str] = Counter()
    for name, *span in _months(asked):
        for key, status in _rows(sql, *span):
            refused = status == "rejected" and key in refused_as_taken
            found[f"{name} {'taken' if refused else names.get(status, 'approved')}"] += 1
    return dict(found)


def more_time(asked: Asked) -> Figures:
    names = {None: "waiting", True: "granted", False: "refused"}
    sql = "SELECT granted, COUNT(*) FROM deals_extension WHERE asked_at >= %s AND asked_at < %s GROUP BY granted"
    return {
        f"{name} {names[None if granted is None else bool(granted)]}": count
        for name, *span in _months(asked)
        for granted, count in _rows(sql, *span)
    }


def idle(asked: Asked) -> Figures:
    """Walks through the life of every registration."""
    now = int(asked.at.timestamp())
    spans = [
        (name, int(since.timestamp()), min(int(until.timestamp()), now))
        for name, since, until in _months(asked)
    ]
    found: Counter[str] = Counter()
    sql = (
        "SELECT registration_id, at, kind, status, payload FROM deals_event ORDER BY registration_id, version"
    )
    case, since = None, None
    for key, at, kind, status, payload in [*_rows(sql), (None, asked.at, "", "", "{}")]:
        reached = _instant(at)
        if since is not None and (key != case or _turns(kind, status, payload)):
            _add(found, spans, since, now if key != case else reached)
            since = None
        if kind in ("approved", "reinstated") or (status == "approved" and _turns(kind, status, payload)):
            since = reached
        case = key
    return {name: found[name] for month, *_span in spans if found[f"{month} force"] for name in _both(month)}


def _turns(kind: str, status: str, payload: Any) -> bool:
    told = json.loads(payload) if isinstance(payload, str) else payload
    counted = kind in ("updated", "update-logged") and told.get("counted") is True
    return status != "approved" or kind in ("approved", "reinstated") or counted


def _add(found: Counter[str], spans: list[tuple[str, int, int]], since: int, until: int) -> None:
    for month, start, end in spans:
        for name, begins in zip(_both(month), (since, since + 14 * 86400), strict=True):
            found[name] += max(min(until, end) - max(begins, start), 0)


def _both(month: str) -> tuple[str, str]:
    return f"{month} force", f"{month} idle"


def _instant(at: Any) -> int:
    read = datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at
    return int(read.timestamp())


def _rows(sql: str, *given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [_stored(each) for each in given])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _one(sql: str, *given: Any) -> tuple[Any, ...]:
    return next(iter(_rows(sql, *given)), (None,))


def _stored(value: Any) -> Any:
    """SQLite keeps an instant as text in UTC."""
    if isinstance(value, datetime) and connection.vendor == "sqlite":
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value


def _months(asked: Asked) -> Iterator[tuple[Any, ...]]:
    for month in asked.months:
        yield (f"{month:%Y-%m}", *asked.bounds(month))


def _range(asked: Asked) -> tuple[datetime, datetime]:
    return asked.bounds(asked.first)[0], asked.bounds(asked.last)[1]


RECOUNTS: dict[str, Callable[[Asked], Figures]] = {
    "time-to-decide": time_to_decide,
    "promise-kept": promise_kept,
    "returns": returns,
    "reasons": reasons,
    "approvals-and-lapses": approvals,
    "conflicts": conflicts,
    "extensions": more_time,
    "idle-share": idle,
}
