"""What a company said when it applied before, beside what it says this time, and why it was refused then."""

from dataclasses import dataclass
from typing import Any

from partners.models import Application, Partner, Standing

COMPARED = ("name", "country", "register_number", "domain", "about")


@dataclass(frozen=True)
class Answer:
    label: str
    then: str
    now: str

    @property
    def differs(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True)
class Earlier:
    """`refusal` is None for one that was accepted, or that nobody answered before the next."""

    application: Application
    answers: list[Answer]
    refusal: Standing | None


def earlier(partner: Partner) -> list[Earlier]:
    """The applications before the newest, the latest first. Two queries."""
    applications = list(partner.applications.order_by("-pk"))
    if len(applications) < 2:
        return []
    refusals = list(partner.standings.filter(act=Standing.Act.REFUSE).select_related("by").order_by("pk"))
    newest = applications[0]
    found, until = [], newest.at
    for application in applications[1:]:
        answers = [_answer(application, newest, name) for name in COMPARED]
        refusal = next((row for row in refusals if application.at <= row.at <= until), None)
        found.append(Earlier(application, answers, refusal))
        until = application.at
    return found


def _answer(then: Application, now: Application, name: str) -> Answer:
    label = str(Application._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return Answer(label, _said(then, name), _said(now, name))


def _said(application: Application, name: str) -> str:
    value: Any = getattr(application, name)
    return str(value.name if name == "country" else value)
