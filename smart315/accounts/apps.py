"""The accounts room, as Django sees it."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room under its short label, and its messages."""

    name = "smart315.accounts"
    label = "accounts"
    verbose_name = "账户与组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the room's message texts into the register."""
        import_module("smart315.accounts.notices")
