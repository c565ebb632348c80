"""Why cases are returned or not accepted, by the codes of the closed list."""

from typing import Any

from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from deals.models import Decision
from deals.reasons import REASONS
from deals.reports.asked import Asked
from deals.reports.shape import Chart, Report, Table

TITLE = _("Reasons")
UNIT = _("decisions that name the reason")
DEFINITION = _(
    "Returns and refusals of the months asked about, by every reason code they carry. A decision with two reasons "
    "counts at both, so the column may add up to more than there were decisions. Revocations are left out."
)
ACTS = (Decision.Act.RETURN, Decision.Act.REJECT)
RETURNED, REFUSED = _("Returned"), _("Not accepted")


def report(asked: Asked) -> Report:
    # A list of codes reads alike as text on both engines; quotation marks keep one code out of another.
    rows = asked.of(Decision.objects.filter(act__in=ACTS)).annotate(listed=Cast("codes", CharField()))
    named = {f"n{number}": Q(listed__contains=f'"{code}"') for number, code in enumerate(REASONS)}
    counts = rows.values("act").annotate(**{name: Count("pk", filter=which) for name, which in named.items()})
    found = {row["act"]: [row[name] for name in named] for row in counts.annotate(decisions=Count("pk"))}
    return told(found)


def told(found: dict[str, list[int]]) -> Report:
    """`found`: act -> how many decisions name each reason, in the order of the list."""
    none = [0] * len(REASONS)
    returned, refused = (found.get(act, none) for act in ACTS)
    rows, figures = [], {}
    labels: list[Any] = []
    for number, (code, reason) in enumerate(REASONS.items()):
        rows.append((reason.words, code, returned[number], refused[number]))
        labels.append(reason.name)
        for act, counts in zip(ACTS, (returned, refused), strict=True):
            if counts[number]:
                figures[f"{act.value} {code}"] = counts[number]
    headings = (_("Reason"), _("Code"), RETURNED, REFUSED)
    return Report(
        Chart(labels, ((RETURNED, returned), (REFUSED, refused))),
        (Table(_("By reason"), headings, rows, heads=2),),
        figures,
    )
