"""Speaking with Salesforce: a token, patience with its limits, and one new token when the old one expired."""

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import sleep
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from django.utils.translation import gettext_noop as _
from requests.adapters import HTTPAdapter
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError, SalesforceExpiredSession
from simple_salesforce.login import token_login
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from validation.pipeline.salesforce.refusals import codes_of, told
from validation.pipeline.salesforce.trouble import Trouble
from validation.salesforce import Account

T = TypeVar("T")
ATTEMPTS = 5
TIMEOUT_SECONDS = (10, 60)
# A longer wait than this is left to a later tick.
PATIENCE_SECONDS = 30
BUSY_STATUS = frozenset({429, 500, 502, 503, 504})
BUSY_CODES = frozenset(
    {
        "REQUEST_LIMIT_EXCEEDED",
        "UNABLE_TO_LOCK_ROW",
        "SERVER_UNAVAILABLE",
        "QUERY_TIMEOUT",
        "EXCEEDED_CONCURRENT",
    }
)
# The last twentieth of the day's calls is left to the vendor's other programs.
SPARED = 0.05
_backoff = wait_exponential_jitter(initial=1, max=PATIENCE_SECONDS, jitter=2)


class Busy(Exception):
    """Salesforce asks to come back, after so many seconds when it says how many."""

    def __init__(self, status: int, seconds: float | None) -> None:
        super().__init__(status)
        self.status, self.seconds = status, seconds


class _Timely(HTTPAdapter):
    """Never waits for ever: requests itself has no limit of time."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs["timeout"] = kwargs.get("timeout") or TIMEOUT_SECONDS
        return super().send(request, *args, **kwargs)


def open_session() -> requests.Session:
    session = requests.Session()
    session.mount("https://", _Timely())
    return session


def _passing(error: BaseException) -> bool:
    """Whether the same request may succeed a little later."""
    if isinstance(error, Busy):
        return (error.seconds or 0) <= PATIENCE_SECONDS
    if isinstance(error, SalesforceError):
        return any(code in BUSY_CODES for code, _words in codes_of(error))
    return isinstance(
        error, requests.ConnectionError | requests.Timeout | requests.exceptions.ChunkedEncodingError
    )


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return max(_backoff(state), (error.seconds or 0) if isinstance(error, Busy) else 0)


class Connection:
    """One pull's talk with Salesforce. `heard_at` is the time there, `calls` the day's calls used and allowed."""

    def __init__(self, account: Account, *, sleeping: Callable[[float], None] = sleep) -> None:
        self.account = account
        self.heard_at: datetime | None = None
        self.calls: tuple[int, int] | None = None
        self._session = open_session()
        self._session.hooks["response"].append(self._hear)
        self._client: Salesforce | None = None
        self._retrying = Retrying(
            retry=retry_if_exception(_passing),
            wait=_wait,
            stop=stop_after_attempt(ATTEMPTS),
            sleep=sleeping,
            reraise=True,
        )

    def close(self) -> None:
        self._session.close()

    @told
    def ask(self, question: Callable[[Salesforce], T]) -> T:
        """The answer to a question, asked again while Salesforce is busy. Raises Trouble."""
        try:
            return self._retrying(self._ask_once, question)
        except Busy as busy:
            raise Trouble(
                _("Salesforce is busy and answered with HTTP status %(status)s."),
                status=busy.status,
                later=timedelta(seconds=busy.seconds) if busy.seconds else None,
            ) from busy

    def _ask_once(self, question: Callable[[Salesforce], T]) -> T:
        self._spare_calls()
        client = self._client = self._client or self._signed_in()
        try:
            return question(client)
        except SalesforceExpiredSession:
            self._client = self._signed_in()
            return question(self._client)

    def _signed_in(self) -> Salesforce:
        account = self.account
        secret = base64.b64encode(f"{account.client_id}:{account.client_secret}".encode()).decode()
        token, instance = token_login(
            f"{account.login_url}/services/oauth2/token",
            {"grant_type": "client_credentials"},
            str(urlsplit(account.login_url).hostname),
            account.client_id,
            {"Authorization": f"Basic {secret}"},
            None,
            self._session,
        )
        return Salesforce(
            instance_url=f"https://{instance}",
            session_id=token,
            session=self._session,
            version=account.api_version,
        )

    def _hear(self, response: requests.Response, *_args: Any, **_kwargs: Any) -> None:
        if date := response.headers.get("Date"):
            self.heard_at = parsedate_to_datetime(date).astimezone(UTC)
        usage = Salesforce.parse_api_usage(response.headers.get("Sforce-Limit-Info", ""))
        if "api-usage" in usage:
            self.calls = usage["api-usage"].used, usage["api-usage"].total
        if response.status_code in BUSY_STATUS:
            response.close()
            raise Busy(response.status_code, self._seconds(response.headers.get("Retry-After", "")))

    def _spare_calls(self) -> None:
        if self.calls and self.calls[0] >= self.calls[1] * (1 - SPARED):
            raise Trouble(
                _("The calls that Salesforce allows in a day are nearly used up: %(used)s of %(most)s."),
                used=self.calls[0],
                most=self.calls[1],
                later=timedelta(hours=1),
            )

    def _seconds(self, retry_after: str) -> float | None:
        """Retry-After, a number or an instant by Salesforce's own clock, in seconds; None without it."""
        if re.fullmatch(r"\d{1,6}", retry_after.strip()):
            return float(retry_after)
        try:
            then = parsedate_to_datetime(retry_after)
        except ValueError:
            return None
        return max(0.0, (then - self.heard_at).total_seconds()) if self.heard_at else None
