"""The jobs room, as Django sees it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.jobs"
    label = "jobs"
    verbose_name = "定时任务"
    default_auto_field = "django.db.models.BigAutoField"
