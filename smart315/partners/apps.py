"""The partners room, as Django sees it."""

from importlib import import_module

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.partners"
    label = "partners"
    verbose_name = "绿色通道"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what of the room keeps an entry of the register from being merged into another."""
        import_module("smart315.partners.hindering")
