"""`smart315 verify_audit`: prove that nothing recorded was touched, or name the first break."""

import sys
from collections.abc import Mapping
from typing import Any

from smart315.audit import queries as audit
from smart315.jobs import anchoring, schema
from smart315.jobs.commands import OperatorCommand


STEP = 20_000


class Command(OperatorCommand):
    """Checks every event, page and anchor, and the anchors' lines kept outside the database."""

    help = "Check the whole audit; exit code 1 when something was touched."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check; a break is an outcome, not an error: it is printed, and the exit code is 1."""
        super().handle(*args, **options)
        if not self.intact:
            sys.exit(1)

    def work(self, **_options: Any) -> Mapping[str, Any]:
        """Run the passes and compare the lines."""
        schema.require_migrated()
        size = audit.size()
        self.say(f"Checking {size:,} events.")
        proof = audit.verify(lambda done: self._progress(done, size))
        differences = anchoring.differences(audit.anchor_lines())
        if proof.first_broken is not None:
            self.say(f"BROKEN at {proof.first_broken}")
        for difference in differences:
            self.say(f"BROKEN: {difference}")
        self.intact = proof.ok and not differences
        if self.intact:
            self.say(
                f"Intact: {proof.events:,} events in {proof.streams:,} streams, "
                f"{proof.anchors} anchors, {anchoring.count()} of them also in "
                f"{anchoring.folder()}."
            )
        return {
            "ok": self.intact,
            "events": proof.events,
            "streams": proof.streams,
            "anchors": proof.anchors,
            "anchors_in_files": anchoring.count(),
            "first_broken": str(proof.first_broken) if proof.first_broken else None,
            "differences": differences,
        }

    def _progress(self, done: int, size: int) -> None:
        if done % STEP == 0:
            self.say(f"  {done:,} of {max(size, done):,} events checked")
