"""How often a key may ask, counted in the cache by the minute."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.timezone import localdate

from smart315.parameters import queries as parameters
from smart315.partners.queries import Key


MINUTE = 60


@dataclass(frozen=True)
class Allowance:
    """What is left of the current minute, as the headers say it."""

    limit: int
    left: int
    seconds: int

    @property
    def exceeded(self) -> bool:
        """Tell whether this request is one too many."""
        return self.left < 0

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of an answer; with when to come back where it was too much."""
        said = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.left)),
            "RateLimit-Reset": str(self.seconds),
        }
        return said | ({"Retry-After": str(self.seconds)} if self.exceeded else {})


def spend(key: Key, at: datetime) -> Allowance:
    """Count one request of the key.

    Two at the same instant may count as one: the limit protects the house, it is no price.
    """
    limit = int(parameters.snapshot().value("api.rate", localdate(at)))
    stretch, passed = divmod(int(at.timestamp()), MINUTE)
    name = f"api:{key.pk}:{stretch}"
    used = int(cache.get(name, 0)) + 1
    cache.set(name, used, 2 * MINUTE)
    return Allowance(limit, limit - used, MINUTE - passed)
