from partners.admin import calendars, companies, geography, leave, people, policies

__all__ = ["calendars", "companies", "geography", "leave", "people", "policies"]
