"""A file that says when the worker was last alive; `doctor` reads it."""

from datetime import datetime
from pathlib import Path

from django.conf import settings


def path() -> Path:
    """Return where the file lies."""
    return Path(settings.DATA) / "worker.heartbeat"


def beat(file: Path, at: datetime) -> None:
    """Write the moment, so that no reader ever sees half of it."""
    draft = file.with_suffix(".draft")
    draft.write_text(at.isoformat(), encoding="ascii")
    draft.replace(file)


def last(file: Path) -> datetime | None:
    """Return when the worker was last alive; None when it never was."""
    try:
        return datetime.fromisoformat(file.read_text(encoding="ascii").strip())
    except (FileNotFoundError, ValueError):
        return None
