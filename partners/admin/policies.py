"""Policies as data: a version is never changed; a new one starts from the one in force and names its author."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.forms import ModelForm, model_to_dict
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.admin.scope import PlainInline, ScopedAdmin, signed_in
from partners.clock import now
from partners.models import BenefitProposal, Policy, TierTerms


class PolicyForm(ModelForm):
    """A version that started before today would judge submissions by rules nobody had seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "region" in self.fields:
            self.fields["region"].empty_label = _("Worldwide")  # type: ignore[attr-defined]

    def clean_starts_at(self) -> Any:
        starts_at = self.cleaned_data["starts_at"]
        if timezone.localdate(starts_at) < timezone.localdate(now()):
            raise ValidationError(_("Choose a start from today on: no version applies backwards."))
        return starts_at


class BasedInline(PlainInline):
    """A row per row of the version that a new one is based on."""

    def get_extra(self, request: HttpRequest, obj: Policy | None = None, **kwargs: Any) -> int:
        base = based_on(request) if obj is None else None
        return self.model._default_manager.filter(policy=base).count() if base else 0


class TierTermsInline(BasedInline):
    model = TierTerms


class BenefitProposalInline(BasedInline):
    model = BenefitProposal


@admin.register(Policy)
class PolicyAdmin(ScopedAdmin):
    form = PolicyForm
    list_display = ["__str__", "region", "number", "starts_at", "author", "note"]
    list_select_related = ["region", "author"]
    list_filter = ["region"]
    readonly_fields = ["number", "author"]
    inlines = [TierTermsInline, BenefitProposalInline]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        base = based_on(request)
        if base is None:
            return {}
        return model_to_dict(base, exclude=["id", "number", "author", "starts_at", "note"])

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Policy, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """A new version starts with the rows of the one it is based on; each is saved though nobody touched it."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        base = based_on(request) if request.method == "GET" and obj.pk is None else None
        if base is not None:
            rows = inline.model.objects.filter(policy=base)
            given["initial"] = [model_to_dict(row, exclude=["id", "policy"]) for row in rows]
        return given

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        obj.author = signed_in(request)
        newest = Policy.objects.filter(region=obj.region).aggregate(number=Max("number"))["number"]
        obj.number = (newest or 0) + 1
        super().save_model(request, obj, form, change)


def based_on(request: HttpRequest) -> Policy | None:
    """The version a new one starts from: the one named in the address, or the newest worldwide one in force."""
    named = request.GET.get("from", "")
    if named.isdecimal():
        return Policy.objects.filter(pk=named).first()
    started = Policy.objects.filter(region__isnull=True, starts_at__lte=now())
    return started.order_by("-starts_at", "-number").first()
