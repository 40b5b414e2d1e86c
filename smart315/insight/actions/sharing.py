"""Write down what each member adds, so that it can be taken off again exactly."""

from collections.abc import Collection, Mapping

from smart315.insight.holdings import Holding
from smart315.insight.models import Share, Tally
from smart315.insight.tallies import AT_ONCE, Key


Holdings = Mapping[Key, Holding | None]


def write_shares(holdings: Holdings, before: Mapping[Key, Share]) -> None:
    """Write what each member adds now; what adds nothing has no row."""
    gone = [before[key].pk for key, now in holdings.items() if now is None and key in before]
    if gone:
        Share.objects.filter(pk__in=gone).delete()
    rows = [
        Share(
            whose=whose,
            complaint_id=complaint,
            received_at=now.received_at,
            adds=[(kind, value, n) for (kind, value), n in now.adds.items()],
        )
        for (whose, complaint), now in holdings.items()
        if now is not None
    ]
    Share.objects.bulk_create(
        rows,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["whose", "complaint"],
        update_fields=["received_at", "adds"],
    )


def forget(whose: Collection[str]) -> None:
    """Let nothing be counted of these."""
    Share.objects.filter(whose__in=whose).delete()
    Tally.objects.filter(whose__in=whose).delete()


def forget_groups() -> None:
    """Let nothing be counted of any group."""
    Share.objects.filter(whose__startswith="group:").delete()
    Tally.objects.filter(whose__startswith="group:").delete()
