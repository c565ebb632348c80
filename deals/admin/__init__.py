from deals.admin import journal, policies, registrations, rehearsals, rewards_ledger

__all__ = ["journal", "policies", "registrations", "rehearsals", "rewards_ledger"]
