"""Log lines with a request id: JSON in production, readable elsewhere, never personal data."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# PostgreSQL repeats the values of the row that broke a rule.
ROW_VALUES = re.compile(r"\n?(DETAIL|CONTEXT): .*")


def without_row_values(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Cut values of rows out of database errors, and what Celery repeats of them (PROMISES I14)."""
    event.pop("data", None)
    return {key: ROW_VALUES.sub("", text) if isinstance(text, str) else text for key, text in event.items()}


def without_query_string(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Cut the query string off the request line: people search for names and customers (PROMISES I14)."""
    request = event.get("request")
    if request is not None:
        event["request"] = str(request).partition("?")[0]
    return event


OUR_LOGGERS = ("dealreg", "deals", "notifications", "partners", "validation", "django_structlog")
# Said only where a machine reads: on a console they would drown the portal's own lines at every tick.
CHATTER = ("celery", "django_structlog.celery")
SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_query_string,
]


def configured(*, readable: bool, level: str) -> dict[str, Any]:
    """Configure structlog and return Django's LOGGING for it."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    render: list[Processor] = (
        [structlog.dev.ConsoleRenderer(colors=False)] if readable else [structlog.processors.JSONRenderer()]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_row_values,
                    *render,
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {name: {"level": level} for name in OUR_LOGGERS}
        | {name: {"level": "WARNING" if readable else level} for name in CHATTER},
    }
