"""The audit room, as Django sees it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.audit"
    label = "audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"
