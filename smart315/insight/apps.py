"""The insight room, as Django sees it."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.insight"
    label = "insight"
    verbose_name = "研判"
    default_auto_field = "django.db.models.BigAutoField"
