"""Style sheets, scripts and pictures, compressed and named by their content, ready to be served."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from smart315 import __version__


def collect_if_stale() -> bool:
    """Collect them when one changed since the last time; return whether that was so."""
    if not stale():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    _stamp().write_text(_state(), encoding="ascii")
    return True


def stale() -> bool:
    """Return whether what is served differs from what the product ships."""
    stamp = _stamp()
    collected = (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
    return not collected or not stamp.is_file() or stamp.read_text(encoding="ascii") != _state()


def _stamp() -> Path:
    return Path(settings.DATA) / "static.stamp"


def _state() -> str:
    parts = [__version__, *sorted(_sources())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _sources() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            yield f"{name} {facts.st_size} {facts.st_mtime_ns}"
