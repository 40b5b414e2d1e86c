"""What the casework room writes into the record: one event a move, and the acts beside them."""

from enum import StrEnum


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    SUBMITTED = "complaint.submitted"
    SUPPLEMENT_REQUESTED = "complaint.supplement_requested"
    SUPPLEMENTED = "complaint.supplemented"
    LAPSED = "complaint.lapsed"
    SENT_TO_BUSINESS = "complaint.sent_to_business"
    SETTLED = "complaint.settled"
    FELL_BACK = "complaint.fell_back"
    ACCEPTED = "complaint.accepted"
    REJECTED = "complaint.rejected"
    CONSULTED = "complaint.consulted"
    TRANSFERRED = "complaint.transferred"
    SIGNED_FOR = "complaint.signed_for"
    RETURNED = "complaint.returned"
    ASSIGNED = "complaint.assigned"
    MEDIATION_STARTED = "complaint.mediation_started"
    SUSPENDED = "complaint.suspended"
    RESUMED = "complaint.resumed"
    AGREED = "complaint.agreed"
    TERMINATED = "complaint.terminated"
    PERFORMANCE_VERIFIED = "complaint.performance_verified"
    DEFAULTED = "complaint.defaulted"
    WITHDRAWN = "complaint.withdrawn"
    CLOSED = "complaint.closed"
    FOLLOWED_UP = "complaint.followed_up"
    REOPENED = "complaint.reopened"
    ARCHIVED = "complaint.archived"

    OPENED_BY_BUSINESS = "complaint.opened_by_business"
    BUSINESS_INVITED = "complaint.business_invited"
    ANSWERED = "complaint.answered"
    OFFER_DECLINED = "complaint.offer_declined"
    PERFORMANCE_CLAIMED = "complaint.performance_claimed"
    PLEDGE_MISSED = "complaint.pledge_missed"
    PERFORMANCE_DISPUTED = "complaint.performance_disputed"
    EVIDENCE_ADDED = "complaint.evidence_added"
    EVIDENCE_OPENED = "complaint.evidence_opened"
    JUDGED = "complaint.judged"
    NOTED = "complaint.noted"
    CORRECTED = "complaint.corrected"
    DOCUMENT_ISSUED = "complaint.document_issued"
    PERSON_ADDED = "complaint.person_added"
    PERSON_CONFIRMED = "complaint.person_confirmed"
    PERSON_LEFT = "complaint.person_left"
    AGENT_APPOINTED = "complaint.agent_appointed"
    AGENT_REVOKED = "complaint.agent_revoked"
    REPRESENTATIVES_ELECTED = "complaint.representatives_elected"
    CONSENTED = "complaint.consented"
    JOINED = "complaint.joined"
    HELP_ASKED = "part.help_asked"
    PART_SIGNED = "part.signed"
    PART_REFUSED = "part.refused"
    PART_RETURNED = "part.returned"
    PART_ANSWERED = "part.answered"
    PART_CANCELLED = "part.cancelled"
    CONTACT_SHARED = "part.contact_shared"
    SUPERVISED = "supervision.opened"
    SUPERVISION_ANSWERED = "supervision.answered"
    SUPERVISION_CLOSED = "supervision.closed"
    SUPERVISION_RAISED = "supervision.raised"
    REPORTED_UP = "supervision.asked_for"
    TAKEN_UP = "complaint.taken_up"
    REASSIGNED = "complaint.reassigned"
    HANDED_OVER = "officer.handed_over"
    DEPUTY_NAMED = "officer.deputy_named"
    DEPUTY_ENDED = "officer.deputy_ended"
    ROUTING_WRITTEN = "routing.written"
    ROUTING_ENDED = "routing.ended"
    REROUTED = "complaint.rerouted"
    DOCUMENT_REPLACED = "complaint.document_replaced"
    DOCUMENT_VOIDED = "complaint.document_voided"
    DOCUMENT_DELIVERED = "complaint.document_delivered"
    DOCUMENT_OPENED = "complaint.document_opened"
    TIES_DECLARED = "complaint.ties_declared"
    MEDIATOR_REPLACED = "complaint.mediator_replaced"
    MEDIATION_EXTENDED = "complaint.mediation_extended"
    TERMINATION_TOLD = "complaint.termination_told"
    SAMPLE_HANDED_OVER = "appraisal.sample_handed_over"
    COURT_REMINDED = "confirmation.reminded"
    TEXT_SIGNED = "text.signed"
    RECUSAL_ASKED = "recusal.asked"
    RECUSAL_GRANTED = "recusal.granted"
    RECUSAL_REFUSED = "recusal.refused"
    RECUSAL_TAKEN_BACK = "recusal.taken_back"
    SESSION_PLANNED = "session.planned"
    SESSION_NOTIFIED = "session.notified"
    SESSION_CHANGED = "session.changed"
    SESSION_HELD = "session.held"
    SESSION_CANCELLED = "session.cancelled"
    APPRAISAL_ARRANGED = "appraisal.arranged"
    APPRAISAL_ENTRUSTED = "appraisal.entrusted"
    APPRAISAL_OPINED = "appraisal.opined"
    APPRAISAL_TOLD = "appraisal.told"
    APPRAISAL_DROPPED = "appraisal.dropped"
    PROPOSAL_MADE = "proposal.made"
    PROPOSAL_ACCEPTED = "proposal.accepted"
    PROPOSAL_DECLINED = "proposal.declined"
    PROPOSAL_COUNTERED = "proposal.countered"
    PROPOSAL_TAKEN_BACK = "proposal.taken_back"
    TEXT_WRITTEN = "text.written"
    TEXT_FIXED = "text.fixed"
    TEXT_REVISED = "text.revised"
    TEXT_CONCLUDED = "text.concluded"
    TEXT_DROPPED = "text.dropped"
    OBLIGATION_AGREED = "obligation.agreed"
    OBLIGATION_PERFORMED = "obligation.performed"
    OBLIGATION_BROKEN = "obligation.broken"
    CONFIRMATION_PREPARED = "confirmation.prepared"
    CONFIRMATION_FILED = "confirmation.filed"
    CONFIRMATION_GRANTED = "confirmation.granted"
    CONFIRMATION_DISMISSED = "confirmation.dismissed"
    CONFIRMATION_DROPPED = "confirmation.dropped"
    PANEL_ASKED = "panel.asked"
    PANEL_SEATED = "panel.seated"
    PANEL_RETURNED = "panel.returned"
    APPROVAL_PROPOSED = "approval.proposed"
    APPROVAL_GRANTED = "approval.granted"
    APPROVAL_REFUSED = "approval.refused"
    APPROVAL_CANCELLED = "approval.cancelled"
    IMPORTED = "complaint.imported"
    EXPORTED = "complaint.exported"
    REMINDED = "complaint.reminded"
    PROMISE_ASKED = "complaint.promise_asked"
    REATTRIBUTED = "complaint.reattributed"
    INVITATION_MADE = "invitation.made"
    INVITATION_REVOKED = "invitation.revoked"
    INVITATION_USED = "invitation.used"
    DATE_RECOUNTED = "complaint.date_recounted"
    CALCULATED = "complaint.calculated"
    ABUSE_REVIEWED = "complaint.abuse_reviewed"
    SANDBOX_CLEARED = "sandbox.cleared"
    DRAFTS_FORGOTTEN = "drafts.forgotten"


