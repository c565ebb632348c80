from deals.admin import journal, registrations, rewards_ledger

__all__ = ["journal", "registrations", "rewards_ledger"]
