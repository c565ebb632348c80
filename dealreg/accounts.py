"""How people come to have an account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class PortalAccountAdapter(DefaultAccountAdapter):
    """Companies apply and colleagues are invited; nobody signs up alone (programme page)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
