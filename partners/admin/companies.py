"""Companies of the programme: the profile is kept by managers, the standing by verbs on pages of their own."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from partners.admin import membership_page
from partners.admin.authorising import AuthorisationInline
from partners.admin.scope import PlainInline, ReadOnlyInline, ScopedAdmin, signed_in
from partners.models import Announcement, DistributorLink, Partner, Region, Standing


class LinkInline(PlainInline):
    model = DistributorLink

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[DistributorLink]:
        """Neither side of a link names a company outside one's regions."""
        visible = Partner.objects.visible_to(signed_in(request))
        return super().get_queryset(request).filter(partner__in=visible, distributor__in=visible)


class ServedInline(LinkInline):
    fk_name = "distributor"
    verbose_name_plural = _("partners this distributor serves")


class ServingInline(LinkInline):
    fk_name = "partner"
    verbose_name_plural = _("distributors serving this partner")


class StandingInline(ReadOnlyInline):
    model = Standing
    fields = ["act", "status", "tier", "at", "by", "told", "reason"]
    readonly_fields = ["told"]

    @admin.display(description=_("reasons"))
    def told(self, standing: Standing) -> str:
        return " ".join(str(reason.words) for reason in standing.reasons)


class HomeRegionFilter(admin.SimpleListFilter):
    """A coordinator chooses among the assigned regions alone."""

    title = _("home region")
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        user = signed_in(request)
        regions = user.covered_regions() if user.is_coordinator else Region.objects.all()
        return list(regions.values_list("code", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Partner]) -> QuerySet[Partner]:
        code = self.value()
        inside = Q(region__code=code) | Q(region__code__startswith=f"{code}.")
        return queryset.filter(inside) if code else queryset


@admin.register(Partner)
class PartnerAdmin(ScopedAdmin):
    change_form_template = "admin/partners/partner.html"
    list_display = ["name", "tier", "status", "region", "seat", "applied_at"]
    list_select_related = ["region"]
    list_filter = ["status", "tier", HomeRegionFilter]
    search_fields = ["name", "domain", "register_number"]
    ordering = ["name"]
    fields = [
        "name", "domain", "time_zone", "country", "register_number", "region", "tier", "status", "about", "applied_at",
    ]  # fmt: skip
    readonly_fields = ["country", "register_number", "region", "tier", "status", "about", "applied_at"]
    inlines = [AuthorisationInline, ServedInline, ServingInline, StandingInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        return Partner.objects.visible_to(signed_in(request)).select_related("region")

    @admin.display(description=_("country"), ordering="country")
    def seat(self, partner: Any) -> str:
        """The one name: as a field, every row would go through the list of all countries."""
        return str(partner.country.name)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A company applies by itself on the public page."""
        return False

    def get_inlines(self, request: HttpRequest, obj: Partner | None) -> list[type[Any]]:
        links = ServedInline if obj is not None and obj.is_distributor else ServingInline
        return [AuthorisationInline, links, StandingInline]

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.decide_view)
        decide = path("<int:object_id>/standing/<slug:verb>/", page, name="partners_partner_decide")
        return [decide, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        partner = self.get_object(request, object_id)
        announced = Announcement.objects.open().filter(partner=partner).select_related("by").first()
        verbs = membership_page.possible(partner, announced, signed_in(request))
        context = {**(extra_context or {}), "verbs": verbs, "announced": announced}
        return super().change_view(request, object_id, form_url, context)

    def decide_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        partner = self.get_object(request, str(object_id))
        return membership_page.respond(request, partner, verb, self.admin_site.each_context(request))
