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
    complaint_for,
    draft,
    draft_stream,
    filed,
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
    "Page",
    "Row",
    "TransferView",
    "Why",
    "approvals",
    "arguments_in_words",
    "business_listing",
    "case",
    "complaint_for",
    "counts",
    "draft",
    "draft_stream",
    "evidence_file",
    "filed",
    "filtered",
    "followups_due",
    "in_words",
    "listing",
    "of_phone",
    "open_counts",
    "owed_by",
    "owed_by_business",
    "receipt",
    "receiving_organisation",
    "similar_open",
    "today",
    "transfers",
    "why",
]
