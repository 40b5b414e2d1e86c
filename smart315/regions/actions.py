"""Put the shipped divisions into the database, where foreign keys can point at them."""

from datetime import datetime

from django.db import transaction

from smart315.regions import divisions
from smart315.regions.models import Region


@transaction.atomic
def load(at: datetime | None = None) -> int:  # noqa: ARG001 - every action takes its time
    """Write every shipped division, renaming those that changed; return how many there are.

    Safe to run again. A division that left the table stays: old complaints point at it.
    """
    Region.objects.bulk_create(
        [
            Region(
                code=division.code,
                name=division.name,
                level=division.level,
                parent_id=division.parent or None,
            )
            for division in divisions.table().values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent"],
    )
    return len(divisions.table())
