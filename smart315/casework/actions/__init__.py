"""Every change of a complaint, by name."""

from smart315.casework.actions.approving import approve, refuse
from smart315.casework.actions.closing import (
    archive,
    close,
    follow_up,
    judge,
    reopen,
    withdraw,
)
from smart315.casework.actions.deciding import (
    accept,
    consult,
    lapse,
    reject,
    request_supplement,
    supplement,
)
from smart315.casework.actions.drafts import discard_draft, forget_drafts, save_draft
from smart315.casework.actions.intake import file
from smart315.casework.actions.joining import consent, elect, join_complaints
from smart315.casework.actions.listed import take_out_listing
from smart315.casework.actions.mediation import (
    Terms,
    agree,
    assign,
    invite_business,
    record_settlement,
    resume,
    start_mediation,
    suspend,
    terminate,
)
from smart315.casework.actions.negotiation import (
    answer,
    decline_offer,
    fall_back_by_itself,
    open_by_business,
    opt_out,
    settle_first,
    take_offer,
)
from smart315.casework.actions.notes import (
    Correction,
    add_evidence,
    correct,
    issue_document,
    note,
    unmask,
)
from smart315.casework.actions.people import (
    Added,
    Letter,
    Person,
    Row,
    add_people,
    add_person,
    appoint_agent,
    confirm_people,
    leave_joint,
    revoke_agent,
)
from smart315.casework.actions.performance import (
    claim_performance,
    confirm_performance,
    mark_default,
    verify_performance,
)
from smart315.casework.actions.recounting import recount
from smart315.casework.actions.routing import return_transfer, sign_for, transfer
from smart315.casework.actions.watching import index_words, watch
from smart315.casework.receipts import Receipt


__all__ = [
    "Added",
    "Correction",
    "Letter",
    "Person",
    "Receipt",
    "Row",
    "Terms",
    "accept",
    "add_evidence",
    "add_people",
    "add_person",
    "agree",
    "answer",
    "appoint_agent",
    "approve",
    "archive",
    "assign",
    "claim_performance",
    "close",
    "confirm_people",
    "confirm_performance",
    "consent",
    "consult",
    "correct",
    "decline_offer",
    "discard_draft",
    "elect",
    "fall_back_by_itself",
    "file",
    "follow_up",
    "forget_drafts",
    "index_words",
    "invite_business",
    "issue_document",
    "join_complaints",
    "judge",
    "lapse",
    "leave_joint",
    "mark_default",
    "note",
    "open_by_business",
    "opt_out",
    "record_settlement",
    "recount",
    "refuse",
    "reject",
    "reopen",
    "request_supplement",
    "resume",
    "return_transfer",
    "revoke_agent",
    "save_draft",
    "settle_first",
    "sign_for",
    "start_mediation",
    "supplement",
    "suspend",
    "take_offer",
    "take_out_listing",
    "terminate",
    "transfer",
    "unmask",
    "verify_performance",
    "watch",
    "withdraw",
]
