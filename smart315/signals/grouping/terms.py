"""Read a complaint as terms: runs of two and three characters, and its facts, each a number.

A run never reaches over punctuation. Terms are hashed into a fixed range, so that what counts them
is a fixed array; at a million different terms one in five shares its number with another.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from smart315.signals.cleaning import cleaned
from smart315.signals.grouping.complaint import Complaint, Facts
from smart315.signals.grouping.names import in_names


Keys = NDArray[np.int32]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

KEYS = 1 << 22
RUNS = (2, 3)
READ = 4_000  # characters of a story
OPENING = 40  # characters that serve as the title where there is none

# Tibetan vowel signs and subjoined letters are part of a word, though not alphanumeric.
_GAP = re.compile(r"[^\w\u0f71-\u0f84\u0f90-\u0fbc]+|_+")
_SENTENCE = re.compile(r"[。！？!?;；\n]")
_MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True)
class Runs:
    """The runs of title and story together, the shorter first, each in the order of the text.

    For each its key, whether it stands in a name, and where it starts. The title is what lies
    before `story_from`.
    """

    text: str
    story_from: int
    keys: Keys
    named: Flags
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(frozen=True)
class Terms:
    """The distinct terms of a complaint, sorted by key.

    `title` and `story` say how often each stands there, `named` whether inside a name, `facts`
    which keys are facts and what they say.
    """

    keys: Keys
    title: Floats
    story: Floats
    named: Flags
    facts: dict[int, tuple[str, str]]
    runs: Runs


def terms_of(complaint: Complaint) -> Terms:
    """Return the terms of a complaint; a text with nothing to read has none."""
    read = runs(*parts(complaint))
    facts = fact_terms(complaint.facts)
    of_subject = np.array([kind != "issue" for kind, _value in facts.values()], dtype=bool)
    keys = np.concatenate([read.keys, np.array(list(facts), dtype=np.int32)])
    named = np.concatenate([read.named, of_subject])
    in_title = np.ones(len(keys), dtype=np.float32)
    in_title[: len(read.keys)] = read.starts < read.story_from
    order = np.argsort(keys)
    first = _first_of_equals(keys[order])
    title, often = np.zeros((2, len(first)), dtype=np.float32)
    if len(first):
        title = np.add.reduceat(in_title[order], first)
        often = np.diff(np.append(first, len(keys))).astype(np.float32)
        named = np.logical_or.reduceat(named[order], first)
    distinct, story = keys[order[first]], often - title
    story[np.searchsorted(distinct, keys[len(read.keys) :])] += 1  # a fact counts as both
    return Terms(distinct, title, story, named, facts, read)


def parts(complaint: Complaint) -> tuple[str, str]:
    """Return title and story, cleaned; the first sentence is the title where there is none."""
    title, story = cleaned(complaint.title[:READ]), cleaned(complaint.text)[:READ]
    if title:
        return title, story
    end = _SENTENCE.search(story[:OPENING])
    cut = end.end() if end else OPENING
    return story[:cut], story[cut:]


def runs(title: str, story: str) -> Runs:
    """Return all runs of two and three characters of a title and a story."""
    phrases = _GAP.sub("\0", title) + "\0"
    story_from = len(phrases)
    phrases += _GAP.sub("\0", story)
    codes = np.frombuffer(phrases.encode("utf-32-le", "ignore"), dtype=np.uint32).astype(np.uint64)
    inside = in_names(phrases)
    gaps = codes == 0
    mixed = codes * _MIX[0]
    found = [_runs(mixed, gaps, ~inside, length) for length in RUNS if len(codes) >= length]
    if not found:
        nothing = np.empty(0, dtype=np.int64)
        return Runs(phrases, story_from, nothing.astype(np.int32), nothing > 0, nothing, nothing)
    keys, named, starts = (np.concatenate(each) for each in zip(*found, strict=True))
    lengths = np.repeat(RUNS[: len(found)], [len(each[0]) for each in found])
    return Runs(phrases, story_from, keys, named, starts, lengths)


def fact_terms(facts: Facts) -> dict[int, tuple[str, str]]:
    """Return the terms of the facts that join complaints: key to (kind, value)."""
    named = [("business", facts.business), ("place", facts.place), ("product", facts.product)]
    named += [("issue", issue) for issue in facts.issues]
    return {fact_key(kind, value): (kind, value) for kind, value in named if value}


def fact_key(kind: str, value: str) -> int:
    """Return the key of a fact: the same on every machine."""
    return digest(f"{kind}\0{value}") % KEYS


def digest(value: str) -> int:
    """Return 63 bits that stand for a value."""
    data = value.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little") >> 1


def _first_of_equals(ordered: Keys) -> NDArray[np.int64]:
    """Return where each value of an ordered array begins."""
    return np.flatnonzero(np.append(len(ordered) > 0, ordered[1:] != ordered[:-1])[: len(ordered)])


def _runs(
    mixed: NDArray[np.uint64], gaps: Flags, outside: Flags, length: int
) -> tuple[Keys, Flags, NDArray[np.int64]]:
    many = len(mixed) - length + 1
    keys = np.full(many, length, dtype=np.uint64)
    broken, unnamed = np.zeros((2, many), dtype=bool)
    for step in range(length):
        keys ^= mixed[step : step + many]
        keys *= _MIX[1]
        keys ^= keys >> np.uint64(32)
        broken |= gaps[step : step + many]
        unnamed |= outside[step : step + many]
    starts = np.flatnonzero(~broken)
    return (keys[starts] & np.uint64(KEYS - 1)).astype(np.int32), ~unnamed[starts], starts
