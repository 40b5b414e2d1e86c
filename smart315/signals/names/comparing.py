"""What a name as written and a name of the register have in common, and what speaks against."""

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from smart315.signals.names import keys
from smart315.signals.names.answers import Asked, Candidate, Kind, Reason
from smart315.signals.names.parts import Parts
from smart315.signals.names.places import Agreement, agreement
from smart315.signals.names.rows import Row, place_code
from smart315.signals.names.vocabulary import COUNTING


NAME_WEIGHS, PLACE_WEIGHS, SMALL = 0.7, 0.15, 0.05
SAME_MARK, ONE_CHARACTER, SIMILAR = 0.85, 0.8, 0.75
CONFLICT = 0.4
PHONE = 0.6
NAMED = 0.5  # likeness from which on it is named as a reason
_PLACE = {Agreement.AGREES: 1.0, Agreement.OPEN: 0.5, Agreement.DIFFERS: 0.0}


@dataclass(frozen=True, slots=True)
class Written:
    """A name as written, read once for all comparisons."""

    parts: Parts
    place: int
    branch: int
    code: int
    phone: int

    @classmethod
    def of(cls, asked: Asked, parts: Parts) -> "Written":
        """Read what is asked."""
        place = place_code(asked.place) or (parts.branch and parts.branch_place) or parts.place
        known = (keys.of_text(each) for each in (parts.branch, asked.code, asked.phone))
        return cls(parts, int(place), *known)


@dataclass(frozen=True, slots=True)
class Compared:
    """A row beside the name as written."""

    row: Row
    likeness: float
    reasons: frozenset[Reason]
    place: Agreement
    said_same: bool

    def has(self, *reasons: Reason) -> bool:
        """Whether one of the reasons holds."""
        return not self.reasons.isdisjoint(reasons)

    def candidate(self) -> Candidate:
        """Return it as a candidate; the order of reasons is that of their declaration."""
        ordered = tuple(each for each in Reason if each in self.reasons)
        return Candidate(self.row.id, self.row.core, round(self.score, 4), ordered)

    @property
    def score(self) -> float:
        """How much speaks for it, from 0 to 1; 1 is for an equal code alone."""
        if self.has(Reason.CODE_AGREES):
            return 1.0
        score = NAME_WEIGHS * self.likeness + PLACE_WEIGHS * _PLACE[self.place]
        score += SMALL * self.said_same
        score += SMALL * (not self.has(Reason.FORM_DIFFERS))
        score += SMALL * (not self.has(Reason.OTHER_BRANCH))
        if self.has(Reason.PHONE_AGREES):
            score += PHONE * (1 - score)
        return min(0.99, score * (CONFLICT if self.has(Reason.CODE_DIFFERS) else 1))


def compared(written: Written, row: Row) -> Compared:
    """Compare a row with a name as written."""
    likeness, relation = _likeness(written.parts, row)
    place, said_same = _places(written, row)
    reasons = relation | _branches(written, row) | _facts(written, row)
    reasons |= {Reason.PLACE_AGREES} if place is Agreement.AGREES else set()
    reasons |= {Reason.PLACE_DIFFERS} if place is Agreement.DIFFERS else set()
    return Compared(row, likeness, frozenset(reasons), place, said_same)


def is_slip(one: str, other: str) -> bool:
    """Whether two cores differ by one character that does not tell one of several apart.

    >>> is_slip("高原红石榴花", "高原红石留花"), is_slip("第一建筑", "第二建筑")
    (True, False)
    """
    steps = Levenshtein.editops(one, other)
    if len(steps) != 1:
        return False
    (step,) = steps
    touched = one[step.src_pos : step.src_pos + 1] if step.tag != "insert" else ""
    touched += other[step.dest_pos : step.dest_pos + 1] if step.tag != "delete" else ""
    return COUNTING.isdisjoint(touched)


def _likeness(parts: Parts, row: Row) -> tuple[float, set[Reason]]:
    if parts.core == row.core:
        return 1.0, {Reason.SAME_CORE}
    alike = fuzz.ratio(parts.core, row.core) / 100
    if parts.mark == row.mark or _begins(parts.core, row.core):
        return SAME_MARK * (0.9 + 0.1 * alike), {Reason.SAME_MARK}
    if Levenshtein.distance(parts.core, row.core, score_cutoff=1) == 1:
        return ONE_CHARACTER * (0.8 + 0.2 * alike), {Reason.ONE_CHARACTER}
    alike = max(alike, Indel.normalized_similarity(parts.mark, row.mark) * 0.9)
    return SIMILAR * alike, {Reason.SIMILAR} if alike >= NAMED else set()


def _begins(one: str, other: str) -> bool:
    """Whether the shorter is how the longer begins: trades that are left out, or unknown ones."""
    return min(len(one), len(other)) > 1 and (one.startswith(other) or other.startswith(one))


def _places(written: Written, row: Row) -> tuple[Agreement, bool]:
    said, parts = written.parts.place, written.parts
    # A branch may be anywhere: of the business itself only the place in the name is asked.
    place = said if parts.branch and not row.branch else written.place
    known = row.said if row.branch and not parts.branch else row.place
    found = agreement(place, known)
    if agreement(said, row.said) is Agreement.DIFFERS:
        found = Agreement.DIFFERS
    if row.said:
        return found, row.said in parts.places
    return found, not said and bool(parts.form)


def _branches(written: Written, row: Row) -> set[Reason]:
    if written.branch == row.branch:
        return {Reason.SAME_BRANCH} if row.branch else set()
    return {Reason.OTHER_BRANCH} if row.branch else {Reason.BRANCH_OF}


def _facts(written: Written, row: Row) -> set[Reason]:
    found = set()
    if written.code and row.code:
        found.add(Reason.CODE_AGREES if written.code == row.code else Reason.CODE_DIFFERS)
    if written.phone and written.phone == row.phone:
        found.add(Reason.PHONE_AGREES)
    if written.parts.form and row.form and written.parts.form != row.form:
        found.add(Reason.FORM_DIFFERS)
    if row.kind:
        found.add(Reason.BRAND if row.kind is Kind.BRAND else Reason.ALIAS)
    if written.parts.desk:
        found.add(Reason.SERVICE_DESK)
    if written.parts.shop:
        found.add(Reason.SHOP)
    return found
