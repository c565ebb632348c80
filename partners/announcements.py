"""Verbs of changes that take effect on a later day: announce, call off, carry out.

The day begins in the zone of the company's home region. Each verb writes one standing in the same transaction, so the
company is told when a change is announced, when it is called off, and when it takes effect.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners import membership
from partners.membership import MembershipError
from partners.models import Announcement, Partner, User
from partners.working_time import local_day, start_of_day

# Trouble of the whole look, not of one row.
FATAL = (InterfaceError, OperationalError, SoftTimeLimitExceeded)
log = structlog.get_logger(__name__)


def earliest_day(partner: Partner, at: datetime) -> date:
    """The first day that can be announced for a company: tomorrow, where its home region is."""
    return local_day(at, partner.region.zone) + timedelta(days=1)


def announce(
    partner: Partner,
    act: str,
    *,
    first_day: date,
    by: User,
    at: datetime,
    codes: Iterable[str],
    reason: str = "",
    tier: str = "",
) -> Announcement:
    """Let the company be suspended, ended or moved from the start of a later day on, in its region's zone.

    Raises MembershipError as `membership.decide` does, for a day that has begun, for an act that takes effect at once
    only, and while another change is announced.
    """
    membership.require_right(partner, by)
    if act not in Announcement.Act.values:
        raise MembershipError(_("This takes effect at once: it cannot be announced."))
    given = membership.reasons_given(codes, act)
    earliest = earliest_day(partner, at)
    if first_day < earliest:
        raise MembershipError(
            _("Choose %s or a later day. Without a day it takes effect at once.")
            % date_format(earliest, "DATE_FORMAT")
        )
    with transaction.atomic():
        locked = membership.locked(partner)
        membership.require_start(locked, act, tier)
        if other := Announcement.objects.open().filter(partner=locked).first():
            raise MembershipError(
                _("Another change is announced from %s on. Call it off first.")
                % date_format(other.first_day, "DATE_FORMAT")
            )
        zone = partner.region.zone
        row = Announcement.objects.create(
            partner=locked, act=act, tier=tier, codes=given, reason=reason.strip(), first_day=first_day,
            zone=zone.key, due_at=start_of_day(first_day, zone), at=at, by=by,
        )  # fmt: skip
        membership.note(locked, "announce", at=at, by=by, codes=given, reason=row.reason, announcement=row)
    return row


def call_off(
    announcement: Announcement, *, by: User, at: datetime, codes: Iterable[str], reason: str = ""
) -> Announcement:
    """Let an announced change not happen; the company is told why.

    Raises MembershipError without a code, without the right, or once it was carried out or called off.
    """
    membership.require_right(announcement.partner, by)
    given = membership.reasons_given(codes, "call-off")
    with transaction.atomic():
        partner = membership.locked(announcement.partner)
        row = Announcement.objects.select_for_update().get(pk=announcement.pk)
        if row.outcome or row.due_at <= at:
            raise MembershipError(_("This change has taken effect or was called off."))
        membership.drop(row, partner, by=by, at=at, codes=given, reason=reason.strip())
    return row


def carry_out(announcement: Announcement, *, at: datetime) -> bool:
    """Let an announced change take effect; whether it did. Before its day, or a second time, nothing happens.

    Raises MembershipError where the company is in a state from which it cannot: a decision that leads there calls the
    announcement off (`membership.decide`), so this never happens by the verbs.
    """
    with transaction.atomic():
        partner = membership.locked(announcement.partner)
        row = Announcement.objects.select_for_update().get(pk=announcement.pk)
        if row.outcome or row.due_at > at:
            return False
        membership.require_start(partner, row.act, row.tier)
        membership.close(row, Announcement.Outcome.CARRIED_OUT, at=at)
        membership.enter(
            partner, row.act, tier=row.tier, at=at, by=row.by, codes=row.codes, reason=row.reason, announcement=row
        )  # fmt: skip
    return True


def carry_out_due(at: datetime) -> int:
    """Carry out what is due at an instant, each by itself; how many took effect.

    One that fails is logged and tried again at the next look.
    """
    done = 0
    for row in (
        Announcement.objects.open().filter(due_at__lte=at).select_related("partner").order_by("due_at")
    ):
        try:
            done += carry_out(row, at=at)
        except FATAL:
            raise
        except Exception:
            log.exception("announcement_failed", announcement=row.pk)
    return done
