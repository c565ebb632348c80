"""How the partner has done so far, in numbers, as the desk shows it beside a case."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deals.admin.words import desk_label
from deals.states import Status
from deals.track_record import TrackRecord

SHOWN = (
    Status.APPROVED,
    Status.WON,
    Status.LOST,
    Status.REJECTED,
    Status.LAPSED,
    Status.EXPIRED,
    Status.WITHDRAWN,
)


@dataclass(frozen=True)
class Standing:
    """`open_most` is the cap of the partner's tier under the pinned policy; None without one."""

    counts: list[tuple[Any, int]]
    open: int
    open_most: int | None
    approval_rate: str


def standing(row: Any, record: TrackRecord) -> Standing:
    """Of the partner of a row from `pending.for_case`."""
    rate = record.approval_rate
    return Standing(
        counts=[(desk_label(status), record.by_status[status]) for status in SHOWN],
        open=record.open,
        open_most=row.open_most,
        approval_rate=_("Nothing decided yet") if rate is None else _("%d %%") % rate,
    )
