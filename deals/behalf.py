"""Registered on behalf: the partner confirms, objects or hides it; and a leaver's deals handed to a colleague."""

from datetime import datetime

from django.utils.translation import gettext as _

from deals.lifecycle import changing
from deals.models import Registration
from deals.refusals import NotYours, Refused
from partners.models import User
from partners.roles import Role


def confirm(
    registration: Registration, *, by: User, at: datetime, version: int | None = None
) -> Registration:
    """The partner confirms what a distributor registered on its behalf."""
    with changing(registration, "confirm_behalf", by=by, at=at, version=version) as change:
        _require_beneficiary(change.registration, by)
        change.registration.behalf_answered_at = at
    return change.registration


def object_to(
    registration: Registration, *, by: User, at: datetime, reason: str, version: int | None = None
) -> Registration:
    """The partner objects: the coordinator is told, and decides what becomes of the registration."""
    if not reason.strip():
        raise Refused(_("Say why: your coordinator decides by it."))
    with changing(registration, "object_behalf", by=by, at=at, version=version) as change:
        _require_beneficiary(change.registration, by)
        change.registration.behalf_answered_at = at
        change.registration.objection = reason.strip()
    return change.registration


def hide(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """The partner takes its deal out of the distributor's sight, and into its own hands.

    From then on the distributor sees nothing of it and can do nothing with it; the place in line stays.
    """
    with changing(registration, "hide", by=by, at=at, version=version) as change:
        row = change.registration
        _require_beneficiary(row, by)
        if row.hidden_from_distributor_at is not None:
            raise Refused(_("The distributor does not see it now."))
        row.hidden_from_distributor_at = at
        row.behalf_answered_at = row.behalf_answered_at or at
        # Its owner is of the distributor, and every letter about it would still go there.
        if row.owner.partner_id != row.partner_id:
            row.owner = by
        change.payload = {"owner": row.owner_id}
    return change.registration


def show(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """The partner lets the distributor see its deal again; it stays in the partner's own hands."""
    with changing(registration, "show", by=by, at=at, version=version) as change:
        _require_beneficiary(change.registration, by)
        if change.registration.hidden_from_distributor_at is None:
            raise Refused(_("The distributor sees it already."))
        change.registration.hidden_from_distributor_at = None
    return change.registration


def reassign(registration: Registration, *, to: User, by: User, at: datetime) -> Registration:
    """Hand a registration to a colleague; a partner administrator's right."""
    if by.role != Role.ADMINISTRATOR:
        raise NotYours(_("A partner administrator hands over deals."))
    with changing(registration, "reassign", by=by, at=at) as change:
        if (
            to.partner_id != by.partner_id
            or not to.is_active
            or change.registration.filing_company_id != by.partner_id
        ):
            raise Refused(_("Choose a colleague who may sign in."))
        change.registration.owner = to
        change.payload = {"owner": to.pk}
    return change.registration


def _require_beneficiary(row: Registration, by: User) -> None:
    if row.distributor_id is None or by.partner_id != row.partner_id:
        raise NotYours(_("This is for the partner on whose behalf the deal was registered."))
