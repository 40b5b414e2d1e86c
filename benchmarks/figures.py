"""One JSON line a figure, with all that is needed to read it."""

import json
import platform
import sys
from collections.abc import Sequence
from typing import Any


def show(figure: str, value: float, unit: str, **beside: Any) -> None:
    """Print one figure; `beside` are its database, its limit or peer, and its circumstances."""
    line = {"figure": figure, "value": _short(value), "unit": unit}
    line |= {name: _short(each) for name, each in beside.items()}
    line["python"] = platform.python_version()
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(sentence: str) -> None:
    """Tell what is being done, beside the figures."""
    sys.stderr.write(f"-- {sentence}\n")
    sys.stderr.flush()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def _short(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value
