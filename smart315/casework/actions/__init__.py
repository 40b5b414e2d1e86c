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
from smart315.casework.actions.delivering import Receipt as DeliveryReceipt, deliver, open_document
from smart315.casework.actions.drafts import discard_draft, forget_drafts, save_draft
from smart315.casework.actions.handover import end_deputy, hand_over, name_deputy, reassign
from smart315.casework.actions.helping import keep_calculation, review_abuse
from smart315.casework.actions.intake import file
from smart315.casework.actions.inviting import (
    Made,
    make_invitation,
    revoke_invitation,
    use_invitation,
)
from smart315.casework.actions.issuing import Order, issue, void_document
from smart315.casework.actions.joining import consent, elect, join_complaints
from smart315.casework.actions.listed import take_out_listing, take_out_queue
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
from smart315.casework.actions.pausing import pause_unresponsive
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
    ask_promises,
    claim_performance,
    confirm_performance,
    mark_default,
    verify_performance,
)
from smart315.casework.actions.reattributing import give_up_waiting, reattribute
from smart315.casework.actions.recounting import recount
from smart315.casework.actions.reminding import remind_businesses
from smart315.casework.actions.routes import end_route, write_route
from smart315.casework.actions.routing import return_transfer, sign_for, transfer
from smart315.casework.actions.sandbox import (
    act_in_sandbox,
    file_in_sandbox,
    reset_sandbox,
)
from smart315.casework.actions.supervising import (
    answer_supervision,
    close_supervision,
    raise_supervision,
    report_up,
    supervise,
    take_up,
)
from smart315.casework.actions.tasks import (
    add_part_file,
    answer_part,
    ask_help,
    cancel_part,
    record_reply,
    refuse_part,
    return_part,
    see_contact,
    sign_part,
)
from smart315.casework.actions.watching import index_words, watch
from smart315.casework.receipts import Receipt


__all__ = [
    "Added",
    "Correction",
    "DeliveryReceipt",
    "Letter",
    "Made",
    "Order",
    "Person",
    "Receipt",
    "Row",
    "Terms",
    "accept",
    "act_in_sandbox",
    "add_evidence",
    "add_part_file",
    "add_people",
    "add_person",
    "agree",
    "answer",
    "answer_part",
    "answer_supervision",
    "appoint_agent",
    "approve",
    "archive",
    "ask_help",
    "ask_promises",
    "assign",
    "cancel_part",
    "claim_performance",
    "close",
    "close_supervision",
    "confirm_people",
    "confirm_performance",
    "consent",
    "consult",
    "correct",
    "decline_offer",
    "deliver",
    "discard_draft",
    "elect",
    "end_deputy",
    "end_route",
    "fall_back_by_itself",
    "file",
    "file_in_sandbox",
    "follow_up",
    "forget_drafts",
    "give_up_waiting",
    "hand_over",
    "index_words",
    "invite_business",
    "issue",
    "issue_document",
    "join_complaints",
    "judge",
    "keep_calculation",
    "lapse",
    "leave_joint",
    "make_invitation",
    "mark_default",
    "name_deputy",
    "note",
    "open_by_business",
    "open_document",
    "opt_out",
    "pause_unresponsive",
    "raise_supervision",
    "reassign",
    "reattribute",
    "record_reply",
    "record_settlement",
    "recount",
    "refuse",
    "refuse_part",
    "reject",
    "remind_businesses",
    "reopen",
    "report_up",
    "request_supplement",
    "reset_sandbox",
    "resume",
    "return_part",
    "return_transfer",
    "review_abuse",
    "revoke_agent",
    "revoke_invitation",
    "save_draft",
    "see_contact",
    "settle_first",
    "sign_for",
    "sign_part",
    "start_mediation",
    "supervise",
    "supplement",
    "suspend",
    "take_offer",
    "take_out_listing",
    "take_out_queue",
    "take_up",
    "terminate",
    "transfer",
    "unmask",
    "use_invitation",
    "verify_performance",
    "void_document",
    "watch",
    "withdraw",
    "write_route",
]
