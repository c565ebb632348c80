"""The tiers of the programme page."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tier(TextChoices):
    REGISTERED = "registered", _("Registered Partner")
    AUTHORIZED = "authorized", _("Authorized Partner")
    SILVER = "silver", _("Silver Partner")
    GOLD = "gold", _("Gold Partner")
    VAP = "vap", _("Value-Added Partner (VAP)")
    DISTRIBUTOR = "distributor", _("Distributor")


CLIENT_FACING_TIERS = frozenset({Tier.REGISTERED, Tier.AUTHORIZED, Tier.SILVER, Tier.GOLD, Tier.VAP})
