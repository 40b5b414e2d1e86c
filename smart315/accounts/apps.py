"""The accounts room, as Django sees it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room under its short label."""

    name = "smart315.accounts"
    label = "accounts"
    verbose_name = "账户与组织"
    default_auto_field = "django.db.models.BigAutoField"
