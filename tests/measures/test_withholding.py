"""The attacker: nobody who adds up all that is shown can narrow down a cell that tells of few."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import linprog

from smart315.measures.withholding import (
    Cell,
    Key,
    Relation,
    Tables,
    Unprotected,
    dominated,
    exposed,
    reach,
    withheld,
)


K = 5
ALL = ("all",)

# One complaint: who complains, of what, where, how it was sent, and whether it was solved.
COMPLAINTS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from("ABCDE"),
        st.sampled_from("vwxyz"),
        st.sampled_from("lmn"),
        st.booleans(),
    ),
    max_size=45,
)


def tables_of(complaints):
    """Linked as the published ones are: three tables over one total, one crossed, one remainder."""
    people: defaultdict[Key, set[int]] = defaultdict(set)
    counts: Counter[Key] = Counter()
    for who, what, where, how, solved in complaints:
        keys: list[Key] = [
            ALL,
            ("what", what),
            ("where", where),
            ("how", how),
            ("cross", what, where),
        ]
        keys.append(("solved",) if solved else ("unsolved",))
        counts.update(keys)
        for key in keys:
            people[key].add(who)
    cells = {key: Cell(counts[key], len(people[key]), key != ("unsolved",)) for key in counts}
    relations: list[Relation] = [
        (ALL, tuple(key for key in counts if key[0] == name)) for name in ("what", "where", "how")
    ]
    relations.append((ALL, (("solved",), ("unsolved",))))
    for place, name in ((1, "what"), (2, "where")):
        for line in sorted(key for key in counts if key[0] == name):
            parts = [key for key in counts if key[0] == "cross" and key[place] == line[1]]
            relations.append((line, tuple(parts)))
    return Tables(cells, relations if complaints else [])


def attacked(tables, hidden, key):
    """Return the bounds that a linear programme finds; written anew, without the product's own."""
    unknown = sorted(hidden)
    rows, right = [], []
    for whole, parts in tables.relations:
        row, known = np.zeros(len(unknown)), 0.0
        for each, sign in [(whole, 1), *((part, -1) for part in parts)]:
            if each in hidden:
                row[unknown.index(each)] += sign
            elif each in tables.cells:
                known -= sign * tables.cells[each].count
        rows.append(row)
        right.append(known)
    limits = [(min(1, tables.cells[each].count), None) for each in unknown]
    aim = np.array([each == key for each in unknown], float)
    found = []
    for sign in (1, -1):
        end = linprog(sign * aim, A_eq=np.array(rows), b_eq=right, bounds=limits)
        assert end.status in {0, 3}, end.message
        found.append(sign * float(end.fun or 0) if end.status == 0 else float("inf"))
    return found


@settings(max_examples=25, deadline=None)
@given(COMPLAINTS)
def test_an_attacker_with_a_linear_programme_learns_no_cell_of_few(complaints):
    tables = tables_of(complaints)
    found = withheld(tables, K)

    for key in found.few:
        low, high = attacked(tables, found.hidden, key)
        assert low <= attacked(tables, tables.cells, key)[0] + 1 - 1e-6, (key, low, high)
        assert high >= reach(tables.cells[key], K) - 1e-6 >= K - 1e-6, (key, low, high)
    assert exposed(tables, found, K) == {}


@settings(max_examples=25, deadline=None)
@given(COMPLAINTS)
def test_what_tells_of_few_goes_and_what_is_empty_stays(complaints):
    tables = tables_of(complaints)
    found = withheld(tables, K)

    assert {key for key, each in tables.cells.items() if 0 < each.people < K} == found.few
    assert found.few <= found.hidden
    assert {key for key, each in tables.cells.items() if not each.published} <= found.hidden
    if not found.few:
        assert found.hidden <= {("unsolved",)}


@settings(max_examples=15, deadline=None)
@given(COMPLAINTS, COMPLAINTS)
def test_a_second_version_shows_nothing_that_the_first_withheld(complaints, more):
    first = withheld(tables_of(complaints), K)
    later = tables_of([*complaints, *more])

    second = withheld(later, K, before=first.hidden, few_before=first.few)

    assert first.hidden & later.cells.keys() <= second.hidden
    for key in second.few:
        _low, high = attacked(later, second.hidden, key)
        assert high >= reach(later.cells[key], K) - 1e-6


def test_a_total_that_both_tables_share_gives_nothing_away():
    """By what: 3 and 97. By where: 50 and 50. The total must not be worked out from the second."""
    cells: dict[Key, Cell] = {
        ALL: Cell(100, 100), ("a",): Cell(3, 3), ("b",): Cell(97, 97),
        ("v",): Cell(50, 50), ("w",): Cell(50, 50),
    }  # fmt: skip
    tables = Tables(cells, [(ALL, (("a",), ("b",))), (ALL, (("v",), ("w",)))])

    assert withheld(tables, K).hidden == {("a",), ("b",)}


def test_three_cells_that_add_up_to_few_are_not_enough():
    cells: dict[Key, Cell] = {
        ALL: Cell(44, 44),
        ("a",): Cell(1, 1),
        ("b",): Cell(2, 2),
        ("c",): Cell(41, 41),
    }
    tables = Tables(cells, [(ALL, (("a",), ("b",), ("c",)))])

    assert withheld(tables, K).hidden == {("a",), ("b",), ("c",)}


def test_many_complaints_of_few_people_tell_of_few():
    cells: dict[Key, Cell] = {
        ALL: Cell(60, 40),
        ("a",): Cell(9, 2),
        ("b",): Cell(21, 19),
        ("c",): Cell(30, 20),
    }
    tables = Tables(cells, [(ALL, (("a",), ("b",), ("c",)))])

    assert withheld(tables, K).few == {("a",)}
    assert reach(cells[("a",)], K) == 12


def test_a_remainder_of_few_hides_the_part_that_would_tell_it():
    """97 of 100 were decided in time; the three others are few as well."""
    cells: dict[Key, Cell] = {
        ("decided",): Cell(100, 100), ("in time",): Cell(97, 97), ("late",): Cell(3, 3, False),
    }  # fmt: skip
    tables = Tables(cells, [(("decided",), (("in time",), ("late",)))])

    assert ("in time",) in withheld(tables, K).hidden


def test_an_attack_that_succeeds_is_found():
    cells: dict[Key, Cell] = {ALL: Cell(9, 9), ("a",): Cell(2, 2), ("b",): Cell(7, 7)}
    tables = Tables(cells, [(ALL, (("a",), ("b",)))])
    careless = withheld(Tables(cells, []), K)

    assert exposed(tables, careless, K) == {("a",): (2.0, 2.0)}


def test_what_cannot_be_protected_is_said():
    """The whole is empty but for a cell: a contradiction, as only wrong counts give."""
    tables = Tables({("a",): Cell(2, 2)}, [(("empty",), (("a",),))])

    with pytest.raises(Unprotected, match="cannot be protected"):
        withheld(tables, K)


def test_a_threshold_below_one_is_none():
    with pytest.raises(ValueError, match="write 1 or more"):
        withheld(Tables({}, []), 0)


@pytest.mark.parametrize(
    ("values", "verdict"), [([], False), ([9], True), ([90, 80, 8], True), ([90, 80, 9], False)]
)
def test_a_sum_with_one_large_part_gives_it_away(values, verdict):
    assert dominated(values) is verdict
