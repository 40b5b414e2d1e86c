"""The rows of casework; private to the room."""

from smart315.casework.models.abuse import AbuseReview
from smart315.casework.models.agreement import Agreement, Answer, Judgement
from smart315.casework.models.appraisal import Appraisal, Custody
from smart315.casework.models.assignment import Assignment
from smart315.casework.models.clock import Clock, Pause
from smart315.casework.models.complaint import Complaint, ComplaintQuerySet, NumberSeries
from smart315.casework.models.direct import Invitation, Phase, Reminder, Round
from smart315.casework.models.drafting import (
    AgreementText,
    Confirmation,
    Obligation,
    Signature,
)
from smart315.casework.models.hearing import (
    Attendee,
    Declaration,
    Extension,
    Guest,
    Recusal,
    Served,
    Session,
)
from smart315.casework.models.history import Approval, Entry, OwedDocument
from smart315.casework.models.intake import Draft, Evidence, SupplementRequest
from smart315.casework.models.issued import Delivery, DocumentSeries, IssuedDocument
from smart315.casework.models.panel import Panel
from smart315.casework.models.party import Authority, Consent, Election, Party
from smart315.casework.models.proposal import Proposal
from smart315.casework.models.routes import Deputy, RoutingRule
from smart315.casework.models.routing import FollowUp, Transfer
from smart315.casework.models.supervision import Supervision


__all__ = [
    "AbuseReview",
    "Agreement",
    "AgreementText",
    "Answer",
    "Appraisal",
    "Approval",
    "Assignment",
    "Attendee",
    "Authority",
    "Clock",
    "Complaint",
    "ComplaintQuerySet",
    "Confirmation",
    "Consent",
    "Custody",
    "Declaration",
    "Delivery",
    "Deputy",
    "DocumentSeries",
    "Draft",
    "Election",
    "Entry",
    "Evidence",
    "Extension",
    "FollowUp",
    "Guest",
    "Invitation",
    "IssuedDocument",
    "Judgement",
    "NumberSeries",
    "Obligation",
    "OwedDocument",
    "Panel",
    "Party",
    "Pause",
    "Phase",
    "Proposal",
    "Recusal",
    "Reminder",
    "Round",
    "RoutingRule",
    "Served",
    "Session",
    "Signature",
    "Supervision",
    "SupplementRequest",
    "Transfer",
]
