"""Follow the register's merges: what was known of the merged entry is of who stands for it.

The register does not know who reads it. What groups and incidents were told last is written down,
and compared with what stands there now; so a merge, its undoing and a chain of them are one case.
"""

from datetime import datetime

from django.db import transaction

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.businesses import queries as businesses
from smart315.insight.actions.placing import locked
from smart315.insight.actions.rekeying import tell_incidents
from smart315.insight.actions.retelling import tell_groups
from smart315.insight.kinds import Kind
from smart315.insight.models import Followed


def follow_merges(*, at: datetime) -> int:
    """Let groups and incidents follow what was merged or parted since; return how many entries.

    Each entry in a transaction of its own. May be run again.
    """
    now, before = businesses.all_merged(), _followed()
    changed = sorted(
        each for each in now.keys() | before.keys() if now.get(each) != before.get(each)
    )
    return sum(_follow(each, at) for each in changed)


def _followed() -> dict[int, int]:
    return dict(Followed.objects.values_list("business_id", "survivor_id"))


@transaction.atomic
def _follow(business: int, at: datetime) -> bool:
    placing = locked()
    old = _followed().get(business, business)
    new = businesses.standing(business)
    if old == new:
        return False
    groups = tell_groups(business, old, placing, at)
    incidents = tell_incidents(old, new, at)
    Followed.objects.filter(business=business).delete()
    if new != business:
        Followed.objects.create(business_id=business, survivor_id=new)
    data = {"was": old, "is": new, "groups": groups, "incidents": incidents}
    stream = f"followed:{business}"
    audit.record(kind=Kind.MERGE_FOLLOWED, stream=stream, actor=SYSTEM.name, at=at, data=data)
    return True
