"""The regions room, as Django sees it."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.regions"
    label = "regions"
    verbose_name = "行政区划"
    default_auto_field = "django.db.models.BigAutoField"
