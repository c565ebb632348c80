"""The rows of a company's authorisations on its page: an overlap is refused beside the day that makes it."""

from typing import Any

from django.db.models import Model
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from partners.admin.scope import PlainInline
from partners.authorisations import Span, overlapped
from partners.models import Authorisation


def overlap_words(span: Span) -> str:
    """What is in the way, and what to do about it."""
    days = {"first": span.first.isoformat(), "last": span.last.isoformat() if span.last else ""}
    if span.last is None:
        words = _(
            "This scope is authorised already from %(first)s until further notice. End that row first, "
            "or leave this one out."
        )
    else:
        words = _(
            "This scope is authorised already from %(first)s to %(last)s. Choose days outside of these."
        )
    return words % days


class AuthorisationFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """Every row against those above it: one company has one row for a scope and a day."""
        super().clean()
        seen: dict[tuple[Any, Any], list[Span]] = {}
        for form in self.forms:
            said = getattr(form, "cleaned_data", {})
            first, last = said.get("starts_on"), said.get("ends_on")
            if form.errors or not first or (last and last < first):
                continue
            span, spans = Span(first, last), seen.setdefault((said["region"], said["product_line"]), [])
            if (found := overlapped(span, spans)) is not None:
                form.add_error("starts_on", overlap_words(found))
            spans.append(span)


class AuthorisationInline(PlainInline):
    model = Authorisation
    formset = AuthorisationFormSet

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
