from collections.abc import Callable

import pytest
from django.core import mail

from notifications import receipts, tasks
from notifications.models import Notice
from notifications.tests.cases import Cast

pytestmark = pytest.mark.django_db


def test_a_tick_reads_the_journals_and_hands_over_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "BATCH", 3)
    Cast().submitted()
    tasks.tick()
    assert len(mail.outbox) == Notice.objects.filter(channel="mail").count() > 0
    assert not Notice.objects.waiting().exists()


def test_a_tick_out_of_time_leaves_the_rest_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(_seconds: float) -> Callable[[], bool]:
        return lambda: True

    Cast().submitted()
    monkeypatch.setattr(tasks, "_stopwatch", ended)
    tasks.tick()
    assert mail.outbox == []
    monkeypatch.undo()
    tasks.tick()
    assert mail.outbox != []
