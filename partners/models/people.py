from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partners.clock import instant
from partners.models.company import Partner
from partners.models.geography import Region
from partners.querysets import TreeQuerySet
from partners.roles import PARTNER_ROLES, VENDOR_ROLES, Role, admin_allows, admin_opens
from partners.zones import validate_zone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who signs in by e-mail; without a password they set one through the reset mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The first programme manager of a new installation (`manage.py createsuperuser`)."""
        return self.create_user(email, password, **{"role": Role.PROGRAMME_MANAGER, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in: of a partner, or of the vendor."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=30, choices=Role, default=Role.MEMBER)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="people")
    regions = models.ManyToManyField(
        Region, blank=True, related_name="coordinators", verbose_name=_("assigned regions"),
        help_text=_("A coordinator works in these regions and in everything under them."),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone], default="UTC")
    is_active = models.BooleanField(_("may sign in"), default=True)
    # At the desk: single letters are off until wanted (WCAG 2.1.4), the next case opens until it is not.
    shortcuts = models.BooleanField(_("single-letter shortcuts"), default=False)
    next_case = models.BooleanField(_("open the next case after a decision"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    # What the session's own query says of all policies; who was read otherwise is looked up one by one.
    some_policy_asks: bool = True

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(PARTNER_ROLES), partner__isnull=False)
                | Q(role__in=sorted(VENDOR_ROLES), partner__isnull=True),
                name="partner_people_have_a_partner_and_vendor_people_none",
                violation_error_message=_(
                    "A partner's person belongs to a company; a vendor's person does not."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_staff(self) -> bool:
        """Whether the admin lets this person in."""
        return self.role in VENDOR_ROLES

    @property
    def is_partner(self) -> bool:
        return self.role in PARTNER_ROLES

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and admin_allows(self.role, perm)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and admin_opens(self.role, app_label)

    def own_regions(self) -> TreeQuerySet[Region]:
        """The regions assigned to a coordinator with everything under them."""
        return Region.objects.under(self.regions.all())

    def covered_regions(self) -> TreeQuerySet[Region]:
        """The regions a coordinator works in now: the own ones, and those of whom the coordinator stands in for."""
        standing_in = self.standing_in.filter(starts_at__lte=instant(), ends_at__gt=instant())
        return Region.objects.under(
            Region.objects.filter(Q(coordinators=self) | Q(coordinators__in=standing_in.values("absent")))
        )

    @cached_property
    def regions_at_hand(self) -> tuple[Region, ...]:
        """The covered regions as they were when first asked for: for the lists of one request, never for a verb."""
        return tuple(self.covered_regions())

    def works_in(self, region: Region) -> bool:
        """Whether a coordinator works in this region now."""
        return self.covered_regions().filter(pk=region.pk).exists()

    def local(self, at: datetime) -> datetime:
        """An instant in this person's own time zone."""
        return at.astimezone(self.zone)
