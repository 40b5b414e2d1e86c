"""The partners room, as Django sees it."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.partners"
    label = "partners"
    verbose_name = "绿色通道"
    default_auto_field = "django.db.models.BigAutoField"
