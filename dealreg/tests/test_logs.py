import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
import structlog
from django.db import IntegrityError, transaction
from django.test import Client

from dealreg.logs import configured
from partners.models import User
from partners.roles import Role


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What production writes to its log."""
    written, before = io.StringIO(), structlog.get_config()
    setup = configured(readable=False, level="INFO")
    setup["handlers"]["stderr"]["stream"] = written
    handlers, level = logging.root.handlers, logging.root.level
    logging.config.dictConfig(setup)
    yield written
    logging.root.handlers, logging.root.level = handlers, level
    # Loggers that already spoke keep the list they began with: a test that listens to them must find it again.
    structlog.configure(**before)


def test_production_logs_a_line_of_json_per_event(lines: io.StringIO) -> None:
    structlog.get_logger("deals").info("approved", registration="R-1")
    line = json.loads(lines.getvalue())
    assert (line["event"], line["registration"], line["level"]) == ("approved", "R-1", "info")


def test_the_standard_library_logs_in_the_same_shape(lines: io.StringIO) -> None:
    logging.getLogger("deals").warning("%s waits", "R-1")
    assert json.loads(lines.getvalue())["event"] == "R-1 waits"


def test_no_search_and_no_address_reaches_the_log(client: Client, lines: io.StringIO) -> None:
    client.get("/healthz-elsewhere?q=Canary+Personal+Name", headers={"user-agent": "x"})
    assert "/healthz-elsewhere" in lines.getvalue()
    assert "Canary" not in lines.getvalue()
    assert "127.0.0.1" not in lines.getvalue()


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_value_of_a_row_that_broke_a_rule_reaches_the_log(lines: io.StringIO) -> None:
    person = {"email": "canary@example.com", "name": "Canary", "role": Role.COORDINATOR}
    User.objects.create(**person)
    try:
        with transaction.atomic():
            User.objects.create(**person)
    except IntegrityError as error:
        logging.getLogger("deals").exception("Refused: %s", error)
    assert "duplicate key value violates unique constraint" in lines.getvalue()
    assert "canary@example.com" not in lines.getvalue()
