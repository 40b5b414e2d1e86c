"""R's farringtonFlexible on series of our own, as a separate program; nothing is installed."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.outbreak_series import TESTED, Drawn
from smart315.signals.surveillance import tails
from smart315.signals.surveillance.tails import Floats


SCRIPT = Path(__file__).with_suffix(".R")


@dataclass(frozen=True)
class Said:
    """Chances of the test weeks without and with the current outbreak, and CPU seconds spent."""

    quiet: Floats
    struck: Floats
    seconds: float


def is_there() -> bool:
    """Tell whether R and its surveillance package are installed."""
    if not shutil.which("Rscript"):
        return False
    asked = ["Rscript", "-e", "quit(status = !requireNamespace('surveillance', quietly = TRUE))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def said(drawn: Drawn) -> Said:
    """Run R on the quiet series.

    Its 26 newest weeks never enter its fit, so that what it expects in the weeks of a current
    outbreak is the same with the outbreak, and its chances follow from what it expects.
    """
    with TemporaryDirectory(prefix="smart315-bench-") as folder:
        given, told = Path(folder) / "series.csv", Path(folder) / "expected.csv"
        np.savetxt(given, drawn.quiet, fmt="%d", delimiter=",")
        done = subprocess.run(
            ["Rscript", str(SCRIPT), str(given), str(told), str(TESTED + 1)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        expected = np.loadtxt(told, delimiter=",", ndmin=2)
    return chances(drawn, expected, float(done.stdout.split()[-1]))


def chances(drawn: Drawn, expected: Floats, seconds: float) -> Said:
    """Return the chances that follow from R's expected counts and dispersions."""
    mean, phi = np.split(expected, 2, axis=1)
    variance = np.maximum(phi, 1) * mean
    quiet, struck = drawn.quiet[:, TESTED:], drawn.struck[:, TESTED:]
    return Said(
        tails.at_least(quiet, mean, variance), tails.at_least(struck, mean, variance), seconds
    )
