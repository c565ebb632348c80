"""Regions with their countries, and product lines: two trees by their dotted codes."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.utils.translation import gettext as _

from partners.admin.branch_page import BranchPage
from partners.admin.scope import PlainInline
from partners.admin.tree_page import TreeEventInline
from partners.models import ProductLine, Region, RegionCountry


class NodeForm(ModelForm):
    """A branch grows from its stem: what a code stands under is there before it."""

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        above = code.rpartition(".")[0]
        if above and not self._meta.model._default_manager.filter(code=above).exists():
            raise ValidationError(
                _("There is no %(code)s to stand under. Add that one first.") % {"code": above}
            )
        return code


class RegionCountryInline(PlainInline):
    model = RegionCountry


@admin.register(Region)
class RegionAdmin(BranchPage):
    form = NodeForm
    list_display = [*BranchPage.list_display, "time_zone", "currency", "calendar"]
    list_select_related = ["calendar"]
    inlines = [RegionCountryInline, TreeEventInline]


@admin.register(ProductLine)
class ProductLineAdmin(BranchPage):
    form = NodeForm
