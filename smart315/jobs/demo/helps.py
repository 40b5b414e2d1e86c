"""What officers keep of the helps: a calculated refund in the notes, a decision on hints."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from smart315.accounts.actors import Actor, Permission
from smart315.casework import actions, queries
from smart315.casework.codes import AbuseDecision
from smart315.casework.queries import Filters, Row
from smart315.entitlements.prepaid import Prepayment, refund
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.staff import EAST, MIDDLE
from smart315.jobs.demo.world import World


PREPAID = ("S04", "S01", "S11", "S13")
BEFORE = timedelta(days=90)
LOOKED_AT = 20


def keep(world: World, seed: int, at: datetime) -> None:
    """Let the mediators of two places have used the helps on open cases."""
    for place in (EAST, MIDDLE):
        desk = world.desk(world.network.associations[place].pk)
        officer = desk.who(Permission.MEDIATE, dice(seed, place, "helps"))
        _calculate(officer, at)
        _decide(officer, at)


def _calculate(officer: Actor, at: datetime) -> None:
    found = (row for category in PREPAID for row in _open(officer, at, category) if row.amount_fen)
    row = next(found, None)
    if row is None or row.amount_fen is None:
        return
    asked = localdate(row.received_at)
    card = Prepayment(row.amount_fen, asked - BEFORE, asked, used_fen=row.amount_fen // 4)
    actions.keep_calculation(
        complaint_id=row.id,
        calculator="prepaid",
        result=refund(card, lpr=(), deposit=()),
        by=officer,
        at=at,
    )


def _decide(officer: Actor, at: datetime) -> None:
    for row in _open(officer, at)[:LOOKED_AT]:
        abuse = queries.abuse_hints(row.id, officer)
        if abuse is not None and abuse.hints:
            actions.review_abuse(
                complaint_id=row.id,
                decision=AbuseDecision.ORDINARY,
                reason="已核对购买凭证，确有消费，是同一批预付卡的不同争议。",
                hints=abuse.counts,
                by=officer,
                at=at,
            )
            return


def _open(officer: Actor, at: datetime, category: str = "") -> list[Row]:
    filters = Filters(stage="open", own=True, category=category)
    return queries.listing(officer, filters, at=at).rows
