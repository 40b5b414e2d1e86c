"""The audit room, as Django sees it."""

from django.apps import AppConfig

from smart315.audit import seals


class AuditConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.audit"
    label = "audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stop the start with a sentence when the key is missing."""
        seals.key()
