"""Product lines and their pages at the desk, for the tests of the trees."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from partners.clock import now
from partners.models import ProductLine, User
from partners.tests.factories import ManagerFactory, ProductLineFactory


def desk_of(person: User | None = None) -> Client:
    """The desk of a person, a programme manager unless told otherwise."""
    client = Client()
    client.force_login(person or ManagerFactory.create())
    return client


def lines(*codes: str, **fields: Any) -> list[ProductLine]:
    return [ProductLineFactory.create(code=code, **fields) for code in codes]


def page_of(node: Any, name: str = "change") -> str:
    return reverse(f"admin:partners_{node._meta.model_name}_{name}", args=[node.pk])


def in_days(number: int) -> date:
    return now().date() + timedelta(days=number)
