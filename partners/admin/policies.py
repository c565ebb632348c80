"""Policies as data: a new version starts as a copy, names its author, and is kept once it started."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.forms import ModelForm, model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partners.admin import policy_changes
from partners.admin.day_list import DayList, in_words
from partners.admin.scope import PlainInline, ScopedAdmin, signed_in
from partners.clock import now
from partners.models import BenefitProposal, Policy, TierTerms

# A list of days -> its reading, for whoever may not change the version.
LISTS = {"expiry_notice_days": "notices", "update_warning_days": "warnings"}


class PolicyForm(ModelForm):
    """A version that starts in the past would judge submissions by rules nobody had seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "region" in self.fields:
            self.fields["region"].empty_label = _("Worldwide")  # type: ignore[attr-defined]

    def clean_starts_at(self) -> Any:
        starts_at = self.cleaned_data["starts_at"]
        if starts_at <= now():
            raise ValidationError(_("Choose a start that lies ahead: no version applies backwards."))
        return starts_at

    def clean(self) -> dict[str, Any]:
        """One version of a region starts at an instant; writers of the same region wait for each other here."""
        given = super().clean() or self.cleaned_data
        region = given.get("region", self.instance.region)
        others = Policy.objects.filter(region=region).exclude(pk=self.instance.pk)
        list(others.order_by("pk").select_for_update().values_list("pk", flat=True))
        taken = others.filter(starts_at=given["starts_at"]).first() if "starts_at" in given else None
        if taken is not None:
            self.add_error(
                "starts_at",
                _("%s starts at the same time. Choose another start, or change that version.") % taken,
            )
        return given


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
    change_form_template = "admin/partners/policy.html"
    list_display = ["__str__", "region", "number", "starts_at", "author", "note"]
    list_select_related = ["region", "author"]
    list_filter = ["region"]
    inlines = [TierTermsInline, BenefitProposalInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Policy]:
        return super().get_queryset(request).select_related("region", "author")

    def get_readonly_fields(self, request: HttpRequest, obj: Policy | None = None) -> Any:
        """A version stays one of its region: its number counts there."""
        kept = ["number", "author"] if obj is None else ["region", "number", "author"]
        return kept + list(LISTS.values())

    def get_fields(self, request: HttpRequest, obj: Policy | None = None) -> Any:
        """In the order of the model; whoever only reads gets the lists of days in words."""
        writes = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        fields = [name for name in super().get_fields(request, obj) if name not in LISTS.values()]
        return [str(name) if writes else LISTS.get(str(name), str(name)) for name in fields]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in LISTS:
            return DayList(label=capfirst(db_field.verbose_name), initial=db_field.get_default())
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=Policy._meta.get_field("expiry_notice_days").verbose_name)
    def notices(self, policy: Policy) -> str:
        return in_words(policy.expiry_notice_days)

    @admin.display(description=Policy._meta.get_field("update_warning_days").verbose_name)
    def warnings(self, policy: Policy) -> str:
        return in_words(policy.update_warning_days)

    def has_change_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        """A version that started is what registrations are pinned to."""
        ahead = obj is None or obj.starts_at > now()
        return ahead and super().has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.difference_view)
        return [
            path("<int:object_id>/difference/<int:pk>/", page, name="partners_policy_difference"),
            *super().get_urls(),
        ]

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
        if not change:
            newest = Policy.objects.filter(region=obj.region).aggregate(number=Max("number"))["number"]
            obj.number = (newest or 0) + 1
        super().save_model(request, obj, form, change)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        policy = self.get_object(request, object_id)
        context = {**self.beside(request, policy), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def beside(self, request: HttpRequest, policy: Policy) -> dict[str, Any]:
        """What stands beside the numbers: every version of the region, the newest first, and which one is in force."""
        versions = list(self.get_queryset(request).filter(region=policy.region).order_by("-starts_at"))
        started = [each for each in versions if each.starts_at <= now()]
        return {
            "versions": versions, "in_force": started[0].pk if started else None,
            "may_draft": self.has_add_permission(request),
        }  # fmt: skip

    def difference_view(self, request: HttpRequest, object_id: int, pk: int) -> HttpResponse:
        """What one version says differently from another of the same region."""
        policy = self.get_object(request, str(object_id))
        other = self.get_queryset(request).filter(region=policy.region, pk=pk).first()
        if other is None:
            raise Http404
        found = policy_changes.changes(other, policy)
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "old": other, "new": policy,
            "changes": found, "summary": policy_changes.summary(found), "title": _("What differs"),
        }  # fmt: skip
        return TemplateResponse(request, "admin/partners/policy_difference.html", context)


def based_on(request: HttpRequest) -> Policy | None:
    """The version a new one starts from: the one named in the address, or the newest worldwide one in force."""
    named = request.GET.get("from", "")
    if named.isdecimal():
        return Policy.objects.filter(pk=named).first()
    started = Policy.objects.filter(region__isnull=True, starts_at__lte=now())
    return started.order_by("-starts_at", "-number").first()
