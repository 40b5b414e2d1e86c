"""The web room, as Django sees it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.web"
    label = "web"
    verbose_name = "网页"
    default_auto_field = "django.db.models.BigAutoField"
