from deals.admin import companies, journal, policies, registrations, rewards_ledger

__all__ = ["companies", "journal", "policies", "registrations", "rewards_ledger"]
