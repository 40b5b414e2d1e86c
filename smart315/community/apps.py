"""The community room, as Django sees it."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.community"
    label = "community"
    verbose_name = "社会力量"
    default_auto_field = "django.db.models.BigAutoField"
