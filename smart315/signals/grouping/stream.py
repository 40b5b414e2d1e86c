"""Group a stream from its beginning, and remember why each complaint was put where it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from smart315.kernel.spreading import Spread
from smart315.signals.grouping.complaint import Complaint, Group, Reason
from smart315.signals.grouping.engine import Grouping
from smart315.signals.grouping.parted import put_all


SHOWN = 6
CONSIDERED = 100  # weightiest reasons of a group
PARTS = 10_000  # of one: to so much are weights rounded


@dataclass(frozen=True)
class Streamed:
    """The grouping at the end of a stream, and the reasons of each complaint when it came."""

    grouping: Grouping
    reasons: dict[int, tuple[Reason, ...]]

    def why(self, group: Group, most: int = SHOWN) -> tuple[Reason, ...]:
        """Return what the members share, by mean weight over all of them, the weightiest first.

        Words that hold others, or are held by them, are counted with the weightier.
        """
        return shared([self.reasons.get(member, ()) for member in group.members], most)


def shared(reasons: Sequence[Iterable[Reason]], most: int = SHOWN) -> tuple[Reason, ...]:
    """Return what members share, given the reasons of each, as `Streamed.why` does."""
    total: Counter[tuple[str, str]] = Counter()
    for each in reasons:
        total.update(counted(each))
    return weightiest(total, len(reasons), most)


def counted(reasons: Iterable[Reason]) -> Counter[tuple[str, str]]:
    """Return the weights of a member's reasons in whole parts, which add up in any order alike."""
    total: Counter[tuple[str, str]] = Counter()
    for each in reasons:
        total[each.kind, each.shared] += round(each.weight * PARTS)
    return total


def weightiest(
    total: Mapping[tuple[str, str], int], members: int, most: int = SHOWN
) -> tuple[Reason, ...]:
    """Return what members share, given the sums of what `counted` says of each.

    Sums lighter than `CONSIDERED` others may be left out.
    """
    ranked = sorted(total.items(), key=lambda each: (-each[1], each[0]))
    considered = [Reason(*what, parts / PARTS / members) for what, parts in ranked[:CONSIDERED]]
    found = _folded(considered)
    return tuple(Reason(each.kind, each.shared, round(each.weight, 4)) for each in found[:most])


def _folded(reasons: list[Reason]) -> list[Reason]:
    """Count with each reason those whose words hold it or are held by it; the weightiest first."""
    found: list[Reason] = []
    for each in reasons:
        like = (place for place, other in enumerate(found) if _same(each.shared, other.shared))
        place = next(like, None)
        if place is None:
            found.append(each)
        else:
            found[place] = replace(found[place], weight=found[place].weight + each.weight)
    return sorted(found, key=lambda reason: (-reason.weight, reason.shared))


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def streamed(complaints: Iterable[Complaint], spread: Spread | None = None) -> Streamed:
    """Put complaints, each once, in the order in which they come; `spread` what can be parted."""
    grouping = Grouping()
    once = _once(complaints)
    put = map(grouping.put, once) if spread is None else put_all(grouping, once, spread)
    reasons = {each.complaint: each.reasons for each in put if each.reasons}
    return Streamed(grouping, reasons)


def _once(complaints: Iterable[Complaint]) -> Iterator[Complaint]:
    seen: set[int] = set()
    for each in complaints:
        if each.id not in seen:
            seen.add(each.id)
            yield each
