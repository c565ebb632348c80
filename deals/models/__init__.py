from deals.models.answers import Appeal, Extension, PriceApplication, Proposal
from deals.models.batch import Batch, BatchRow
from deals.models.benefit import Benefit
from deals.models.chain import DecisionMaker
from deals.models.clock import DeadlineWarning, Outage, Pause, Tick
from deals.models.document import Document
from deals.models.event import ChainHead, Event
from deals.models.export import Export
from deals.models.feed import CalendarFeed
from deals.models.hearing import Hearing
from deals.models.item import Item
from deals.models.letter import AuthorisationLetter
from deals.models.registration import Registration
from deals.models.rehearsal import Rehearsal, RehearsedCase
from deals.models.review import Check, Decision, OpportunityVerdict, Verification
from deals.models.reward import BenefitUse, RewardClaim
from deals.models.saved_view import SavedView
from deals.models.submission import Submission
from deals.models.suspicion import Suspicion
from deals.models.update import Update

__all__ = [
    "Appeal",
    "AuthorisationLetter",
    "Batch",
    "BatchRow",
    "Benefit",
    "BenefitUse",
    "CalendarFeed",
    "ChainHead",
    "Check",
    "DeadlineWarning",
    "Decision",
    "DecisionMaker",
    "Document",
    "Event",
    "Export",
    "Extension",
    "Hearing",
    "Item",
    "OpportunityVerdict",
    "Outage",
    "Pause",
    "PriceApplication",
    "Proposal",
    "Registration",
    "Rehearsal",
    "RehearsedCase",
    "RewardClaim",
    "SavedView",
    "Submission",
    "Suspicion",
    "Tick",
    "Update",
    "Verification",
]
