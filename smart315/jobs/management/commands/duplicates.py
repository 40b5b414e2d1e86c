"""`smart315 duplicates`: which entries of the register of businesses may be one."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions, queries
from smart315.businesses.queries import Merge
from smart315.businesses.reasons import in_words
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand


class Command(OperatorCommand):
    """Compares what is new since the last time; people decide on the page 重复登记."""

    help = "Compare new and changed businesses with the whole register; list what may be double."

    def work(self, **_options: Any) -> Mapping[str, Any]:
        """Compare, then list what nobody has decided, the likeliest first."""
        schema.require_migrated()
        done = actions.compare_register(by=SYSTEM, at=timezone.now())
        waiting = queries.merges(["suggested"])
        for each in waiting:
            self.say(_line(each))
        words = {"compared": done.compared, "found": done.suggested}
        self.say(_("比对了%(compared)s家，新发现%(found)s对疑似重复。") % words)
        return {
            "compared": done.compared,
            "suggested": done.suggested,
            "waiting": queries.merges_suggested(),
            "pairs": [_pair(each) for each in waiting],
        }


def _line(merge: Merge) -> str:
    reasons = "、".join(in_words(merge.reasons))
    return f"{merge.score:.2f} {merge.merged.name} → {merge.survivor.name}（{reasons}）"


def _pair(merge: Merge) -> dict[str, Any]:
    return {
        "merged": {"id": merge.merged_id, "name": merge.merged.name},
        "survivor": {"id": merge.survivor_id, "name": merge.survivor.name},
        "score": merge.score,
        "reasons": merge.reasons,
    }
