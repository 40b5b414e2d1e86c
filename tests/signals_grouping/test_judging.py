import pytest

from smart315.signals.grouping.judging import judged


def test_an_event_is_judged_by_the_group_that_fits_it_best():
    groups = {1: "a", 2: "a", 3: "a", 4: "b", 5: "a", 6: "c"}

    (event,) = judged(groups, {"x": {1, 2, 3, 4}}).events

    assert (event.group, event.group_size) == ("a", 4)
    assert (event.precision, event.recall, event.f1) == (0.75, 0.75, 0.75)


def test_what_is_disputed_counts_neither_for_nor_against():
    groups = {1: "a", 2: "a", 5: "a"}

    assert judged(groups, {"x": {1, 2}}, {5}).f1 == 1
    assert judged(groups, {"x": {1, 2}}).f1 == pytest.approx(0.8)


def test_one_group_for_each_event_is_perfect_and_alone_is_not():
    events = {"x": {1, 2}, "y": {3, 4, 5}}
    perfect = judged({1: 1, 2: 1, 3: 2, 4: 2, 5: 2}, events)
    alone = judged({each: each for each in range(1, 6)}, events)

    assert (perfect.f1, perfect.b3, perfect.pairs, perfect.largest) == (1, 1, 1, 3)
    assert alone.pairs == 0
    assert 0 < alone.b3 == alone.f1 < 1


def test_a_complaint_that_no_group_holds_counts_as_alone():
    found = judged({1: "a"}, {"x": {1, 2}})

    assert found.events[0].recall == 0.5


def test_without_events_nothing_can_be_judged():
    with pytest.raises(ValueError, match="no events"):
        judged({1: 1}, {})
