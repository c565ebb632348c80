"""The test database, and its end: a server drops no database that somebody still uses."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from deals.models import Registration

# The same after every migration, so they stay.
KEPT = {"django_content_type", "auth_permission"}


@cache
def tables() -> list[str]:
    return sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)


def empty(_test: TransactionTestCase) -> None:
    """Undo what a transactional test has committed: delete the rows there are, past the guard of the events.

    Django would truncate each table, which makes some three hundred files anew, and then write all permissions again.
    """
    from deals import guards

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            # A request that is still at work is waited for.
            cursor.execute(f"LOCK TABLE {', '.join(tables())} IN EXCLUSIVE MODE")
        else:
            guards.lift_delete_guard("default")
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables())
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")
        if connection.vendor == "sqlite":
            guards.install("default")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Has transactional tests undone by `empty`, and ends other sessions before the database is dropped.

    While Playwright's event loop runs, Django keeps a second connection for the same thread, which nothing closes;
    and the thread of a kept-alive connection to the live server may be a moment late.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            # A test that copies the database has ended this very session.
            connection.close()
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
    """A story told once is checked once: else every test would check again the foreign keys of all its rows."""
    told = yield
    if "told_once" in fixturedef.argnames:
        connection.check_constraints()
    return told


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


@pytest.fixture(scope="module")
def one_in_each_state(told_once: None) -> dict[str, "Registration"]:
    """By status, of a seller each; told once. Those that the clock ends come first: it ticks past no other."""
    from deals.states import Status
    from deals.tests import factories as make

    ended = (Status.EXPIRED, Status.LAPSED)
    in_order = sorted(Status.values, key=lambda status: status not in ended)
    return {status: make.in_state(status) for status in in_order}
