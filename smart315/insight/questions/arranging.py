"""In what order the rows of an answer stand, and which of them are summed as the rest."""

from collections.abc import Collection, Mapping

from smart315.insight.catalogue import Row
from smart315.insight.questions.question import Sort


def arranged(
    codes: Collection[str], first: Mapping[str, Row], sort: str, top: int
) -> tuple[list[str], list[str]]:
    """Return the codes to show in their order, and those that are summed.

    `first` is the first measure by code. The top ones are the highest, or the lowest where these
    come first; what has no value comes last, and among codes the unknown.
    """
    by_code = sorted(codes, key=lambda code: (not code, code))
    lowest = sort == Sort.LEAST
    by_value = sorted(by_code, key=lambda code: _rank(first.get(code), lowest=lowest))
    shown = by_value[:top] if top else by_value
    kept = set(shown)
    order = by_code if sort == Sort.CODE else by_value
    return [each for each in order if each in kept], [each for each in by_code if each not in kept]


def _rank(row: Row | None, *, lowest: bool) -> tuple[bool, float]:
    if row is None or row.value is None:
        return True, 0.0
    return False, row.value if lowest else -row.value
