from validation.models.feed import SalesforceFeed
from validation.models.imports import PipelineImport
from validation.models.index import CommonKey, ContextKey, KnownName, KnownReading, NameKey
from validation.models.known import KnownOpportunity
from validation.models.sync import PipelineSync
from validation.models.waiting import TaughtAlias, WaitingClaim

__all__ = [
    "CommonKey",
    "ContextKey",
    "KnownName",
    "KnownOpportunity",
    "KnownReading",
    "NameKey",
    "PipelineImport",
    "PipelineSync",
    "SalesforceFeed",
    "TaughtAlias",
    "WaitingClaim",
]
