"""Updates: what restarts the update clock, and the freezes a coordinator may grant.

Rulebook, *A counting update*: at least one of stage, amount, close date or products changed; a dated customer
contact; a dated next step; a new document. "No change, because ..." counts a limited number of times running.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from deals import facts, opportunities, pauses, warnings
from deals.drafts import Product, _differs, _replace_items
from deals.lifecycle import Change, changing
from deals.models import Pause, Registration, Update
from deals.refusals import Refused
from deals.states import PauseReason
from partners.models import ProductLine, User
from validation import wording
from validation.rules.scope import scope


@dataclass(frozen=True)
class Report:
    """What is reported; None or empty means nothing said about it."""

    stage: str | None = None
    budget: Decimal | None = None
    close_on: date | None = None
    products: Sequence[Product] | None = None
    contact_on: date | None = None
    next_step: str = ""
    next_step_on: date | None = None
    no_change: str = ""
    note: str = ""
    evidence: str = field(default="")


def record_update(
    registration: Registration, report: Report, *, by: User, at: datetime, version: int | None = None
) -> Update:
    """Save an update and, if it counts, restart the clock; the update says which, why, and the deadline.

    Raises Refused for an empty report, a contact in the future or a next step in the past.
    """
    with changing(registration, "record_update", by=by, at=at, version=version) as change:
        return _record(change, report, by=by, at=at)
    raise AssertionError("unreachable")


def log_update(
    registration: Registration, report: Report, *, by: User, at: datetime, version: int | None = None
) -> Update:
    """Log, as the coordinator, an update that the partner gave elsewhere; needs the evidence, then counts like one."""
    if not report.evidence.strip():
        raise Refused(_("Name the evidence that the partner gave this update."))
    with changing(registration, "log_update", by=by, at=at, version=version) as change:
        return _record(change, report, by=by, at=at)
    raise AssertionError("unreachable")


def counts_because(row: Registration, report: Report, changed: Sequence[str]) -> tuple[bool, str]:
    """Whether a report restarts the clock, and the code of the reason."""
    since = row.update_from_at
    if changed:
        return True, "facts-changed"
    if report.contact_on is not None:
        return True, "customer-contact"
    if report.next_step.strip() and report.next_step_on is not None:
        return True, "next-step"
    if since is not None and row.documents.filter(uploaded_at__gt=since).exists():
        return True, "new-document"
    if report.no_change.strip():
        most = row.pinned_policy.no_change_updates
        latest = list(row.updates.filter(counted=True).order_by("-pk")[:most])
        spent = len(latest) == most and all(update.because == "no-change" for update in latest)
        return (False, "no-change-spent") if spent else (True, "no-change")
    return False, "nothing-dated"


def freeze(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """Stop the update clock for the policy's days (rulebook, *Pauses*); Refused when all freezes are used."""
    with changing(registration, "freeze", by=by, at=at, version=version) as change:
        row = change.registration
        if row.pauses.filter(reason=PauseReason.FREEZE, ended_at__isnull=True).exists():
            raise Refused(_("The update clock is frozen already."))
        if row.pauses.filter(reason=PauseReason.FREEZE).count() >= row.pinned_policy.freezes_most:
            raise Refused(_("All freezes of this registration are used."))
        until = at + timedelta(days=row.pinned_policy.freeze_days)
        pauses.start(row, PauseReason.FREEZE, at, until=until)
        change.payload = {"until": until.isoformat()}
    return change.registration


def thaw(registration: Registration, *, by: User, at: datetime, version: int | None = None) -> Registration:
    """End a freeze early; the clock runs on from where it stood."""
    with changing(registration, "thaw", by=by, at=at, version=version) as change:
        if not Pause.objects.filter(
            registration=change.registration, reason=PauseReason.FREEZE, ended_at__isnull=True
        ).exists():
            raise Refused(_("The update clock is not frozen."))
        pauses.end(change.registration, PauseReason.FREEZE, at)
    return change.registration


def _record(change: Change, report: Report, *, by: User, at: datetime) -> Update:
    row = change.registration
    _check_dates(row, report, at)
    changed = _apply(row, report, at)
    if {"budget", "products"} & set(changed):
        opportunities.file(row, at, in_force=True)
    said = (report.contact_on, report.next_step.strip(), report.no_change.strip(), report.note.strip())
    if not changed and not any(said):
        counted, because = counts_because(row, report, changed)
        if not counted:
            raise Refused(
                _("Say what changed: a new fact, a customer contact, a next step, or why nothing changed.")
            )
    counted, because = counts_because(row, report, changed)
    before = row.update_due_at or at
    if counted:
        warnings.start_update_clock(row, at)
    update = Update.objects.create(
        registration=row, by=by, at=at, contact_on=report.contact_on, next_step=report.next_step.strip(),
        next_step_on=report.next_step_on, no_change=report.no_change.strip(),
        note="\n".join(part for part in (report.note.strip(), report.evidence.strip()) if part), changed=changed,
        counted=counted, because=because, due_before=before, due_after=row.update_due_at or at,
    )  # fmt: skip
    change.payload = {"update": update.pk, "counted": counted, "because": because, "changed": changed}
    return update


def _apply(row: Registration, report: Report, at: datetime) -> list[str]:
    changed = []
    for name in ("stage", "budget", "close_on"):
        value = getattr(report, name)
        if value is not None and value != getattr(row, name):
            setattr(row, name, value)
            changed.append(name)
    if report.products is not None and not report.products:
        raise Refused(_("Keep at least one product line."), about="products")
    if report.products is not None and _differs(row, "products", report.products):
        before = {item.product_line_id for item in row.items.all()}
        _replace_items(row, report.products)
        if {product.product_line.pk for product in report.products} - before:
            _require_scope(row, at)
        changed.append("products")
    return changed


def _require_scope(row: Registration, at: datetime) -> None:
    """Raise Refused where a product line was added that the partner is not authorised for (sixth criterion)."""
    finding = scope(facts.case_for(row, at))
    if not finding.passed:
        names = dict(ProductLine.objects.values_list("code", "name"))
        names |= {row.required_region.code: row.required_region.name}
        said = [
            wording.words(message, names) for message in (finding.explanation, finding.problems[0].remedy)
        ]
        raise Refused(" ".join(said), about="products")


def _check_dates(row: Registration, report: Report, at: datetime) -> None:
    today = at.astimezone(row.zone).date()
    if report.contact_on is not None and report.contact_on > today:
        raise Refused(
            _("The customer contact lies in the future. Give the day it took place, or a next step."),
            about="contact_on",
        )
    if report.next_step_on is not None and report.next_step_on < today:
        raise Refused(_("The next step lies in the past. Give a day from today on."), about="next_step_on")
