"""Groups of stages that share what is to be done next; a link may name them like a stage."""

from django.db.models import Q

from smart315.casework.states import ENDED, Stage


S = Stage
TO_SIGN = Q(stage=S.TRANSFERRED, next_due_key="transfer.sign")

GROUPS = {
    "open": ~Q(stage__in=ENDED),
    "to_assign": Q(stage__in=[S.ACCEPTED, S.REOPENED]),
    "to_close": Q(stage__in=[S.PERFORMED, S.TERMINATED, S.REJECTED, S.WITHDRAWN])
    | (Q(stage=S.TRANSFERRED) & ~Q(next_due_key="transfer.sign")),
    "to_sign": TO_SIGN,
    "to_call": Q(stage=S.CLOSED, next_due_key="followup.due"),
}
