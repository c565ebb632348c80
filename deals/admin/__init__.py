from deals.admin import journal, policies, registrations, rewards_ledger

__all__ = ["journal", "policies", "registrations", "rewards_ledger"]
