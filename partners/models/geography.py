from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from partners.models.tree import Node
from partners.working_time import WorkingCalendar
from partners.zones import validate_zone


def validate_weekend(days: object) -> None:
    """Raise ValidationError unless the value lists one to six weekdays, 0 for Monday to 6 for Sunday."""
    if not (
        isinstance(days, list)
        and all(isinstance(d, int) and 0 <= d <= 6 for d in days)
        and len(set(days)) < 7
    ):
        raise ValidationError(_("At least one weekday must be a working day."))


class WorkingCalendarModel(models.Model):
    """Which days the vendor's people work: the decision promise and answering times count these days."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    weekend = models.JSONField(_("weekend"), default=list, validators=[validate_weekend])

    class Meta:
        verbose_name = _("working calendar")
        verbose_name_plural = _("working calendars")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    calendar = models.ForeignKey(WorkingCalendarModel, models.CASCADE, related_name="holidays")
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="one_holiday_per_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Region(Node):
    """A sales region. The tree is the dotted code: `apac` covers `apac.sea` covers `apac.sea.th`."""

    name = models.CharField(_("name"), max_length=80)
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    currency = models.CharField(_("currency"), max_length=3)
    calendar = models.ForeignKey(WorkingCalendarModel, models.PROTECT, related_name="regions")

    class Meta(Node.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def working_calendar(self) -> WorkingCalendar:
        """The calendar of this region as a plain value; reads the holidays, so fetch with `calendar__holidays`."""
        holidays = frozenset(holiday.day for holiday in self.calendar.holidays.all())
        return WorkingCalendar(zone=self.zone, weekend=frozenset(self.calendar.weekend), holidays=holidays)


class RegionCountry(models.Model):
    """Which region a country of installation belongs to: one, so that scope has one answer."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="countries")
    country = CountryField(_("country"), unique=True)

    class Meta:
        verbose_name = _("country of a region")
        verbose_name_plural = _("countries of a region")
        ordering = ["country"]

    def __str__(self) -> str:
        return str(self.country)
