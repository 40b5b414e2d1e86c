"""How often something may be tried, by whom, in how long."""

from datetime import timedelta

import pytest

from smart315.web.public import limits
from tests.given import NOON


LIMIT = limits.Limit("test", 2, 60)


def _spend(times, who="a", at=NOON):
    for _ in range(times):
        limits.spend(LIMIT, who, at)


@pytest.mark.parametrize(("times", "spent"), [(0, False), (1, False), (2, True), (3, True)])
def test_so_many_times_and_no_more(times, spent):
    _spend(times)

    assert limits.spent(LIMIT, "a", NOON) is spent


def test_each_has_a_share_of_their_own():
    _spend(2)

    assert not limits.spent(LIMIT, "b", NOON)


def test_each_limit_counts_for_itself():
    _spend(2)

    assert not limits.spent(limits.Limit("other", 2, 60), "a", NOON)


def test_the_share_comes_back():
    _spend(2)

    assert not limits.spent(LIMIT, "a", NOON + timedelta(seconds=60))


def test_an_address_is_kept_as_a_hash(rf):
    first = limits.client(rf.get("/", REMOTE_ADDR="10.1.2.3"))
    other = limits.client(rf.get("/", REMOTE_ADDR="10.1.2.4"))

    assert "10.1.2.3" not in first
    assert first != other


def test_clients_without_an_address_share_one_share(rf):
    first = limits.client(rf.get("/", REMOTE_ADDR=""))

    assert first == limits.client(rf.get("/", REMOTE_ADDR=""))
