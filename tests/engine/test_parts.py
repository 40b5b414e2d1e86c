"""Work that falls into parts gives one result, in whatever order and wherever they are done."""

import pytest

from smart315.kernel.spreading import here
from tests.given.spreading import PARTED, scattered


@pytest.mark.parametrize("parted", PARTED)
def test_parts_done_elsewhere_and_in_another_order_give_the_same_to_the_last_bit(parted):
    assert parted(scattered) == parted(here)
