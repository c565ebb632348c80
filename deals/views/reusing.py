"""Taking over a customer or a person from an earlier registration, by a button of the task's own form."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, QueryDict

from deals import reuse
from deals.answers import Task
from deals.forms.chain import ChainRows
from deals.forms.rows import ROWS_MOST
from deals.models import Registration
from deals.reuse import Offer
from deals.views.access import member


def offers(request: HttpRequest, row: Registration, this: Task) -> list[Offer]:
    """What the page of a task offers to take over."""
    if this.slug == "customer":
        return reuse.customers(row, member(request))
    return reuse.contacts(row, member(request)) if this.slug == "decision-chain" else []


def posted(request: HttpRequest, row: Registration, this: Task) -> QueryDict:
    """What was posted, with the chosen customer or person written into it."""
    given, key = request.POST.copy(), request.POST.get("reuse", "")
    if "take" not in given:
        return given
    if this.slug == "customer":
        for name, answer in (reuse.customer(row, member(request), key) or {}).items():
            given[name] = str(answer)
    elif this.slug == "decision-chain" and (person := reuse.contact(row, member(request), key)) is not None:
        index = _free_row(given)
        for name, words in asdict(person).items():
            given[f"{ChainRows.name}-{index}-{name}"] = words
    return given


def _free_row(given: QueryDict) -> int:
    """The first row in which nothing was written yet, or the one after the last."""

    def written(index: int) -> Any:
        names = ("role", "name", "email", "phone")
        return any(given.get(f"{ChainRows.name}-{index}-{name}") for name in names)

    return next((index for index in range(ROWS_MOST) if not written(index)), ROWS_MOST - 1)
