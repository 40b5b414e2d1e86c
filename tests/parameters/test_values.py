import pytest

from smart315.kernel.workdays import Limit, Unit
from smart315.parameters.values import loaded, same_shape, shorter, stored


@pytest.mark.parametrize("value", [Limit(7, Unit.WORKDAYS), 5, True, "18:00", [70, 90], {"a": 1}])
def test_values_survive_being_stored(value):
    assert loaded(stored(value)) == value


@pytest.mark.parametrize(
    ("value", "pattern", "fits"),
    [
        (Limit(5, Unit.DAYS), Limit(7, Unit.WORKDAYS), True),
        (5, Limit(7, Unit.WORKDAYS), False),
        (0, 5, True),
        (-1, 5, False),
        (True, 5, False),
        (False, True, True),
        ("19:00", "18:00", True),
        (" ", "18:00", False),
        ([60, 80, 100], [70, 90, 100], True),
        ([90, 80, 100], [70, 90, 100], False),
        ([60, 100], [70, 90, 100], False),
        (["a", "b", "c"], [70, 90, 100], False),
        (["close"], ["reject", "close"], True),
        ([], ["reject", "close"], True),
        (["close", "close"], ["reject", "close"], False),
        (["accept"], ["reject", "close"], False),
        ([{"a": 1}], ["reject", "close"], False),
        ({"a": 2}, {"a": 1}, True),
        ({"b": 2}, {"a": 1}, False),
        ({"a": "2"}, {"a": 1}, False),
    ],
)
def test_a_value_takes_the_place_of_one_of_its_kind(value, pattern, fits):
    assert same_shape(value, pattern) is fits


@pytest.mark.parametrize(
    ("limit", "floor", "is_shorter"),
    [
        (Limit(5, Unit.MONTHS), Limit(6, Unit.MONTHS), True),
        (Limit(6, Unit.MONTHS), Limit(6, Unit.MONTHS), False),
        (Limit(1, Unit.YEARS), Limit(6, Unit.MONTHS), False),
        (Limit(100, Unit.DAYS), Limit(6, Unit.MONTHS), True),
    ],
)
def test_limits_of_different_units_can_be_compared(limit, floor, is_shorter):
    assert shorter(limit, floor) is is_shorter
