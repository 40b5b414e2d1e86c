"""What the community room writes into the record."""

from enum import StrEnum


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    COMMITTEE_FOUNDED = "committee.founded"
    COMMITTEE_DESCRIBED = "committee.described"
    TERM_BEGUN = "committee.term_begun"
    COMMITTEE_CLOSED = "committee.closed"
