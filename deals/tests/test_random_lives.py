"""Whatever legal verbs are said in whatever order, all that must always hold does."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals.invariants import CHECKS
from deals.models import Registration
from deals.moves import MOVES, Actor
from deals.refusals import Refused
from deals.tests import factories as make
from deals.tests.clock import fresh, tick_with_mail
from deals.tests.test_moves import VERBS

pytestmark = pytest.mark.django_db

HOURS = st.sampled_from((1, 12, 24, 24 * 3, 24 * 8, 24 * 29, 24 * 70))
STEPS = st.lists(st.tuples(HOURS, st.integers(0, 2), st.integers(0, 1000)), min_size=4, max_size=10)
LIVES = {
    "deadline": None, "derandomize": True, "database": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}  # fmt: skip


def three_claims() -> list[Registration]:
    """Two claims of one deal, one of them in force, and a draft of another."""
    facts = make.answers()
    return [make.approved(**facts), make.submitted(make.seller(), **facts), make.draft()]


def say(registration: Registration, choice: int, at: datetime) -> str:
    """One of the verbs that the table allows now, by somebody who may say it; a refusal is an answer too."""
    legal = [
        name
        for name in sorted(VERBS)
        if MOVES[name].actor is not Actor.CLOCK and registration.status in MOVES[name].sources
    ]
    if not legal:
        return "nothing"
    name = legal[choice % len(legal)]
    by = registration.owner if MOVES[name].actor is Actor.PARTNER else make.coordinator()
    try:
        VERBS[name](registration, {"by": by, "at": at})
    except Refused:
        return f"{name} refused"
    return name


def live(steps: list[tuple[int, int, int]]) -> None:
    claims, at, said = three_claims(), make.AT, []
    for hours, which, choice in steps:
        at += timedelta(hours=hours)
        make.fresh_mirror(at)
        # Twice, since a deadline put off for want of warnings may be due again at once.
        tick_with_mail(at, at)
        said.append(say(fresh(claims[which]), choice, at))
        assert [told for check in CHECKS.values() for told in check(at)] == [], said


def told_as_a_life(examples: int) -> Any:
    def wrap(test: Any) -> Any:
        return settings(max_examples=examples, **LIVES)(given(steps=STEPS)(test))  # type: ignore[arg-type]

    return wrap


@told_as_a_life(3)
def test_a_few_random_lives_keep_every_invariant(steps: list[tuple[int, int, int]]) -> None:
    with transaction.atomic():
        live(steps)
        transaction.set_rollback(True)


@pytest.mark.long
@told_as_a_life(60)
def test_many_random_lives_keep_every_invariant(steps: list[tuple[int, int, int]]) -> None:
    with transaction.atomic():
        live(steps)
        transaction.set_rollback(True)
