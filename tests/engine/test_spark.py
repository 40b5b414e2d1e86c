"""A real cluster of a master and two workers; skipped, saying so, where Spark is not installed."""

import pytest

from smart315.engine import choosing
from smart315.kernel.spreading import here
from tests.cluster import cluster, missing
from tests.given.spreading import PARTED


pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore"),  # pyspark's own
]


@pytest.fixture(scope="module")
def spread():
    with cluster() as master, choosing.spreading(master) as spread:
        yield spread


@pytest.mark.parametrize("parted", PARTED)
def test_a_cluster_gives_the_same_as_this_process_to_the_last_bit(spread, parted):
    assert parted(spread) == parted(here)


def test_what_fails_on_a_worker_fails_here(spread):
    with pytest.raises(Exception, match="ZeroDivisionError"):
        spread(divmod, 1, [0])
