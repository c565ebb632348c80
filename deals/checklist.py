"""The live checklist in words: what the partner itself can still mend, and how far each task is (promise 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from deals import acceptance
from deals.answers import TASKS, Task, started, task_of, value
from deals.models import Registration
from partners.models import ProductLine, Region
from validation.findings import Code, Finding, Outcome, Problem
from validation.wording import explanation, words

TITLES: Mapping[Code, Any] = {
    Code.COMPLETE: _("The facts are complete"),
    Code.LEAD_TIME: _("Time before the price application"),
    Code.SCOPE: _("Within your authorisation"),
    Code.ELIGIBLE: _("Your company may register it"),
}
ATTESTATIONS = frozenset({"attested_true", "attested_shared"})
NOT_STARTED, IN_PROGRESS, COMPLETED, PROBLEM = "not-started", "in-progress", "completed", "problem"
PROGRESS: Mapping[str, tuple[Any, str]] = {
    NOT_STARTED: (_("Not yet started"), "muted"),
    IN_PROGRESS: (_("In progress"), "info"),
    COMPLETED: (_("Completed"), "success"),
    PROBLEM: (_("There is a problem"), "danger"),
}


@dataclass(frozen=True)
class Point:
    """One thing to mend: where, what, and how. `wrong` when something was answered that does not do."""

    field: str
    task: Task | None
    url: str
    explanation: str
    remedy: str
    wrong: bool

    @property
    def words(self) -> str:
        """What is wrong and how to mend it."""
        return f"{self.explanation} {self.remedy}"


@dataclass(frozen=True)
class Criterion:
    """One criterion of the programme page with what is still in its way."""

    title: Any
    outcome: str
    words: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Step:
    """One task of the list with its progress."""

    task: Task
    url: str
    state: str
    label: Any
    tone: str


@dataclass(frozen=True)
class Checklist:
    criteria: tuple[Criterion, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for criterion in self.criteria for point in criterion.points)

    def at(self, task: Task) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.task == task)

    def warnings(self, task: Task) -> tuple[Point, ...]:
        """What a rule has against answers of a task that were given: to be told while they are typed."""
        return tuple(point for point in self.at(task) if point.wrong)

    @property
    def ready(self) -> bool:
        """Whether nothing is left but the two attestations of the last page."""
        return all(point.field in ATTESTATIONS for point in self.points)


@dataclass(frozen=True)
class Elsewhere:
    """How many points of a criterion wait on another page."""

    title: Any
    url: str
    number: int


@dataclass(frozen=True)
class Beside:
    """A criterion as shown beside one page: its points on that page in full, those of other pages counted."""

    title: Any
    outcome: str
    words: str
    here: tuple[Point, ...]
    elsewhere: tuple[Elsewhere, ...]
    wrong: bool

    @property
    def tone(self) -> str:
        """The outcome as it is marked: what was not answered yet is no failure."""
        return self.outcome if self.outcome == Outcome.PASS or self.wrong else Outcome.PENDING


def beside(found: Checklist, task: Task | None) -> tuple[Beside, ...]:
    """The checklist for the page of a task, or for a page that has none."""
    return tuple(_beside(criterion, task) for criterion in found.criteria)


def checklist(row: Registration, at: datetime) -> Checklist:
    """The criteria a partner can know before submitting, in its words."""
    return of_findings(row, acceptance.partner_side(row, at))


def of_findings(row: Registration, findings: Sequence[Finding]) -> Checklist:
    names = _names() if any(f.code is Code.SCOPE and f.problems for f in findings) else {}
    return Checklist(
        tuple(
            Criterion(
                TITLES[finding.code],
                finding.outcome.value,
                explanation(finding, names),
                tuple(_point(row, problem, names) for problem in finding.problems),
            )
            for finding in findings
        )
    )


def steps(row: Registration, found: Checklist, opened: Sequence[str]) -> tuple[Step, ...]:
    """The tasks that can be worked on now, with how far each is."""
    tasks = [task for task in TASKS if not task.names or set(task.names) & set(opened)]
    return tuple(_step(row, task, found) for task in tasks)


def _beside(criterion: Criterion, task: Task | None) -> Beside:
    here = tuple(point for point in criterion.points if not point.url or (task and point.task == task))
    away = [point for point in criterion.points if point not in here]
    pages = dict.fromkeys((point.task, point.url.partition("#")[0].partition("?")[0]) for point in away)
    elsewhere = tuple(
        Elsewhere(there.title if there else _("Your word"), url, sum(point.task == there for point in away))
        for there, url in pages
    )
    wrong = any(point.wrong or not point.url for point in criterion.points)
    return Beside(criterion.title, criterion.outcome, criterion.words, here, elsewhere, wrong)


def _step(row: Registration, task: Task, found: Checklist) -> Step:
    points = found.at(task)
    if any(point.wrong for point in points):
        state = PROBLEM
    elif not started(row, task):
        state = NOT_STARTED
    else:
        state = IN_PROGRESS if points else COMPLETED
    label, tone = PROGRESS[state]
    return Step(task, task.url(row.reference), state, label, tone)


def _point(row: Registration, problem: Problem, names: Mapping[str, str]) -> Point:
    task = task_of(problem.field)
    if task is not None:
        url = f"{task.url(row.reference)}?back=check#id_{problem.field}"
    elif problem.field in ATTESTATIONS:
        url = f"{reverse('registration-check', args=[row.reference])}#id_{problem.field}"
    else:
        url = ""
    wrong = task is not None and problem.field in task.names and bool(value(row, problem.field))
    return Point(
        problem.field, task, url, words(problem.explanation, names), words(problem.remedy, names), wrong
    )


def _names() -> dict[str, str]:
    lines = ProductLine.objects.values_list("code", "name")
    return dict(Region.objects.values_list("code", "name")) | dict(lines)
