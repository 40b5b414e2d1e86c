"""How a complaint came to its stage: the moves of the table, and when they were made."""

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from smart315.casework.codes import OUTCOMES, Outcome
from smart315.casework.states import COMPLAINT, DECIDED, ENDED, Stage


# Taken only when no other way leads there: a complaint that ended was, unless told otherwise,
# accepted and worked on by the association, not sent to the business through a portal.
BY_WAYS = frozenset({"settle_first", "fall_back", "transfer", "withdraw", "reject", "lapse"})
WITH_OUTCOME = frozenset({Stage.CLOSED, Stage.FOLLOWED_UP, Stage.ARCHIVED})
# What is done when a complaint comes in, before there is anything to look into.
FIRST_MOVES = frozenset({"submit", "accept", "settle_first", "request_supplement"})


@cache
def path(stage: Stage, outcome: Outcome | None = None) -> tuple[str, ...]:
    """Return the shortest lawful way from the draft to a stage; through what led to its outcome.

    >>> path(Stage.CLOSED, Outcome.SETTLED)
    ('submit', 'accept', 'assign', 'settle', 'close')
    """
    decided = decided_by(outcome) if outcome else None
    if decided is None or stage in DECIDED:
        return _way(Stage(COMPLAINT.initial.value), stage)
    return (*_way(Stage(COMPLAINT.initial.value), decided), *_way(decided, stage))


def decided_by(outcome: Outcome) -> Stage:
    """Return the stage whose closing form may say this."""
    return next(stage for stage, outcomes in OUTCOMES.items() if outcome in outcomes)


def stages(moves: Sequence[str]) -> list[Stage]:
    """Return where each move of a way leads; raise UnlawfulMove when it is not one."""
    reached, here = [], COMPLAINT.initial
    for move in moves:
        here = COMPLAINT.after(move, here)
        reached.append(Stage(here.value))
    return reached


def moments(moves: Sequence[str], received: datetime, until: datetime | None) -> list[datetime]:
    """Return when each move was made, as far as the two known days tell.

    What is done on arrival is dated to the receipt, and so is everything when nothing later is
    known: a limit then ends too early rather than too late. The moves of the last stage and after
    bear the last day; those between are spread evenly.
    """
    if until is None or until <= received or len(moves) == 1:
        return [received] * len(moves)
    opening = min(_opening(moves), len(moves) - 1)
    closing = moves.index("close") if "close" in moves else len(moves) - 1
    steps = closing - opening + 1
    shares = (min(max(place - opening + 1, 0) / steps, 1) for place in range(len(moves)))
    return [received + (until - received) * share for share in shares]


def _opening(moves: Sequence[str]) -> int:
    """Return how many moves belong to the arrival."""
    return next((n for n, move in enumerate(moves) if move not in FIRST_MOVES), len(moves))


@cache
def _way(start: Stage, goal: Stage) -> tuple[str, ...]:
    straight = _shortest(start, goal, without=BY_WAYS)
    found = straight if straight is not None else _shortest(start, goal, without=frozenset())
    if found is None:
        raise LookupError(f"no way leads from {start} to {goal}")
    return found


def _shortest(start: Stage, goal: Stage, *, without: frozenset[str]) -> tuple[str, ...] | None:
    """Return the shortest way; of several, the one whose moves stand first in the table."""
    ways: deque[tuple[Stage, tuple[str, ...]]] = deque([(start, ())])
    seen = {start}
    while ways:
        here, moves = ways.popleft()
        if here == goal:
            return moves
        for move in COMPLAINT.lawful(here):
            target = Stage(move.target.value)
            if move.name not in without and target not in seen:
                seen.add(target)
                ways.append((target, (*moves, move.name)))
    return None


def runs(stage: Stage) -> bool:
    """Tell whether limits are running: something is still to be decided or done."""
    return stage not in ENDED and stage not in DECIDED
