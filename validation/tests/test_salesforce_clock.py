from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from validation import tasks
from validation.management.commands import pull_salesforce as command
from validation.models import KnownOpportunity, SalesforceFeed
from validation.pipeline.salesforce import turn
from validation.tests.salesforce_org import key_of
from validation.tests.salesforce_pulls import AT, Salesforce

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticking(salesforce: Salesforce, monkeypatch: pytest.MonkeyPatch) -> Salesforce:
    """The tick and the command read the clock of the test, and no job keeps them waiting."""
    monkeypatch.setattr(tasks, "now", lambda: salesforce.org.now)
    monkeypatch.setattr(command, "now", lambda: salesforce.org.now)
    salesforce.org.looks_until_ready = -1
    salesforce.org.put(1)
    salesforce.pass_time(hours=1)
    return salesforce


def run(*options: str) -> str:
    out = StringIO()
    call_command("pull_salesforce", *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_clock_pulls_when_it_is_due_and_not_before(ticking: Salesforce) -> None:
    tasks.pull_from_salesforce()
    tasks.pull_from_salesforce()
    ticking.org.put(2)
    ticking.pass_time(minutes=14)
    tasks.pull_from_salesforce()
    assert KnownOpportunity.objects.count() == 1
    ticking.pass_time(minutes=1)
    tasks.pull_from_salesforce()
    assert KnownOpportunity.objects.count() == 2


def test_the_changes_since_a_whole_load_began_are_pulled_at_once(ticking: Salesforce) -> None:
    tasks.pull_from_salesforce()
    ticking.org.put(2)
    tasks.pull_from_salesforce()
    assert KnownOpportunity.objects.count() == 2


def test_a_pull_that_was_asked_for_does_not_wait_for_its_time(ticking: Salesforce) -> None:
    run()
    ticking.org.put(2)
    ticking.pass_time(minutes=1)
    turn.ask(ticking.org.now)
    tasks.pull_from_salesforce()
    assert KnownOpportunity.objects.count() == 2


def test_what_the_time_of_a_tick_leaves_the_next_one_reads(
    ticking: Salesforce, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    for number in range(2, 7):
        ticking.org.put(number)
    ticking.pass_time(minutes=15)
    # The run is opened, then time is up.
    monkeypatch.setattr(tasks, "PULL_SECONDS", 0)
    tasks.pull_from_salesforce()
    assert (KnownOpportunity.objects.count(), SalesforceFeed.objects.get().stage) == (1, "changes")
    monkeypatch.setattr(tasks, "PULL_SECONDS", 60)
    tasks.pull_from_salesforce()
    assert (KnownOpportunity.objects.count(), SalesforceFeed.objects.get().stage) == (6, "idle")


def test_the_clock_survives_a_trouble_and_leaves_salesforce_alone_for_a_minute(ticking: Salesforce) -> None:
    ticking.org.refuse("/token", 400, "INVALID")
    tasks.pull_from_salesforce()
    asked = len(ticking.org.asked)
    ticking.pass_time(seconds=59)
    tasks.pull_from_salesforce()
    assert len(ticking.org.asked) == asked
    ticking.pass_time(seconds=1)
    tasks.pull_from_salesforce()
    assert KnownOpportunity.objects.count() == 1


def test_without_salesforce_the_clock_asks_nobody(ticking: Salesforce, settings: Any) -> None:
    settings.SALESFORCE = None
    tasks.pull_from_salesforce()
    assert (ticking.org.asked, SalesforceFeed.objects.count()) == ([], 0)


def test_the_command_sums_up_a_whole_load_and_the_changes_behind_it(ticking: Salesforce) -> None:
    first, second = run().splitlines()
    assert first.startswith("1 rows: 1 created, 0 changed, 0 unchanged, 0 closed.")
    assert second.endswith("The mirror holds changes up to 2027-03-01 10:00:00 UTC.")


def test_the_command_reads_everything_again_when_asked(ticking: Salesforce) -> None:
    run()
    ticking.pass_time(minutes=1)
    del ticking.org.records[key_of(1)]
    ticking.org.put(2)
    assert "1 created, 0 changed, 0 unchanged, 1 closed" in run("--full")


def test_the_command_closes_most_records_only_when_told_to(ticking: Salesforce) -> None:
    run()
    ticking.pass_time(minutes=1)
    ticking.org.records.clear()
    with pytest.raises(CommandError, match="--full --close-most"):
        run("--full")
    assert "1 closed" in run("--full", "--close-most")


def test_the_command_fails_naming_the_trouble(ticking: Salesforce) -> None:
    ticking.org.refuse("/queryAll", 400, "INVALID_FIELD")
    with pytest.raises(CommandError, match="INVALID_FIELD: as the stub was told"):
        run()


def test_the_command_goes_away_while_another_pull_is_at_work(ticking: Salesforce) -> None:
    SalesforceFeed.objects.create(pk=1, lease="another", leased_until=AT + timedelta(hours=2))
    with pytest.raises(CommandError, match="Another pull is at work"):
        run()


def test_the_command_names_the_document_where_salesforce_is_not_set_up(settings: Any) -> None:
    settings.SALESFORCE = None
    with pytest.raises(CommandError, match=r"docs/operations\.md"):
        run()
