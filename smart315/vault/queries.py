"""Whether what is stored still opens."""

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from smart315.vault.ciphers import Unreadable
from smart315.vault.fields import EncryptedTextField


def unreadable() -> list[str]:
    """Return the encrypted columns, as app.model.column, whose newest value does not open."""
    return [
        column.bound_to
        for model in apps.get_models()
        for column in model._meta.local_concrete_fields  # noqa: SLF001
        if isinstance(column, EncryptedTextField) and not _opens(column)
    ]


def _opens(column: EncryptedTextField) -> bool:
    rows = column.model._base_manager.exclude(**{column.name: ""}).order_by("-pk")  # noqa: SLF001
    try:
        rows.values_list(column.name, flat=True).first()
    except (Unreadable, ImproperlyConfigured):
        return False
    return True
