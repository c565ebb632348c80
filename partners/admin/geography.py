"""Regions with their countries, and product lines."""

from django.contrib import admin

from partners.admin.scope import PlainInline, ScopedAdmin
from partners.models import ProductLine, Region, RegionCountry


class RegionCountryInline(PlainInline):
    model = RegionCountry


@admin.register(Region)
class RegionAdmin(ScopedAdmin):
    """The tree is the dotted code, so the list in order of codes reads as the tree."""

    list_display = ["code", "name", "time_zone", "currency", "calendar"]
    list_select_related = ["calendar"]
    search_fields = ["code", "name"]
    ordering = ["code"]
    inlines = [RegionCountryInline]


@admin.register(ProductLine)
class ProductLineAdmin(ScopedAdmin):
    """A code stays as it is once it is given: registrations and authorisations are judged by it."""

    list_display = ["code", "name", "ends_on"]
    search_fields = ["code", "name"]
    ordering = ["code"]

    def get_readonly_fields(self, request, obj=None):  # type: ignore[no-untyped-def]
        return ["code"] if obj else []
