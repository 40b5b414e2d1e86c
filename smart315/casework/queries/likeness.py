"""Closed cases like this one: what came of them, and why they are like it.

What is looked at is bounded, however many complaints there are: the newest closed cases of the
same business, of the same category, and those that hold two of the case's rarest words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import QuerySet

from smart315.accounts.actors import Actor, ActorKind
from smart315.businesses import queries as businesses
from smart315.casework.codes import Outcome
from smart315.casework.models import Complaint, ComplaintQuerySet
from smart315.casework.states import Stage
from smart315.kernel.masking import scrub
from smart315.signals import likeness
from smart315.signals.likeness import Match, Text


OF_BUSINESS, OF_CATEGORY, BY_WORDS, RARE = 80, 160, 120, 3
SHOWN = 5
# What two cases share beside words, and how much it counts.
WEIGHTS = {"business": 0.3, "category": 0.25, "nature": 0.15, "area": 0.05}
# From here on a case counts as comparable: the same category and nature, or as much in words.
COMPARABLE = 0.4
DONE = (Stage.CLOSED, Stage.FOLLOWED_UP, Stage.ARCHIVED)
COLUMNS = (
    "pk",
    "number",
    "title",
    "respondent_name",
    "business_id",
    "category_code",
    "nature_code",
    "amount_fen",
    "outcome",
    "recovered_fen",
    "received_at",
    "closed_at",
    "words",
)


@dataclass(frozen=True)
class LikeCase:
    """One closed case, nothing personal in it, with why it is like the one at hand."""

    id: int
    number: str
    title: str
    respondent_name: str
    outcome: str
    amount_fen: int | None
    recovered_fen: int | None
    days: int
    words: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Typical:
    """What usually came of comparable cases; amounts in fen, times in days, None where unknown."""

    count: int
    outcomes: list[tuple[str, int]]
    recovered_fen: int | None
    recovered_range: tuple[int, int] | None
    days: int | None


@dataclass(frozen=True)
class Likeness:
    """The likest closed cases, and what is typical of all that are comparable."""

    cases: list[LikeCase]
    typical: Typical


def like_this(complaint_id: int, actor: Actor) -> Likeness | None:
    """Return closed cases that the officer may see, like this one; at most five queries.

    None when there is no such complaint for the actor.
    """
    seen = Complaint.objects.visible_to(actor)
    complaint = seen.filter(pk=complaint_id).first()
    if complaint is None or actor.kind is not ActorKind.STAFF:
        return None
    merged = businesses.all_merged()
    subject = _text(complaint, merged)
    pool = {each.pk: each for each in _by_index(seen, complaint, merged)}
    texts = {key: _text(each, merged) for key, each in pool.items()}
    for each in _by_words(seen, complaint, likeness.rarest(subject, texts.values(), RARE)):
        pool[each.pk], texts[each.pk] = each, _text(each, merged)
    matches = likeness.ranked(subject, texts.values(), weights=WEIGHTS, most=len(texts))
    shown = [_case(pool[match.id], match) for match in matches[:SHOWN]]
    comparable = [pool[match.id] for match in matches if match.score >= COMPARABLE]
    return Likeness(shown, _typical(comparable))


def _closed(seen: ComplaintQuerySet, complaint: Complaint) -> QuerySet[Complaint]:
    return seen.filter(stage__in=DONE).exclude(pk=complaint.pk).only(*COLUMNS)


def _by_index(
    seen: ComplaintQuerySet, complaint: Complaint, merged: Mapping[int, int]
) -> Iterable[Complaint]:
    closed = _closed(seen, complaint)
    if complaint.business_id is not None:
        stands = merged.get(complaint.business_id, complaint.business_id)
        others = {each for each, survivor in merged.items() if survivor == stands}
        same = closed.filter(business__in={stands, *others})
        yield from same.order_by("-received_at", "-pk")[:OF_BUSINESS]
    if complaint.category_code:
        same = closed.filter(category_code=complaint.category_code)
        yield from same.order_by("-received_at", "-pk")[:OF_CATEGORY]


def _by_words(
    seen: ComplaintQuerySet, complaint: Complaint, rare: list[str]
) -> Iterable[Complaint]:
    """Yield those that hold two of the rare words; the first so many that the index names."""
    pairs = list(combinations(rare, 2))
    if not pairs:
        return
    # Looked up alone and without an order: the index is read only until there are enough.
    held = Complaint.objects.filter(words__holds_any_of=pairs).values_list("pk", flat=True)
    yield from _closed(seen, complaint).filter(pk__in=list(held[:BY_WORDS]))


def _text(complaint: Complaint, merged: Mapping[int, int]) -> Text:
    business = merged.get(complaint.business_id or 0, complaint.business_id)
    facts = {
        "business": str(business or ""),
        "category": complaint.category_code,
        "nature": complaint.nature_code,
        "area": complaint.category_code.partition("-")[0],
    }
    return Text(complaint.pk, likeness.telling_words(complaint.words.split()), facts)


def _case(complaint: Complaint, match: Match) -> LikeCase:
    closed = complaint.closed_at or complaint.received_at
    facts = [name for name in match.facts if name != "area" or "category" not in match.facts]
    return LikeCase(
        id=complaint.pk,
        number=complaint.number or "",
        title=scrub(complaint.title),
        respondent_name=complaint.respondent_name,
        outcome=str(Outcome(complaint.outcome).label) if complaint.outcome else "",
        amount_fen=complaint.amount_fen,
        recovered_fen=complaint.recovered_fen,
        days=(closed - complaint.received_at).days,
        words=match.words,
        facts=tuple(facts),
    )


def _typical(some: list[Complaint]) -> Typical:
    outcomes = Counter(each.outcome for each in some if each.outcome)
    recovered = [each.recovered_fen for each in some if each.recovered_fen is not None]
    days = [(each.closed_at - each.received_at).days for each in some if each.closed_at]
    return Typical(
        count=len(some),
        outcomes=[(str(Outcome(code).label), n) for code, n in outcomes.most_common()],
        recovered_fen=likeness.median(recovered),
        recovered_range=likeness.middle_half(recovered),
        days=likeness.median(days),
    )
