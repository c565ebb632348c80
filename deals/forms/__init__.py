"""One form for each task of the registration."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from deals.forms.answers import AnswersForm
from deals.forms.chain import ChainRows
from deals.forms.customer import CustomerForm
from deals.forms.products import ProductRows
from deals.forms.project import ProjectForm
from deals.forms.rows import Rows
from deals.forms.timeline import TimelineForm
from deals.models import Registration

TaskForm = AnswersForm | Rows

_FORMS: dict[str, type[CustomerForm] | type[ProjectForm] | type[TimelineForm]] = {
    "customer": CustomerForm,
    "project": ProjectForm,
    "timeline": TimelineForm,
}


def form_for(slug: str, row: Registration, at: datetime, posted: Mapping[str, Any] | None = None) -> TaskForm:
    """The form of a task over what is saved, or over what was posted."""
    if slug == "products":
        return ProductRows(row, at, posted)
    if slug == "decision-chain":
        return ChainRows(row, posted)
    return _FORMS[slug](row, posted)
