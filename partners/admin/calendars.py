"""Working calendars at the desk: their holidays as lines, from calendar files, with what follows for a promise."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import holidays
from partners.admin.holiday_lines import LinesForm
from partners.admin.scope import ScopedAdmin
from partners.clock import now
from partners.models import Policy, Region, WorkingCalendarModel
from partners.working_time import local_day


@admin.register(WorkingCalendarModel)
class WorkingCalendarAdmin(ScopedAdmin):
    change_form_template = "admin/partners/calendar.html"
    list_display = ["name", "free_days", "known_holidays"]
    search_fields = ["name"]
    readonly_fields = ["free_days"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WorkingCalendarModel]:
        return super().get_queryset(request).prefetch_related("holidays")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.holidays_view)
        return [
            path("<int:object_id>/holidays/", page, name="partners_workingcalendarmodel_holidays"),
            *super().get_urls(),
        ]

    def get_fields(self, request: HttpRequest, obj: WorkingCalendarModel | None = None) -> Any:
        writes = self.has_change_permission(request, obj) or obj is None
        return ["name", "weekend" if writes else "free_days"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "weekend":
            return forms.TypedMultipleChoiceField(
                label=db_field.verbose_name.capitalize(), choices=WEEKDAYS.items(), coerce=int,
                widget=forms.CheckboxSelectMultiple, required=False,
            )  # fmt: skip
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("weekend"))
    def free_days(self, calendar: WorkingCalendarModel) -> str:
        return ", ".join(str(WEEKDAYS[day]) for day in calendar.weekend)

    @admin.display(description=gettext_lazy("holidays"))
    def known_holidays(self, calendar: WorkingCalendarModel) -> str:
        days = [holiday.day for holiday in calendar.holidays.all()]
        today = now().date()
        if missing := holidays.missing_years(days, today):
            return format_html("<strong>{}</strong>", _missing_words(missing))
        return _("%(number)d in %(year)d") % {
            "number": sum(day.year == today.year for day in days), "year": today.year,
        }  # fmt: skip

    def holidays_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The lines of a calendar: read a file into them, or keep them."""
        calendar, at = self.get_object(request, str(object_id)), now()
        if not self.has_view_permission(request, calendar):
            raise PermissionDenied
        before = holidays.known(calendar)
        reads_file = "read" in request.POST
        form = LinesForm(
            request.POST or None,
            request.FILES or None,
            reads_file=reads_file,
            today=at.date(),
            initial={"lines": holidays.as_lines(before)},
        )
        changed = None
        if request.method == "POST":
            if not self.has_change_permission(request, calendar):
                raise PermissionDenied
            if form.is_valid() and not reads_file:
                return self._kept(request, calendar, form.cleaned_data["lines"])
            if form.is_valid():
                merged = form.cleaned_data["file"] | form.cleaned_data["lines"]
                changed = holidays.changes(before, merged)
                form = LinesForm(
                    reads_file=False, today=at.date(), initial={"lines": holidays.as_lines(merged)}
                )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Holidays of %s") % calendar,
            "opts": self.opts,
            "calendar": calendar,
            "form": form,
            "changed": changed,
            "missing": warning(calendar, before, at),
            "examples": list(examples(calendar, at)),
            "may_change": self.has_change_permission(request, calendar),
        }
        return TemplateResponse(
            request, "admin/partners/holidays.html", context, status=422 if form.errors else 200
        )

    def _kept(
        self, request: HttpRequest, calendar: WorkingCalendarModel, days: holidays.Days
    ) -> HttpResponse:
        changed = holidays.keep(calendar, days)
        if changed:
            counts = {
                "added": len(changed.added), "renamed": len(changed.renamed), "removed": len(changed.removed),
            }  # fmt: skip
            words = _("Holidays: %(added)d added, %(renamed)d renamed, %(removed)d removed.") % counts
            self.log_change(request, calendar, words)
            messages.success(request, words)
        else:
            messages.info(request, _("Nothing changed."))
        return redirect("admin:partners_workingcalendarmodel_holidays", calendar.pk)


def _missing_words(years: list[int]) -> str:
    return _("None known for %s") % ", ".join(map(str, years))


def warning(calendar: WorkingCalendarModel, days: holidays.Days, at: datetime) -> str:
    """What is wrong with a calendar that regions work by while no holiday is known; empty where nothing is."""
    missing = holidays.missing_years(days, at.date())
    return _missing_words(missing) if missing and calendar.regions.exists() else ""


def examples(calendar: WorkingCalendarModel, at: datetime) -> Any:
    """For each region that works by the calendar: a submission before the next free day, and when it is decided."""
    regions = Region.objects.filter(calendar=calendar).select_related("calendar")
    for region in regions.prefetch_related(Prefetch("calendar__holidays")):
        days = Policy.objects.in_force(region, at).decision_working_days
        today = local_day(at, region.zone)
        submitted, promised = holidays.example(region.working_calendar(), days, today)
        yield region, submitted.astimezone(region.zone), promised.astimezone(region.zone)