OF_MOVE = {
    "submit": Kind.SUBMITTED,
    "request_supplement": Kind.SUPPLEMENT_REQUESTED,
    "supplement": Kind.SUPPLEMENTED,
    "lapse": Kind.LAPSED,
    "settle_first": Kind.SENT_TO_BUSINESS,
    "settle": Kind.SETTLED,
    "fall_back": Kind.FELL_BACK,
    "accept": Kind.ACCEPTED,
    "reject": Kind.REJECTED,
    "consult": Kind.CONSULTED,
    "transfer": Kind.TRANSFERRED,
    "sign_for": Kind.SIGNED_FOR,
    "return_transfer": Kind.RETURNED,
    "assign": Kind.ASSIGNED,
    "start_mediation": Kind.MEDIATION_STARTED,
    "suspend": Kind.SUSPENDED,
    "resume": Kind.RESUMED,
    "agree": Kind.AGREED,
    "terminate": Kind.TERMINATED,
    "verify_performance": Kind.PERFORMANCE_VERIFIED,
    "default": Kind.DEFAULTED,
    "withdraw": Kind.WITHDRAWN,
    "close": Kind.CLOSED,
    "follow_up": Kind.FOLLOWED_UP,
    "reopen": Kind.REOPENED,
    "archive": Kind.ARCHIVED,
}

# What is recorded at each move of the small lives (`proceedings.LIVES`).
OF_LIFE = {
    ("recusal", "open"): Kind.RECUSAL_ASKED,
    ("recusal", "grant"): Kind.RECUSAL_GRANTED,
    ("recusal", "refuse"): Kind.RECUSAL_REFUSED,
    ("recusal", "take_back"): Kind.RECUSAL_TAKEN_BACK,
    ("session", "open"): Kind.SESSION_PLANNED,
    ("session", "notify"): Kind.SESSION_NOTIFIED,
    ("session", "change"): Kind.SESSION_CHANGED,
    ("session", "hold"): Kind.SESSION_HELD,
    ("session", "cancel"): Kind.SESSION_CANCELLED,
    ("appraisal", "open"): Kind.APPRAISAL_ARRANGED,
    ("appraisal", "entrust"): Kind.APPRAISAL_ENTRUSTED,
    ("appraisal", "opine"): Kind.APPRAISAL_OPINED,
    ("appraisal", "tell"): Kind.APPRAISAL_TOLD,
    ("appraisal", "drop"): Kind.APPRAISAL_DROPPED,
    ("proposal", "open"): Kind.PROPOSAL_MADE,
    ("proposal", "accept"): Kind.PROPOSAL_ACCEPTED,
    ("proposal", "decline"): Kind.PROPOSAL_DECLINED,
    ("proposal", "counter"): Kind.PROPOSAL_COUNTERED,
    ("proposal", "take_back"): Kind.PROPOSAL_TAKEN_BACK,
    ("text", "open"): Kind.TEXT_WRITTEN,
    ("text", "fix"): Kind.TEXT_FIXED,
    ("text", "revise"): Kind.TEXT_REVISED,
    ("text", "conclude"): Kind.TEXT_CONCLUDED,
    ("text", "drop"): Kind.TEXT_DROPPED,
    ("obligation", "open"): Kind.OBLIGATION_AGREED,
    ("obligation", "perform"): Kind.OBLIGATION_PERFORMED,
    ("obligation", "break"): Kind.OBLIGATION_BROKEN,
    ("confirmation", "open"): Kind.CONFIRMATION_PREPARED,
    ("confirmation", "file"): Kind.CONFIRMATION_FILED,
    ("confirmation", "confirm"): Kind.CONFIRMATION_GRANTED,
    ("confirmation", "dismiss"): Kind.CONFIRMATION_DISMISSED,
    ("confirmation", "drop"): Kind.CONFIRMATION_DROPPED,
    ("panel", "open"): Kind.PANEL_ASKED,
    ("panel", "seat"): Kind.PANEL_SEATED,
    ("panel", "give_back"): Kind.PANEL_RETURNED,
}
