"""`smart315 rotate_keys`: bring every encrypted column to the newest key and cipher."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.kinds import STREAM, Kind
from smart315.vault import actions as vault, keys


class Command(OperatorCommand):
    """Re-encrypts in batches while the platform runs; a run that was cut off continues."""

    help = (
        "Re-encrypt personal columns with the last key of SMART315_FIELD_KEYS. First append the "
        "new key there and restart the platform; drop the old key only afterwards."
    )

    def work(self, **_options: Any) -> Mapping[str, Any]:
        """Rotate, and record that it was done."""
        schema.require_migrated()
        self.say(f"Bringing every encrypted column to the key {keys.ring().current!r}.")
        moved = vault.rotate()
        factors = accounts.reseal_second_factors()
        total = sum(moved.values())
        for column, count in sorted(moved.items()):
            self.say(f"  {column}: {count:,}")
        self.say(f"{total:,} values moved; {factors:,} second factors sealed anew.")
        outcome = {"key": keys.ring().current, "moved": total, "second_factors": factors}
        audit.record(
            kind=Kind.KEYS_ROTATED,
            stream=STREAM,
            actor=SYSTEM.name,
            at=timezone.now(),
            data=outcome,
        )
        self.say("Old keys may leave SMART315_FIELD_KEYS once no backup needs them.")
        return outcome | {"columns": moved}
