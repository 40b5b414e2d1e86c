"""The api room, as Django sees it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the room under its short label; it has no tables of its own."""

    name = "smart315.api"
    label = "api"
    verbose_name = "开放接口"
