"""The rows of a company's authorisations on its page: an overlap is refused beside the day that makes it."""

from typing import Any

from django.db.models import Model
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from partners.admin.scope import PlainInline
from partners.authorisations import Span, overlap_words, overlapped
from partners.models import Authorisation


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
