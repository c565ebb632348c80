from deals.admin import (
    companies,
    journal,
    policies,
    registrations,
    rehearsals,
    reports,
    rewards_ledger,
    trees,
)

__all__ = [
    "companies",
    "journal",
    "policies",
    "registrations",
    "rehearsals",
    "reports",
    "rewards_ledger",
    "trees",
]
