"""The tables of the import's reference, written from what the program itself reads."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import override

from smart315.casework import taxonomy
from smart315.casework.codes import Channel, ClaimKind, Outcome
from smart315.casework.exchange import columns, declarations, histories
from smart315.casework.exchange.columns import Column
from smart315.casework.exchange.declarations import Declaration
from smart315.casework.states import Stage


BLOCK = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(page: str) -> str:
    """Return the page with every block between `<!-- name -->` and `<!-- end -->` written anew."""
    with override("zh-hans"):
        return BLOCK.sub(lambda block: f"{block[1]}{BLOCKS[block[2]]()}\n{block[3]}", page)


def _columns(which: Sequence[Column]) -> str:
    rows = [(f"`{each.name}`", str(each.label), each.meaning) for each in which]
    return _table(("column", "中文", "what"), rows)


def _lists() -> str:
    lists: dict[str, list[tuple[str, object]]] = {
        "channel": [(each.value, each.label) for each in Channel],
        "nature": [(each.code, each.name) for each in taxonomy.natures()],
        "claims": [(each.value, each.label) for each in ClaimKind],
        "stage": [(each.value, each.label) for each in Stage if each is not Stage.DRAFT],
        "outcome": [(each.value, each.label) for each in Outcome],
    }
    return "\n".join(
        f"- `{name}`: " + "; ".join(f"{code} {label}" for code, label in pairs)
        for name, pairs in lists.items()
    )


def _ways() -> str:
    rows = [
        (f"{outcome.value} {outcome.label}", " → ".join(histories.path(Stage.CLOSED, outcome)))
        for outcome in Outcome
    ]
    return _table(("outcome", "moves"), rows)


def _sources() -> str:
    known = [declarations.named(name) for name in declarations.names()]
    rows = [(f"`{each.name}`", "、".join(each.used), _stage(each)) for each in known]
    return _table(("mapping", "columns it reads", "stage"), rows)


def _stage(source: Declaration) -> str:
    stage = source.columns["stage"].template
    return "as the row says" if "{" in stage else f"{stage} {Stage(stage).label}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


BLOCKS = {
    "canonical": lambda: _columns(columns.CANONICAL),
    "lists": _lists,
    "ways": _ways,
    "added": lambda: _columns(columns.ADDED),
    "sources": _sources,
}
