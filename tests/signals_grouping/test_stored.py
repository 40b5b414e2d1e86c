"""A stream gives the same groups each time, and goes on from what was stored as if unbroken."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from smart315.signals.grouping import state
from smart315.signals.grouping.engine import Grouping
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.state import UnreadableGroups
from tests.given.matters import CAR, CARDS, HEAT, OTHERS, complaint, put_all


TEXTS = CARDS + HEAT + CAR + OTHERS


def streamed(texts):
    return [
        complaint(each, text, person=f"{each % 3}", business="力健" * (each % 2))
        for each, text in enumerate(texts)
    ]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=30), max_size=30), st.integers(0, 30))
def test_stopping_and_going_on_changes_nothing(texts, stop):
    came = streamed(texts)
    whole, begun = Grouping(), Grouping()

    answers = put_all(whole, came)
    before = put_all(begun, came[:stop])
    resumed = state.read(state.stored(begun))
    after = put_all(resumed, came[stop:])

    assert before + after == answers
    assert list(resumed.groups()) == list(whole.groups())


def test_splits_are_kept_with_the_rest():
    grouping = Grouping()
    put_all(grouping, streamed(CARDS))
    out = grouping.split(grouping.group_of(0), [1])

    resumed = state.read(state.stored(grouping))
    put_all(resumed, [complaint(each, CARDS[1]) for each in range(10, 16)])

    assert resumed.group_of(1) == out != resumed.group_of(0)


def test_older_members_count_on_when_their_vectors_are_no_longer_held():
    grouping = Grouping(Settings(held=8))
    put_all(grouping, streamed(CARDS + OTHERS + HEAT + CAR))

    placed = grouping.put(complaint(50, CARDS[0]))

    assert placed.group == grouping.group_of(0)
    out = grouping.split(placed.group, [0, 1])
    assert grouping.group(out).members == (0, 1)
    assert grouping.group(placed.group).central == 50


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 99])
def test_other_bytes_are_refused(data):
    with pytest.raises(UnreadableGroups):
        state.read(data)


def test_arrays_of_another_kind_are_refused(tmp_path):
    path = tmp_path / "other.npz"
    np.savez(path, header=np.frombuffer(b'{"format": 7}', dtype=np.uint8))

    with pytest.raises(UnreadableGroups, match="7"):
        state.read(path.read_bytes())
