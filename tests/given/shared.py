"""Real complaints that lie beside the repository, when they do."""

import os
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parent.parent.parent


def path(name: str) -> Path:
    """Return a file such as `car/complaints.csv` of the shared data, or skip, saying so.

    SMART315_SHARED names the folder that holds `data`; otherwise `../shared` is looked at.
    """
    folder = Path(os.environ.get("SMART315_SHARED", "") or ROOT.parent / "shared")
    found = folder / "data" / name
    if not found.exists():
        pytest.skip(f"no shared data: {name} is not in {folder / 'data'} (SMART315_SHARED)")
    return found
