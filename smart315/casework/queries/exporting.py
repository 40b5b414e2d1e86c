"""Complaints in the exchange's canonical columns, for whoever writes them into a file or a page."""

from smart315.casework.exchange.columns import NAMES
from smart315.casework.exchange.outgoing import Wanted, canonical_rows


__all__ = ["NAMES", "Wanted", "canonical_rows"]
