"""What the insight room writes into the record."""

from enum import StrEnum


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    MODEL_LEARNT = "model.learnt"
    MODEL_PROMOTED = "model.promoted"
    SCAN_LEARNT = "scan.learnt"
    INCIDENT_OPENED = "incident.opened"
    INCIDENT_CONFIRMED = "incident.confirmed"
    INCIDENT_DISMISSED = "incident.dismissed"
    INCIDENT_CLOSED = "incident.closed"
    INCIDENT_MERGED = "incident.merged"
    INCIDENT_REOPENED = "incident.reopened"
    INCIDENT_DESCRIBED = "incident.described"
    LEVEL_CHANGED = "incident.level_changed"
    MEMBER_ADDED = "incident.member_added"
    MEMBER_REMOVED = "incident.member_removed"
    REPORT_SENT = "incident.report_sent"
    REPORT_SIGNED = "incident.report_signed"
    REPORT_LATE = "incident.report_late"
    ASSESSED = "incident.assessed"
    CONSEQUENCE_ADDED = "incident.consequence_added"
    CONSEQUENCE_DONE = "incident.consequence_done"
    GROUP_SPLIT = "group.split"
    GROUP_MERGED = "group.merged"
    GROUP_CONFIRMED = "group.confirmed"
    REGROUPED = "groups.made_anew"
    GROUP_UNDONE = "group.decision_undone"
