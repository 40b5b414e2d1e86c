"""Which one business is meant, if it can be said. A wrong one defames: in doubt, none."""

from collections.abc import Callable, Iterable, Sequence

from smart315.signals.names.answers import Kind, Reason, Why
from smart315.signals.names.comparing import Compared, Written, is_slip
from smart315.signals.names.places import Agreement
from smart315.signals.names.vocabulary import mark_length


SHORTEST = 2  # characters of a core that can mean one business
LONG = 7  # characters of a mark, trades that are unknown among them, in which one may be wrong
LIKE = 0.45  # least likeness of a name for the telephone to decide
AGAINST = (Reason.CODE_DIFFERS, Reason.PLACE_DIFFERS, Reason.FORM_DIFFERS, Reason.OTHER_BRANCH)
_NARROWER: tuple[Callable[[Compared], bool], ...] = (
    lambda each: each.has(Reason.PHONE_AGREES),
    lambda each: each.has(Reason.SAME_BRANCH),
    lambda each: each.said_same,
    lambda each: each.place is Agreement.AGREES,
    lambda each: each.row.kind is Kind.NAME,
)


def decided(written: Written, found: Sequence[Compared]) -> tuple[int | None, Why]:
    """Return the business that is meant and why it was decided, or None and why it was not."""
    if not found:
        return None, Why.NOTHING
    coded = {each.row.id for each in found if each.has(Reason.CODE_AGREES)}
    if coded:
        return (coded.pop(), Why.CODE) if len(coded) == 1 else (None, Why.SEVERAL)
    same = [each for each in found if each.has(Reason.SAME_CORE) and not each.has(*AGAINST)]
    if same:
        return _of_same_core(written, same)
    called = _only(each for each in found if _is_called(each))
    if called is not None:
        return called.row.id, Why.PHONE
    slip = _only(each for each in found if _is_near_and_long(written, each))
    return (slip.row.id, Why.SPELLING) if slip is not None else (None, Why.DOUBTFUL)


def _of_same_core(written: Written, same: list[Compared]) -> tuple[int | None, Why]:
    for narrower in _NARROWER:
        same = [each for each in same if narrower(each)] or same
    if len({each.row.id for each in same}) > 1:
        return None, Why.SEVERAL
    sure = any(_is_sure(written, each) for each in same)
    return (same[0].row.id, Why.NAME) if sure else (None, Why.DOUBTFUL)


def _is_sure(written: Written, each: Compared) -> bool:
    """Whether the only bearer of a name is meant by it."""
    if each.has(Reason.PHONE_AGREES):
        return True
    core = written.parts.core
    if len(core) < SHORTEST or not (mark_length(core) or each.said_same):
        return False
    said, known = written.parts.place, each.row.said
    # 青海大美 and 西宁大美 are two businesses.
    return not (said and known) or each.said_same


def _is_called(each: Compared) -> bool:
    against = each.has(Reason.CODE_DIFFERS, Reason.OTHER_BRANCH)
    return each.has(Reason.PHONE_AGREES) and each.likeness >= LIKE and not against


def _is_near_and_long(written: Written, each: Compared) -> bool:
    if each.has(*AGAINST) or not each.has(Reason.ONE_CHARACTER):
        return False
    long = min(len(written.parts.mark), len(each.row.mark)) >= LONG
    agrees = each.place is Agreement.AGREES
    return long and agrees and is_slip(written.parts.core, each.row.core)


def _only(found: Iterable[Compared]) -> Compared | None:
    """Return one of them if all are of one business."""
    some = list(found)
    return some[0] if len({each.row.id for each in some}) == 1 else None
