"""Re-encrypt what is stored with the newest key."""

from collections import Counter

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from smart315.vault import ciphers
from smart315.vault.fields import EncryptedTextField


def rotate(*, batch: int = 500) -> dict[str, int]:
    """Bring every encrypted column of every installed model to the current key and cipher.

    Each batch is its own transaction and what is current already is passed over, so a run
    that was cut off continues. Returns how many values moved, as {"app.Model.column": n}.
    """
    moved: Counter[str] = Counter()
    for model in apps.get_models():
        columns = [
            field.name
            for field in model._meta.local_concrete_fields  # noqa: SLF001
            if isinstance(field, EncryptedTextField)
        ]
        if columns and model._meta.managed and not model._meta.proxy:  # noqa: SLF001
            _rotate_model(model, columns, batch, moved)
    return dict(moved)


def _rotate_model(
    model: type[models.Model], columns: list[str], batch: int, moved: Counter[str]
) -> None:
    after: object = None
    moved.update({f"{model._meta.label}.{column}": 0 for column in columns})  # noqa: SLF001
    while True:
        with transaction.atomic():
            rows = list(_stale(model, columns, after)[:batch])
            for column in columns:
                changed = [row for row in rows if _is_stale(getattr(row, f"stored_{column}"))]
                model._base_manager.bulk_update(changed, [column])  # noqa: SLF001
                moved[f"{model._meta.label}.{column}"] += len(changed)  # noqa: SLF001
        if len(rows) < batch:
            return
        after = rows[-1].pk


def _stale(
    model: type[models.Model], columns: list[str], after: object
) -> models.QuerySet[models.Model]:
    stored = {f"stored_{column}": Cast(column, models.TextField()) for column in columns}
    stale = Q()
    for name in stored:
        stale |= ~Q(**{f"{name}__startswith": ciphers.prefix()}) & ~Q(**{name: ""})
    rows: models.QuerySet[models.Model] = model._base_manager.annotate(**stored).filter(stale)  # noqa: SLF001
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return rows.select_for_update(of=("self",)).only("pk", *columns).order_by("pk")


def _is_stale(stored: str | None) -> bool:
    return bool(stored) and not str(stored).startswith(ciphers.prefix())
