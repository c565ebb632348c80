"""How the pull fares, gathered for a page: how old the copy is, what runs, and what went wrong last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from validation.findings import Message
from validation.models import PipelineSync, SalesforceFeed
from validation.pipeline.salesforce.turn import Stage, the_feed
from validation.wording import words

# A copy is late once it missed so many pulls in a row.
MISSED = 4


@dataclass(frozen=True)
class Health:
    """`tone` is a name of the style sheets, `headline` says it in words; `lag` is how far behind the copy is."""

    tone: str
    headline: str
    feed: SalesforceFeed | None
    run: PipelineSync | None
    at_work: bool
    lag: str
    trouble: str
    minutes: int | None


def health(at: datetime) -> Health:
    """How the pull stands at an instant. Reads one row."""
    account, feed = settings.SALESFORCE, the_feed()
    tone, headline = _verdict(account, feed, at)
    since = feed.succeeded_at if feed else None
    return Health(
        tone=tone,
        headline=headline,
        feed=feed,
        run=feed.sync if feed else None,
        at_work=feed is not None and feed.stage != Stage.IDLE,
        lag=timesince(since, at) if since else "",
        trouble=words(Message(**feed.trouble)) if feed and feed.trouble else "",
        minutes=account.pull_minutes if account else None,
    )


def _verdict(account: Any, feed: SalesforceFeed | None, at: datetime) -> tuple[str, str]:
    if account is None:
        return "muted", _("Salesforce is not set up. The pipeline comes in as files.")
    if feed is not None and feed.failures:
        return "danger", _("The last pull failed. The clock tries again.")
    if feed is None or feed.succeeded_at is None:
        return "info", _("The whole pipeline was not loaded yet. Until it is, no registration passes as new.")
    if at - feed.succeeded_at > MISSED * timedelta(minutes=account.pull_minutes):
        return "warning", _("No pull has come to its end for a while. Check that clock and workers run.")
    return "success", _("The copy is abreast of Salesforce.")
