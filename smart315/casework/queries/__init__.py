"""Every read of complaints, by name."""

from smart315.casework.queries.case import (
    Case,
    ClockView,
    EvidenceView,
    case,
    evidence_file,
    owed_by,
    similar_open,
)
from smart315.casework.queries.consumer import (
    Key,
    complaint_for,
    draft,
    draft_stream,
    filed,
    holder,
    key_for,
    keys_of_phone,
    of_phone,
    receipt,
    receiving_organisation,
)
from smart315.casework.queries.desk import (
    ApprovalView,
    TransferView,
    approvals,
    arguments_in_words,
    transfers,
)
from smart315.casework.queries.listing import Filters, Page, filtered, listing
from smart315.casework.queries.people import (
    Member,
    People,
    consents_of,
    party_of,
    people,
)
from smart315.casework.queries.portal import BusinessRow, business_listing, owed_by_business
from smart315.casework.queries.reasons import Why, in_words, why
from smart315.casework.queries.rows import Row
from smart315.casework.queries.work import Counts, counts, followups_due, open_counts, today


__all__ = [
    "ApprovalView",
    "BusinessRow",
    "Case",
    "ClockView",
    "Counts",
    "EvidenceView",
    "Filters",
    "Key",
    "Member",
    "Page",
    "People",
    "Row",
    "TransferView",
    "Why",
    "approvals",
    "arguments_in_words",
    "business_listing",
    "case",
    "complaint_for",
    "consents_of",
    "counts",
    "draft",
    "draft_stream",
    "evidence_file",
    "filed",
    "filtered",
    "followups_due",
    "holder",
    "in_words",
    "key_for",
    "keys_of_phone",
    "listing",
    "of_phone",
    "open_counts",
    "owed_by",
    "owed_by_business",
    "party_of",
    "people",
    "receipt",
    "receiving_organisation",
    "similar_open",
    "today",
    "transfers",
    "why",
]
