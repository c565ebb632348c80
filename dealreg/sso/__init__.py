"""Signing in at the identity provider of a company (OpenID Connect), where the settings name one."""
