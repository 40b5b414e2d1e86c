"""Groups of stages that share what is to be done next; a link may name them like a stage."""

from django.db.models import Exists, OuterRef, Q

from smart315.casework.models import Transfer
from smart315.casework.models.routing import TransferState
from smart315.casework.states import ENDED, Stage


S = Stage
# The limit of mediation may end before that of signing: what waits is told by the hand-off itself.
WAITS = Exists(Transfer.objects.filter(complaint=OuterRef("pk"), state=TransferState.SENT))
TO_SIGN = Q(stage=S.TRANSFERRED) & Q(WAITS)

GROUPS = {
    "all": Q(),
    "open": ~Q(stage__in=ENDED),
    "to_assign": Q(stage__in=[S.ACCEPTED, S.REOPENED]),
    "to_close": Q(stage__in=[S.PERFORMED, S.TERMINATED, S.REJECTED, S.WITHDRAWN])
    | (Q(stage=S.TRANSFERRED) & ~Q(WAITS)),
    "to_sign": TO_SIGN,
    "to_call": Q(stage=S.CLOSED, next_due_key="followup.due"),
}
