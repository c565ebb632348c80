from validation.models.feed import SalesforceFeed
from validation.models.imports import PipelineImport
from validation.models.index import CommonKey, FiledKey, KeyPage, KnownName, KnownReading
from validation.models.known import KnownOpportunity
from validation.models.sync import PipelineSync
from validation.models.waiting import TaughtAlias, WaitingClaim

__all__ = [
    "CommonKey",
    "FiledKey",
    "KeyPage",
    "KnownName",
    "KnownOpportunity",
    "KnownReading",
    "PipelineImport",
    "PipelineSync",
    "SalesforceFeed",
    "TaughtAlias",
    "WaitingClaim",
]
