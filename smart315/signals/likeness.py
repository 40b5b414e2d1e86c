"""Which texts are like one text, and why: rare words that both hold, and facts that both share."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt


# A word of one character, or of digits, tells little of what a case is about.
SHORTEST = 2
SHOWN_WORDS = 6


@dataclass(frozen=True)
class Text:
    """A text as its words, with facts (name: value) beside it; blank facts are unknown."""

    id: int
    words: frozenset[str]
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Match:
    """How like a text is, between 0 and 1 plus the weights of the facts shared, and why."""

    id: int
    score: float
    words: tuple[str, ...]
    facts: tuple[str, ...]


def telling_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words that may tell something: two characters or more, not all digits.

    >>> sorted(telling_words(["卡", "退款", "2026", "预付卡"]))
    ['退款', '预付卡']
    """
    return frozenset(each for each in words if len(each) >= SHORTEST and not each.isdigit())


def rarest(subject: Text, others: Collection[Text], most: int) -> list[str]:
    """Return the subject's words that fewest of the others hold, those that none holds last.

    >>> other = Text(2, frozenset({"退款", "预付卡"}), {})
    >>> rarest(Text(1, frozenset({"退款", "孤"}), {}), [other], 2)
    ['退款', '孤']
    """
    held = Counter(word for each in others for word in each.words & subject.words)
    order = sorted(subject.words, key=lambda word: (held[word] == 0, held[word], -len(word), word))
    return order[:most]


def ranked(
    subject: Text, others: Collection[Text], *, weights: Mapping[str, float], most: int = 5
) -> list[Match]:
    """Return the texts most like the subject, the likest first; equals by the higher id.

    Words count by how rare they are among the others (TF-IDF, each word once), as a cosine;
    each fact that both share adds its weight.
    """
    rarity = _rarity(subject, others)
    length = _length(subject.words, rarity)
    found = [_match(subject, each, rarity, length, weights) for each in others]
    found.sort(key=lambda match: (-match.score, -match.id))
    return [match for match in found if match.score > 0][:most]


def median(values: Sequence[int]) -> int | None:
    """Return the middle value, the lower of two; None for none.

    >>> median([3, 1, 2]), median([1, 2]), median([])
    (2, 1, None)
    """
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def middle_half(values: Sequence[int]) -> tuple[int, int] | None:
    """Return the values between which the middle half lies (nearest rank); None for fewer than 4.

    >>> middle_half([1, 2, 3, 4, 100])
    (2, 4)
    """
    ordered = sorted(values)
    last = len(ordered) - 1
    if last < 3:  # noqa: PLR2004 - a half of three says nothing
        return None
    return ordered[round(last * 0.25)], ordered[round(last * 0.75)]


def _rarity(subject: Text, others: Collection[Text]) -> dict[str, float]:
    held: Counter[str] = Counter(subject.words)
    for each in others:
        held.update(each.words)
    many = len(others) + 1
    return {word: log(1 + many / count) for word, count in held.items()}


def _length(words: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sqrt(sum(rarity[word] ** 2 for word in words))


def _match(
    subject: Text,
    other: Text,
    rarity: Mapping[str, float],
    length: float,
    weights: Mapping[str, float],
) -> Match:
    shared = sorted(subject.words & other.words, key=lambda word: (-rarity[word], word))
    both = length * _length(other.words, rarity)
    like = sum(rarity[word] ** 2 for word in shared) / both if both else 0.0
    facts = tuple(
        name for name in weights if subject.facts.get(name) and _same(subject, other, name)
    )
    score = like + sum(weights[name] for name in facts)
    return Match(other.id, round(score, 6), tuple(shared[:SHOWN_WORDS]), facts)


def _same(subject: Text, other: Text, name: str) -> bool:
    return subject.facts[name] == other.facts.get(name)
