"""`smart315 doctor`: look the installation over; each line is ok, warn or fail with its remedy."""

import sys
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from smart315.jobs import doctor
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.doctor import State


class Command(OperatorCommand):
    """Examines and reports; changes nothing."""

    help = "Look the installation over. Exit code 1 when something does not work."

    def handle(self, *args: Any, **options: Any) -> None:
        """Report; the exit code says whether something failed."""
        super().handle(*args, **options)
        if self.failed:
            sys.exit(1)

    def work(self, **_options: Any) -> Mapping[str, Any]:
        """Examine."""
        found = []
        for finding in doctor.examine(timezone.now()):
            found.append(finding)
            self.say(f"{finding.state:<5} {finding.check}: {finding.what}")
            if finding.remedy:
                self.say(f"      {finding.remedy}")
        counts = {str(state): sum(each.state is state for each in found) for state in State}
        self.failed = counts[State.FAIL]
        self.say(f"{counts['ok']} ok, {counts['warn']} warnings, {counts['fail']} failures")
        lines = [
            {
                "check": each.check,
                "state": each.state,
                "what": each.what,
                "remedy": each.remedy,
            }
            for each in found
        ]
        return counts | {"findings": lines}
