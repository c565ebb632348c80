"""The test database, and its end: a server drops no database that somebody still uses."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Ends other sessions before the database is dropped.

    While Playwright's event loop runs, Django keeps a second connection for the same thread, which nothing closes;
    and the thread of a kept-alive connection to the live server may be a moment late.
    """
    yield
    with django_db_blocker.unblock():
        from django.db import connection

        if connection.vendor == "postgresql":
            # A test that copies the database has ended this very session.
            connection.close()
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(scope="module")
def told_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For rows that all tests of a module begin with: told before the first, undone after the last.

    Each test still undoes its own rows: its transaction lies within this one.
    """
    with django_db_blocker.unblock():
        story = transaction.atomic()
        # What must be outermost may run here, as it may within a test.
        story._from_testcase = True  # type: ignore[attr-defined]
        with story:
            yield
            transaction.set_rollback(True)
