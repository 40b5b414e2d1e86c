"""What was really paid under an agreement, row by row: the figure that recovered losses sum."""

from django.db.models import Sum

from smart315.casework.models import Complaint, Obligation


def paid_fen(complaint: Complaint) -> int | None:
    """Return what was paid under the agreement in force; None for one without rows."""
    rows = Obligation.objects.filter(text__complaint=complaint, text__agreement__in_force=True)
    if not rows.exists():
        return None
    return int(rows.aggregate(paid=Sum("paid_fen"))["paid"] or 0)
