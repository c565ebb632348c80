from deals.admin import journal, registrations

__all__ = ["journal", "registrations"]
