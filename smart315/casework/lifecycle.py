"""Draw the life of a complaint from its tables, as a page of the reference."""

from collections.abc import Iterator

from smart315.casework.deadlines import CLOCKS
from smart315.casework.letters import DOCUMENTS, TITLES
from smart315.casework.notices import MESSAGES
from smart315.casework.policies import WHO
from smart315.casework.states import COMPLAINT, ENDED, MOVE_LABELS, Stage


def page() -> str:
    """Return the whole page: the diagram, then one line a move with its sister tables."""
    return "\n".join([*_head(), *_diagram(), "", *_table(), ""])


def _head() -> Iterator[str]:
    yield "# The life of a complaint"
    yield ""
    yield "Generated from `smart315/casework/states.py` and the tables beside it; do not edit."
    yield "`python -m smart315.casework.states_diagram` prints it; `make check` compares the two."
    yield ""


def _diagram() -> Iterator[str]:
    order = list(Stage)
    yield "```mermaid"
    yield "stateDiagram-v2"
    for stage in order:
        yield f"  {stage.name}: {stage.label}"
    yield f"  [*] --> {COMPLAINT.initial.name}"
    for move in COMPLAINT.moves.values():
        for source in sorted(move.sources, key=order.index):  # type: ignore[arg-type]
            yield f"  {source.name} --> {move.target.name}: {move.code} {move.name}"
    for stage in sorted(ENDED, key=order.index):
        if not COMPLAINT.lawful(stage):
            yield f"  {stage.name} --> [*]"
    yield "```"


def _table() -> Iterator[str]:
    yield "| move | name | 中文 | who | clocks | documents | messages to |"
    yield "|---|---|---|---|---|---|---|"
    for move in COMPLAINT.moves.values():
        cells = (
            move.code,
            f"`{move.name}`",
            str(MOVE_LABELS[move.name]),
            _who(move.name),
            _clocks(move.name),
            _documents(move.name),
            _readers(move.name),
        )
        yield f"| {' | '.join(cells)} |"


def _who(move: str) -> str:
    who = WHO[move]
    sides = [side for side in ("consumer", "business", "system") if getattr(who, side)]
    return ", ".join([*([f"`{who.permission}`"] if who.permission else []), *sides])


def _clocks(move: str) -> str:
    effect = CLOCKS[move]
    parts = [
        f"{verb} {', '.join(f'`{key}`' for key in keys)}"
        for verb in ("starts", "pauses", "resumes", "stops")
        if (keys := getattr(effect, verb))
    ]
    return "; ".join([*parts, *(["stops all"] if effect.stops_all else [])])


def _documents(move: str) -> str:
    return ", ".join(f"{code} {TITLES[code]}" for code in DOCUMENTS[move])


def _readers(move: str) -> str:
    return ", ".join(dict.fromkeys(str(notice.to) for notice in MESSAGES[move]))
