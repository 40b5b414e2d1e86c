"""Permissions, roles, and which role holds which permission (handbook §15)."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that somebody may do or see."""

    REGISTER_COMPLAINT = "register_complaint"
    ACCEPT_COMPLAINT = "accept_complaint"
    REQUEST_SUPPLEMENT = "request_supplement"
    REJECT_COMPLAINT = "reject_complaint"
    TRANSFER_COMPLAINT = "transfer_complaint"
    SIGN_FOR_TRANSFER = "sign_for_transfer"
    ASSIGN_OFFICER = "assign_officer"
    INVITE_BUSINESS = "invite_business"
    MEDIATE = "mediate"
    RECORD_AGREEMENT = "record_agreement"
    TERMINATE_MEDIATION = "terminate_mediation"
    VERIFY_PERFORMANCE = "verify_performance"
    CLOSE_COMPLAINT = "close_complaint"
    FOLLOW_UP = "follow_up"
    REOPEN_COMPLAINT = "reopen_complaint"
    ARCHIVE_COMPLAINT = "archive_complaint"
    APPROVE = "approve"
    SUPERVISE = "supervise"
    READ_COMPLAINT = "read_complaint"
    READ_PERSONAL = "read_personal"
    SEE_ABUSE_HINTS = "see_abuse_hints"
    IMPORT_COMPLAINTS = "import_complaints"
    EXPORT_COMPLAINTS = "export_complaints"
    MANAGE_ORGANISATION = "manage_organisation"
    APPOINT_STAFF = "appoint_staff"
    MANAGE_PARAMETERS = "manage_parameters"
    MANAGE_BUSINESSES = "manage_businesses"
    READ_AUDIT = "read_audit"
    HANDLE_INCIDENTS = "handle_incidents"
    ISSUE_PAPER = "issue_paper"
    WRITE_ANALYSIS = "write_analysis"
    APPROVE_ANALYSIS = "approve_analysis"
    PUBLISH_ANALYSIS = "publish_analysis"


class Role(TextChoices):
    """What somebody is in one organisation."""

    STATION_CLERK = "station_clerk", _("代录员")
    INTAKE_OFFICER = "intake_officer", _("受理员")
    MEDIATOR = "mediator", _("调解员")
    APPROVER = "approver", _("审批人")
    HEAD = "head", _("负责人")
    SUPERVISOR = "supervisor", _("督办员")
    FOLLOW_UP = "follow_up", _("回访员")
    ARCHIVIST = "archivist", _("档案员")
    ANALYST = "analyst", _("统计分析员")
    EDITOR = "editor", _("内容编辑")
    PUBLISHER = "publisher", _("发布审批")
    VISITOR = "visitor", _("体察员")
    EXPERT = "expert", _("专家")
    PARTNER = "partner", _("行政部门协作账号")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


P = Permission
READING = frozenset({P.READ_COMPLAINT, P.READ_PERSONAL})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.STATION_CLERK: frozenset({P.REGISTER_COMPLAINT, P.READ_COMPLAINT}),
    Role.INTAKE_OFFICER: READING
    | {
        P.REGISTER_COMPLAINT,
        P.ACCEPT_COMPLAINT,
        P.REQUEST_SUPPLEMENT,
        P.REJECT_COMPLAINT,
        P.SEE_ABUSE_HINTS,
        P.TRANSFER_COMPLAINT,
        P.SIGN_FOR_TRANSFER,
        P.INVITE_BUSINESS,
        P.CLOSE_COMPLAINT,
        P.MANAGE_BUSINESSES,
        P.HANDLE_INCIDENTS,
    },
    Role.MEDIATOR: READING
    | {
        P.INVITE_BUSINESS,
        P.MEDIATE,
        P.SEE_ABUSE_HINTS,
        P.RECORD_AGREEMENT,
        P.TERMINATE_MEDIATION,
        P.VERIFY_PERFORMANCE,
        P.CLOSE_COMPLAINT,
        P.HANDLE_INCIDENTS,
    },
    Role.APPROVER: READING | {P.APPROVE, P.SEE_ABUSE_HINTS, P.APPROVE_ANALYSIS},
    Role.HEAD: READING
    | {
        P.APPROVE,
        P.SEE_ABUSE_HINTS,
        P.ASSIGN_OFFICER,
        P.TRANSFER_COMPLAINT,
        P.SIGN_FOR_TRANSFER,
        P.REOPEN_COMPLAINT,
        P.SUPERVISE,
        P.IMPORT_COMPLAINTS,
        P.EXPORT_COMPLAINTS,
        P.MANAGE_BUSINESSES,
        P.HANDLE_INCIDENTS,
        P.ISSUE_PAPER,
        P.WRITE_ANALYSIS,
        P.APPROVE_ANALYSIS,
        P.PUBLISH_ANALYSIS,
    },
    Role.SUPERVISOR: READING | {P.SUPERVISE, P.HANDLE_INCIDENTS},
    Role.FOLLOW_UP: READING | {P.FOLLOW_UP},
    Role.ARCHIVIST: READING | {P.ARCHIVE_COMPLAINT, P.IMPORT_COMPLAINTS},
    Role.ANALYST: frozenset(
        {P.READ_COMPLAINT, P.EXPORT_COMPLAINTS, P.HANDLE_INCIDENTS, P.WRITE_ANALYSIS}
    ),
    Role.EDITOR: frozenset({P.WRITE_ANALYSIS}),
    Role.PUBLISHER: frozenset({P.PUBLISH_ANALYSIS}),
    Role.VISITOR: frozenset(),
    Role.EXPERT: frozenset(),
    Role.PARTNER: frozenset({P.SIGN_FOR_TRANSFER}),
    # 三员分立 (GB/T 22239-2019 §8.1): who keeps the accounts does not grant permissions, who
    # grants them does not read the record of it, and none of the three reads a complaint.
    Role.SYSTEM_ADMIN: frozenset({P.MANAGE_ORGANISATION}),
    Role.SECURITY_ADMIN: frozenset({P.APPOINT_STAFF, P.MANAGE_PARAMETERS}),
    Role.AUDIT_ADMIN: frozenset({P.READ_AUDIT}),
}

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

# Seeing and watching go down the tree; every other permission holds only where it was given.
REACHING_DOWN = frozenset(
    {P.READ_COMPLAINT, P.READ_PERSONAL, P.SUPERVISE, P.EXPORT_COMPLAINTS, P.READ_AUDIT}
)

# The machine sets up, imports and watches; it never decides a complaint.
OF_THE_SYSTEM = frozenset(
    {
        P.REGISTER_COMPLAINT,
        P.READ_COMPLAINT,
        P.SUPERVISE,
        P.IMPORT_COMPLAINTS,
        P.EXPORT_COMPLAINTS,
        P.MANAGE_ORGANISATION,
        P.APPOINT_STAFF,
        P.MANAGE_PARAMETERS,
        P.MANAGE_BUSINESSES,
        P.READ_AUDIT,
        P.HANDLE_INCIDENTS,
    }
)
