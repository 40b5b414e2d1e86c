"""The vault room, as Django sees it."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.vault"
    label = "vault"
    verbose_name = "密钥"
    default_auto_field = "django.db.models.BigAutoField"
