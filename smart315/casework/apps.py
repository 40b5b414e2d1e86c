"""The casework room, as Django sees it."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.casework"
    label = "casework"
    verbose_name = "投诉办理"
    default_auto_field = "django.db.models.BigAutoField"
