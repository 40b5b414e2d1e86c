"""The web room, as Django sees it."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.web"
    label = "web"
    verbose_name = "网页"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what to do about a blank field; which one it is, the list of errors names."""
        spoken = {"required": _("请填写或者选择这一项。")}
        forms.Field.default_error_messages = {**forms.Field.default_error_messages, **spoken}
