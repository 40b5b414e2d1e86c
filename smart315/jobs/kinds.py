"""What the operator's commands write into the record."""

from enum import StrEnum


STREAM = "system:operations"


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    KEYS_ROTATED = "keys.rotated"
    BACKUP_MADE = "backup.made"
    BACKUP_RESTORED = "backup.restored"
