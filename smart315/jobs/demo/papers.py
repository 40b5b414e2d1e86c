"""Documents that visitors can open, fetch and prove: some of those that the last cases owe."""

import logging
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM, Permission
from smart315.casework import actions, queries
from smart315.casework.actions import DeliveryReceipt, Order
from smart315.casework.codes import DeliveryMethod
from smart315.casework.queries import Case, Filters
from smart315.casework.states import Stage
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.staff import EAST, MIDDLE
from smart315.jobs.demo.world import World
from smart315.kernel.verdicts import Refused


# Printing takes a fraction of a second: a handful shows every kind.
STAGES = (Stage.ACCEPTED, Stage.INVESTIGATING, Stage.MEDIATING, Stage.AGREED, Stage.REJECTED)
EACH = 2
UUID_BITS = 128
log = logging.getLogger(__name__)


def issue(world: World, at: datetime) -> int:
    """Issue what some cases of two offices owe, and note that it was delivered; return how many."""
    return sum(_issued(world, case, at) for place in (EAST, MIDDLE) for case in _cases(place, at))


def _cases(place: str, at: datetime) -> Iterator[Case]:
    organisation = accounts.organisation_for_region(place).pk
    for stage in STAGES:
        filters = Filters(stage=stage, organisation=organisation, order="received")
        for row in queries.listing(SYSTEM, filters, at=at, size=EACH).rows:
            case = queries.case(row.id, SYSTEM, at=at)
            if case is not None:
                yield case


def _recipient(case: Case) -> str:
    return case.complainant.name if case.complainant else case.complaint.respondent_name


def _issued(world: World, case: Case, at: datetime) -> int:
    rng = dice("papers", case.complaint.pk)
    by = world.desk(case.organisation.pk).who(Permission.ACCEPT_COMPLAINT, rng)
    done = 0
    for owed in case.documents:
        if owed.issued_at is not None:
            continue
        key = UUID(int=rng.getrandbits(UUID_BITS))
        order = Order(case.complaint.pk, owed.code, key, owed_id=owed.pk)
        try:
            document = actions.issue(order=order, by=by, at=at)
            receipt = DeliveryReceipt(DeliveryMethod.ELECTRONIC, _recipient(case), at)
            actions.deliver(issued_id=document.pk, receipt=receipt, by=by, at=at)
        except Refused as refused:
            # What an invented case does not bear stays owed, as it would on a desk.
            log.info("left owed: %s", type(refused).__name__)
            continue
        done += 1
    return done
