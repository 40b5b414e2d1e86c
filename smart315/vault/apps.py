"""The vault room, as Django sees it."""

from django.apps import AppConfig

from smart315.vault import ciphers, keys, lookup


class VaultConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.vault"
    label = "vault"
    verbose_name = "密钥"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stop the start with a sentence when a key is missing or wrong."""
        keys.ring()
        ciphers.current()
        lookup.key()
