"""What passes is waited for; limits are respected; what stays stops the pull."""

from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime

import pytest

from validation.pipeline.salesforce.connection import ATTEMPTS
from validation.pipeline.salesforce.pull import Outcome
from validation.pipeline.salesforce.trouble import Trouble
from validation.tests.salesforce_pulls import ACCOUNT, Salesforce, feed, mirrored, run

pytestmark = pytest.mark.django_db

QUERY, MORE, DELETED = "/queryAll", "/query/01g", "/deleted"


@pytest.mark.parametrize("path", [QUERY, MORE, DELETED])
def test_an_expired_token_is_renewed_once_and_the_pull_goes_on(path: str, behind: Salesforce) -> None:
    behind.org.refuse(path, 401, "INVALID_SESSION_ID")
    assert behind.pull() == Outcome.DONE
    assert mirrored() == [1, 2, 3, 4, 5, 6]
    assert behind.org.count("/token") == 2


def test_a_token_that_is_refused_again_stops_the_pull(behind: Salesforce) -> None:
    behind.org.refuse(QUERY, 401, "INVALID_SESSION_ID", times=2)
    with pytest.raises(Trouble, match="refuses the sign-in: INVALID_SESSION_ID"):
        behind.pull()
    assert behind.org.count("/token") == 2


@pytest.mark.parametrize("path", ["/token", QUERY, MORE, DELETED])
@pytest.mark.parametrize(
    "trouble",
    [
        lambda org, path: org.trouble(path, 429, "", 2),
        lambda org, path: org.trouble(path, 503, "<html>", 2),
        lambda org, path: org.trouble(path, 0, "", 2),
    ],
    ids=["429", "503", "connection lost"],
)
def test_what_passes_is_waited_for(trouble: Callable[..., None], path: str, behind: Salesforce) -> None:
    trouble(behind.org, path)
    assert behind.pull() == Outcome.DONE
    assert mirrored() == [1, 2, 3, 4, 5, 6]
    assert len(behind.pauses) == 2
    assert 1 <= behind.pauses[0] < behind.pauses[1] + 2


@pytest.mark.parametrize(("status", "code"), [(403, "REQUEST_LIMIT_EXCEEDED"), (400, "UNABLE_TO_LOCK_ROW")])
def test_a_refusal_that_passes_is_waited_for(status: int, code: str, behind: Salesforce) -> None:
    behind.org.refuse(QUERY, status, code, times=2)
    assert behind.pull() == Outcome.DONE
    assert len(behind.pauses) == 2


def test_the_pause_is_as_long_as_salesforce_asks(behind: Salesforce) -> None:
    behind.org.trouble(QUERY, 503, Retry_After="17")
    behind.org.trouble(
        QUERY, 429, Retry_After=format_datetime(behind.org.now + timedelta(seconds=23), usegmt=True)
    )
    behind.pull()
    assert behind.pauses == [17, 23]


def test_a_long_pause_is_left_to_a_later_tick(behind: Salesforce) -> None:
    behind.org.trouble(QUERY, 503, Retry_After="600")
    with pytest.raises(Trouble, match="busy and answered with HTTP status 503"):
        behind.pull()
    assert (behind.pauses, feed().due_at) == ([], behind.org.now + timedelta(seconds=600))


def test_a_trouble_that_stays_stops_the_pull_after_some_attempts(behind: Salesforce) -> None:
    behind.org.refuse(QUERY, 403, "REQUEST_LIMIT_EXCEEDED", times=ATTEMPTS)
    with pytest.raises(Trouble, match="REQUEST_LIMIT_EXCEEDED"):
        behind.pull()
    assert len(behind.pauses) == ATTEMPTS - 1
    assert (feed().failures, run().completed_at) == (1, None)


def test_pauses_between_failing_pulls_grow_up_to_an_hour(behind: Salesforce) -> None:
    pauses = []
    for _ in range(8):
        behind.org.refuse(QUERY, 400, "INVALID_FIELD")
        with pytest.raises(Trouble):
            behind.pull()
        due_at = feed().due_at
        assert due_at is not None
        pauses.append((due_at - behind.org.now).total_seconds() / 60)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_the_last_calls_of_a_day_are_left_to_others(behind: Salesforce) -> None:
    behind.org.usage = "api-usage=14250/15000"
    with pytest.raises(Trouble, match="nearly used up: 14250 of 15000"):
        behind.pull()
    assert feed().due_at == behind.org.now + timedelta(hours=1)
    assert (feed().calls_used, feed().calls_most) == (14250, 15000)


def test_a_field_that_salesforce_does_not_know_is_named(salesforce: Salesforce) -> None:
    account = type(ACCOUNT)(**{**vars(ACCOUNT), "fields": {**ACCOUNT.fields, "city": "Town__c"}})
    salesforce.org.put(1)
    salesforce.pull()
    salesforce.pass_time(hours=1)
    with pytest.raises(Trouble, match="refuses the request: INVALID_FIELD: the stub says INVALID_FIELD"):
        salesforce.pull(account)


def test_a_wrong_secret_is_told_without_showing_it(salesforce: Salesforce) -> None:
    account = type(ACCOUNT)(**{**vars(ACCOUNT), "client_secret": "hunter2"})
    with pytest.raises(Trouble, match="refuses the sign-in: invalid_client") as stopped:
        salesforce.pull(account)
    assert "hunter2" not in str(stopped.value) + str(feed().trouble)
