"""Analyses of the complaints that tests/given/counting brings about, and who writes them."""

from datetime import datetime
from typing import Any

from smart315.accounts.actors import Actor, Role
from smart315.casework.models import Complaint
from smart315.insight import actions, queries
from smart315.insight.models import Analysis
from tests.given import accounts, counting


PLACE = "630102"
AT = counting.LATER


def analyst(code: str = PLACE) -> Actor:
    """赵静 counts and writes."""
    name = "赵静" if code == PLACE else f"zhaojing-{code}"
    return accounts.officer(name, Role.ANALYST, accounts.county(code))


def head() -> Actor:
    """The head of 城东区 approves and publishes."""
    return accounts.head(PLACE)


def drafted(period: str = "2026", *, at: datetime = AT, **words: Any) -> Analysis:
    """The draft of a period, compiled from the counted complaints."""
    if not Complaint.objects.exists():
        counting.complaints()
    reason = words.pop("reason", "")
    order = queries.order(period, region=PLACE, **words)
    frozen = queries.compiled(order, at=at)
    return actions.draft_analysis(order=order, frozen=frozen, reason=reason, by=analyst(), at=at)


def settled(row: Analysis, *, at: datetime = AT) -> Analysis:
    """The draft with every typical case confirmed."""
    for each in queries.exemplars(row):
        row = actions.settle_exemplar(
            analysis_id=row.pk, place=each.place, kept=True, by=analyst(), at=at
        )
    return row


def published(period: str = "2026", *, at: datetime = AT, **words: Any) -> Analysis:
    """An analysis that went all the way."""
    row = settled(drafted(period, at=at, **words), at=at)
    actions.submit_analysis(analysis_id=row.pk, by=analyst(), at=at)
    actions.approve_analysis(analysis_id=row.pk, by=head(), at=at)
    return actions.publish_analysis(analysis_id=row.pk, by=head(), at=at)
