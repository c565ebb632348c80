"""What Salesforce's own refusals, and a connection that breaks, mean for a pull."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

import requests
from django.utils.translation import gettext_noop as _
from simple_salesforce.exceptions import (
    SalesforceAuthenticationFailed,
    SalesforceError,
    SalesforceExpiredSession,
)

from validation.pipeline.salesforce.trouble import QUOTED_MOST, Trouble, malformed

P = ParamSpec("P")
T = TypeVar("T")
# The place in a long answer is no longer there, so that the run has to begin anew.
_LOST = frozenset({"INVALID_QUERY_LOCATOR", "INVALID_LOCATOR", "INVALIDJOB", "INVALIDJOBSTATE", "NOT_FOUND"})
_TOO_LONG_AGO = frozenset({"INVALID_REPLICATION_DATE", "EXCEEDED_ID_LIMIT"})


def codes_of(error: SalesforceError) -> list[tuple[str, str]]:
    """The error codes of an answer, each with its words; none where the answer has another form."""
    content: Any = error.content
    answers = content if isinstance(content, list) else [content]
    return [
        (str(answer["errorCode"]), str(answer.get("message", "")))
        for answer in answers
        if isinstance(answer, dict) and "errorCode" in answer
    ]


def _refused(error: SalesforceError) -> Trouble:
    if isinstance(error, SalesforceAuthenticationFailed | SalesforceExpiredSession):
        return Trouble(
            _(
                "Salesforce refuses the sign-in: %(why)s Check login address, client id, secret and the user behind it."
            ),
            why=_quoted(error),
        )
    codes = {code for code, _words in codes_of(error)}
    return Trouble(
        _("Salesforce refuses the request: %(why)s"),
        why=_quoted(error),
        lost=error.status == HTTPStatus.NOT_FOUND or bool(codes & _LOST),
        whole=bool(codes & _TOO_LONG_AGO),
    )


def _quoted(error: SalesforceError) -> str:
    if isinstance(error, SalesforceAuthenticationFailed):
        return f"{error.code}: {error.auth_message}."[:QUOTED_MOST]
    told = "; ".join(f"{code}: {words}" for code, words in codes_of(error))
    return (told or f"HTTP {error.status}.")[:QUOTED_MOST]


def told(ask: Callable[P, T]) -> Callable[P, T]:
    """Turns what the libraries raise into Trouble."""

    @wraps(ask)
    def asking(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return ask(*args, **kwargs)
        except SalesforceError as error:
            raise _refused(error) from error
        except requests.JSONDecodeError as error:
            raise malformed(_("The answer is no JSON.")) from error
        except requests.RequestException as error:
            raise Trouble(_("Salesforce cannot be reached: %(why)s."), why=type(error).__name__) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise malformed(f"{type(error).__name__}: {error}.") from error

    return asking
