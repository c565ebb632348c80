from partners.models.announcement import Announcement
from partners.models.application import Application
from partners.models.authorisation import Authorisation, DistributorLink
from partners.models.company import Partner
from partners.models.deputy import Deputy
from partners.models.geography import Holiday, Region, RegionCountry, WorkingCalendarModel
from partners.models.people import User
from partners.models.policy import BenefitKind, BenefitProposal, Policy, TierTerms
from partners.models.products import ProductLine
from partners.models.standing import Standing
from partners.models.tree import Node
from partners.models.tree_event import TreeEvent
from partners.tiers import Tier

__all__ = [
    "Announcement",
    "Application",
    "Authorisation",
    "BenefitKind",
    "BenefitProposal",
    "Deputy",
    "DistributorLink",
    "Holiday",
    "Node",
    "Partner",
    "Policy",
    "ProductLine",
    "Region",
    "RegionCountry",
    "Standing",
    "Tier",
    "TierTerms",
    "TreeEvent",
    "User",
    "WorkingCalendarModel",
]
