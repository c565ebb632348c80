from partners.admin import companies, geography, leave, people, policies

__all__ = ["companies", "geography", "leave", "people", "policies"]
