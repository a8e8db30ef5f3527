"""The web skin: sign-in, the conversation's page and its API on loopback."""

from portal.app import create_app

__all__ = ["create_app"]
