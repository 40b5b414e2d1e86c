"""The businesses room, as Django sees it."""

from django.apps import AppConfig


class BusinessesConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.businesses"
    label = "businesses"
    verbose_name = "经营者"
    default_auto_field = "django.db.models.BigAutoField"
