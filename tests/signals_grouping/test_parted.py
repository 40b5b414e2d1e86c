"""A stream that is read in parts is grouped as if each complaint had come alone."""

from smart315.kernel.spreading import here
from smart315.signals.grouping import state
from smart315.signals.grouping.engine import Grouping
from smart315.signals.grouping.parted import put_all
from smart315.signals.grouping.stream import streamed
from tests.given.matters import CAR, CARDS, HEAT, OTHERS, complaint, stream


COMPLAINTS = [
    *stream(CARDS, HEAT, OTHERS, CARDS[:2], ["", "退", "😀"]),
    complaint(90, CARDS[0], business="青藏健身", person="p1"),
    complaint(91, "余额一直不退给我们", business="青藏健身", issues=("G07",)),
    complaint(92, CAR[0], title="刹车异响", product="某款"),
    complaint(93, CAR[0], title="刹车异响", product="另一款"),
]


def test_groups_likenesses_reasons_and_all_that_is_kept_are_the_same():
    one, other = Grouping(), Grouping()

    alone = [one.put(each) for each in COMPLAINTS]
    parted = list(put_all(other, COMPLAINTS, here, part=3, at_once=7))

    assert parted == alone
    assert any(each.reasons for each in alone)
    assert state.stored(one) == state.stored(other)


def test_what_comes_twice_counts_once_however_it_is_read():
    again = [*COMPLAINTS, *COMPLAINTS[:3]]

    parted, alone = streamed(again, here), streamed(again)

    assert parted.reasons == alone.reasons
    assert list(parted.grouping.groups()) == list(alone.grouping.groups())
