from validation.models.index import CommonKey, ContextKey, KnownName, KnownReading, NameKey
from validation.models.known import KnownOpportunity
from validation.models.sync import PipelineSync

__all__ = [
    "CommonKey",
    "ContextKey",
    "KnownName",
    "KnownOpportunity",
    "KnownReading",
    "NameKey",
    "PipelineSync",
]
