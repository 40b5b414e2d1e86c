"""The divisions of Qinghai, loaded as the product loads them."""

from smart315.regions import actions
from tests.given import NOON
from tests.given.remembered import remembered


def load() -> None:
    """Write all divisions into the test's database."""
    remembered("the divisions", lambda: actions.load(NOON))
