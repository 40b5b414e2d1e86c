"""The parameters room, as Django sees it."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.parameters"
    label = "parameters"
    verbose_name = "参数"
    default_auto_field = "django.db.models.BigAutoField"
