from deals.admin import journal, policies, registrations, rehearsals, reports, rewards_ledger

__all__ = ["journal", "policies", "registrations", "rehearsals", "reports", "rewards_ledger"]
