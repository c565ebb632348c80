"""What an answer to a return changed: the facts as submitted beside the facts as they are now."""

from collections.abc import Mapping
from dataclasses import dataclass

from deals import given
from deals.answers import Answer, answered, from_plain, label, lines
from deals.models import Registration
from partners.models import ProductLine


@dataclass(frozen=True)
class Changed:
    """One fact that differs; people are told before by role alone, since a submission keeps no names."""

    label: str
    before: tuple[str, ...]
    now: Answer


def since_submission(row: Registration) -> tuple[Changed, ...]:
    """The facts changed since the latest submission, in the order of the tasks; none before the first."""
    submission = row.submissions.last()
    if submission is None:
        return ()
    products = {product.pk: product for product in ProductLine.objects.all()}
    kept = submission.answers
    return tuple(
        Changed(label(name), _before(kept, name, products), answered(row, name))
        for name in given.changed_since(row, submission)
    )


def _before(
    kept: Mapping[str, given.Plain], name: str, products: Mapping[int, ProductLine]
) -> tuple[str, ...]:
    words = lines(name, from_plain(name, kept[name], products))
    return (f"{words[0]} {kept['currency']}",) if name == "budget" and words else words
