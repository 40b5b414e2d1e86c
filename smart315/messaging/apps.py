"""The messaging room, as Django sees it."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.messaging"
    label = "messaging"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"
