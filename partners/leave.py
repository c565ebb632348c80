"""Verbs of a coordinator's leave: name a deputy for some days, end it early. Raises LeaveError with its words."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Deputy, User
from partners.roles import Role
from partners.working_time import start_of_day


class LeaveError(Exception):
    """Nothing was done. `str()` says why, in the reader's language; `about` names the answer to mend."""

    def __init__(self, words: str, about: str = "") -> None:
        super().__init__(words)
        self.about = about


def name_deputy(
    absent: User, deputy: User, *, starts_on: date, ends_on: date, by: User, at: datetime
) -> Deputy:
    """Let another coordinator work in one's regions from the start of a day to the end of a day, in one's own zone.

    A programme manager may do so for somebody who cannot.
    """
    if not (by.pk == absent.pk or by.role == Role.PROGRAMME_MANAGER):
        raise LeaveError(
            _("A coordinator names the own deputy; a programme manager may do it for somebody else.")
        )
    if not (absent.is_coordinator and absent.is_active):
        raise LeaveError(_("Choose a coordinator who may sign in."), "absent")
    if not (deputy.is_coordinator and deputy.is_active) or deputy.pk == absent.pk:
        raise LeaveError(_("Choose another coordinator who may sign in."), "deputy")
    if ends_on < starts_on:
        raise LeaveError(_("The last day lies before the first. Choose a later one."), "ends_on")
    starts_at = start_of_day(starts_on, absent.zone)
    ends_at = datetime.combine(ends_on, time(23, 59, 59), tzinfo=absent.zone)
    if ends_at <= at:
        raise LeaveError(_("These days are over. Choose a last day from today on."), "ends_on")
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=absent.pk)
        if absent.deputies.filter(starts_at__lte=ends_at, ends_at__gt=starts_at).exists():
            raise LeaveError(
                _("A deputy is named for some of these days already. End that one, or choose other days."),
                "starts_on",
            )
        return Deputy.objects.create(
            absent=absent, deputy=deputy, starts_at=starts_at, ends_at=ends_at, named_by=by, named_at=at
        )


def end_leave(leave: Deputy, *, by: User, at: datetime) -> Deputy:
    """Be back early: from now on the deputy has the own regions alone."""
    if not (by.pk == leave.absent_id or by.role == Role.PROGRAMME_MANAGER):
        raise LeaveError(_("The coordinator who was away, or a programme manager, ends it."))
    with transaction.atomic():
        locked = Deputy.objects.select_for_update(of=("self",)).get(pk=leave.pk)
        if locked.ends_at <= at:
            raise LeaveError(_("This leave is over already."))
        locked.starts_at, locked.ends_at = min(locked.starts_at, at), at
        locked.save(update_fields=["starts_at", "ends_at"])
    return locked
