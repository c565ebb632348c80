from partners.admin import companies, geography, people, policies

__all__ = ["companies", "geography", "people", "policies"]
