"""Worked examples of the clocks under one version of a policy, for its readers (promises, *Deadlines*).

The days are computed by the clocks themselves, so an example can never tell something else than a deadline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deals import clocks
from partners.models import Policy
from partners.working_time import WorkingCalendar, add_working_days, add_working_time

MORNING, MONDAY_TO_FRIDAY = 10, frozenset({5, 6})


@dataclass(frozen=True)
class Example:
    """One clock: its label, and a sentence with its days, in the zone of the region."""

    label: Any
    words: str


def examples(policy: Policy, year: int) -> list[Example]:
    """Every clock of a version by a deal registered on 31 August of a year and approved two days later.

    Worldwide versions are read in UTC, with a week from Monday to Friday.
    """
    region = policy.region
    zone = region.zone if region else ZoneInfo("UTC")
    calendar = region.working_calendar() if region else WorkingCalendar(zone, MONDAY_TO_FRIDAY, frozenset())
    submitted = datetime(year, 8, 31, MORNING, tzinfo=zone).astimezone(UTC)
    return [Example(label, words) for label, words in _told(policy, submitted, zone, calendar)]


def _told(
    policy: Policy, submitted: datetime, zone: ZoneInfo, calendar: WorkingCalendar
) -> Iterator[tuple[Any, str]]:
    def day(at: datetime) -> str:
        return date_format(clocks.local_day(at, zone), "j F Y")

    def days(at: datetime, before: Any) -> str:
        return "; ".join(day(warning.at) for warning in clocks.warning_instants(at, before, zone))

    approved = submitted + timedelta(days=2)
    add = partial(add_working_time, calendar=calendar)
    promised = clocks.promise_marks(
        submitted, timedelta(days=policy.decision_working_days), timedelta(), add
    ).due_at
    expires = clocks.expiry(submitted, policy.validity_months, zone)
    due = clocks.update_due(approved, policy.update_days, zone)
    earliest = clocks.earliest_price_application(submitted, policy.lead_time_days, zone)
    before = clocks.days_left(policy.update_days, policy.update_warning_days)
    longer = clocks.extended_expiry(expires, policy.extension_months, zone)
    opens = clocks.extension_window_opens(expires, policy.extension_opens_days, zone)
    said = {"submitted": day(submitted), "approved": day(approved), "expires": day(expires), "due": day(due)}
    yield (
        _("Decision promise"),
        _("Submitted on %(submitted)s at 10:00: decided by %(until)s.")
        % {**said, "until": date_format(promised.astimezone(zone), "j F Y, H:i")},
    )
    yield (
        _("Price application"),
        _("Registered on %(submitted)s: possible from %(first)s.")
        % {**said, "first": date_format(earliest, "j F Y")},
    )
    yield (
        _("Validity"),
        _("Registered on %(submitted)s: valid until the end of %(expires)s. Notices: %(notices)s.")
        % {**said, "notices": days(expires, policy.expiry_notice_days)},
    )
    yield (
        _("Update"),
        _("Approved on %(approved)s and never updated: lapses at the end of %(due)s. Warnings: %(warnings)s.")
        % {**said, "warnings": days(due, before)},
    )
    yield (
        _("Grace"),
        _("Lapsed on %(due)s: can be reinstated until the end of %(until)s.")
        % {**said, "until": day(clocks.grace_until(due, policy.grace_days, zone))},
    )
    yield (
        _("Extension"),
        _("Valid until %(expires)s: can be asked for from %(from)s; granted once, valid until %(until)s.")
        % {**said, "from": day(opens), "until": day(longer)},
    )
    yield (
        _("Answer to a return"),
        _("Returned on %(approved)s: keeps its place if answered by the end of %(until)s.")
        % {**said, "until": day(add_working_days(approved, policy.return_answer_working_days, calendar))},
    )
    yield (
        _("Appeal"),
        _("Not accepted on %(approved)s: can be appealed until the end of %(until)s.")
        % {**said, "until": day(add_working_days(approved, policy.appeal_working_days, calendar))},
    )
    yield (
        _("Hearing"),
        _(
            "Hearing before a revocation opened on %(approved)s: the partner may reply until the end of %(until)s."
        )
        % {**said, "until": day(add_working_days(approved, policy.hearing_working_days, calendar))},
    )
