"""The whole cross product of moves and states of a business."""

import pytest

from smart315.accounts import actors
from smart315.businesses import actions
from smart315.businesses.states import State
from smart315.kernel.verdicts import Refused
from tests.given import NOON
from tests.given.businesses import a_business, zhao_lei


pytestmark = pytest.mark.django_db
MOVES = {"join": actions.join, "pause": actions.pause, "leave": actions.leave}
PATHS = {
    State.REGISTERED: [],
    State.JOINED: ["join"],
    State.PAUSED: ["join", "pause"],
    State.LEFT: ["join", "leave"],
}
LEADS = {
    ("join", State.REGISTERED): State.JOINED,
    ("join", State.PAUSED): State.JOINED,
    ("pause", State.JOINED): State.PAUSED,
    ("leave", State.REGISTERED): State.LEFT,
    ("leave", State.JOINED): State.LEFT,
    ("leave", State.PAUSED): State.LEFT,
}


def business_in(state):
    business = a_business()
    for move in PATHS[state]:
        MOVES[move](business_id=business.pk, by=actors.SYSTEM, at=NOON)
    return business


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_leads_where_the_table_says_or_is_refused(move, state):
    business = business_in(state)

    if (move, state) in LEADS:
        MOVES[move](business_id=business.pk, by=actors.SYSTEM, at=NOON)
    else:
        with pytest.raises(Refused, match="该经营者"):
            MOVES[move](business_id=business.pk, by=actors.SYSTEM, at=NOON)

    business.refresh_from_db()
    assert business.state == LEADS.get((move, state), state)


@pytest.mark.parametrize("move", MOVES)
def test_nobody_without_the_permission_moves_a_business(move):
    business = a_business()

    for stranger in (actors.consumer(), zhao_lei(a_business("海东河湟里超市有限公司"))):
        with pytest.raises(Refused, match="没有管理经营者的权限"):
            MOVES[move](business_id=business.pk, by=stranger, at=NOON)
