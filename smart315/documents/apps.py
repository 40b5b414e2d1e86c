"""The documents room, as Django sees it."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.documents"
    label = "documents"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"
