"""How a figure is written, as the room of the figures says."""

from smart315.insight.values import (
    behind as behind,
    compared as compared,
    share as share,
    title_of as title_of,
    unit_of as unit_of,
    value as value,
    written as written,
)
from smart315.measures.amounts import wan as wan
