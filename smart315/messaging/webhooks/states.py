"""What becomes of a delivery, and what the address of an endpoint's owner looks like."""

import re
from enum import StrEnum


class State(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


# `sandbox:7` is the sandbox of business 7: its events never mix with real ones.
OWNER = re.compile(r"(business|sandbox):[1-9]\d*")
# The event that an endpoint's owner asks for to see whether the address works.
TEST = "endpoint.test"
