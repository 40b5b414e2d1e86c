"""Nobody who knows the totals can work out a cell that tells of few."""

import pytest
from hypothesis import given, strategies as st

from smart315.measures.disclosure import suppressed


K = 5
NAMES = st.sampled_from("abcd")
ONE = st.dictionaries(st.tuples(NAMES), st.integers(0, 40), max_size=4)
TWO = st.dictionaries(st.tuples(NAMES, NAMES), st.integers(0, 40), max_size=16)


def lines(cells):
    for place in range(len(next(iter(cells), ()))):
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for key in cells:
            found.setdefault(key[:place] + key[place + 1 :], []).append(key)
        yield from found.values()


@given(ONE | TWO)
def test_no_cell_of_few_is_shown_and_none_that_is_empty_is_hidden(cells):
    hidden = suppressed(cells, K)

    assert {key for key, count in cells.items() if 0 < count < K} <= hidden
    assert not {key for key, count in cells.items() if count == 0} & hidden


@given(ONE | TWO)
def test_what_a_total_leaves_over_is_several_cells_of_enough_people(cells):
    hidden = suppressed(cells, K)

    for line in lines(cells):
        gone = [key for key in line if key in hidden]
        left = [key for key in line if key not in hidden and cells[key]]
        if gone and left:
            assert len(gone) > 1
            assert sum(cells[key] for key in gone) >= K


@given(ONE | TWO)
def test_where_nothing_is_small_nothing_is_hidden(cells):
    grown = {key: count + K for key, count in cells.items()}

    assert suppressed(grown, K) == frozenset()


def test_a_threshold_below_one_is_none():
    with pytest.raises(ValueError, match="write 1 or more"):
        suppressed({}, 0)
