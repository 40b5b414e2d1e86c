"""Whether a case is a group's or a major one, which a superior watches over by itself (SV-1).

A joint complaint counts everybody in it (handbook GR-03); major is what reaches the last level of
the register by people or by money (GR-04).
"""

from django.utils.translation import gettext as _

from smart315.casework import clocks
from smart315.casework.models import Complaint
from smart315.casework.models.party import PERSONS
from smart315.kernel import money


def reason(complaint: Complaint) -> str:
    """Return why the case is grave, in words; blank for the many that are not."""
    rules = clocks.rulebook(complaint)
    if not rules.snapshot.value("supervise.grave", rules.received_on):
        return ""
    levels = rules.snapshot.value("group.levels", rules.received_on)
    count, fen = people(complaint), amount_fen(complaint)
    if count >= levels["people"][-1] or fen >= levels["amount"][-1]:
        words = {"count": count, "amount": money.with_unit(fen)}
        return _("重大投诉：投诉人%(count)s人，涉及金额%(amount)s。") % words
    if count >= rules.snapshot.value("group.min", rules.received_on):
        return _("群体性投诉：投诉人%(count)s人。") % {"count": count}
    return ""


def people(complaint: Complaint) -> int:
    """Return how many people complain together."""
    return complaint.parties.filter(left_at=None, role__in=PERSONS).count()


def amount_fen(complaint: Complaint) -> int:
    """Return what is at stake, in fen: what was paid, or all that is asked for where it is more."""
    claims = sum(each.get("amount_fen") or 0 for each in complaint.claims)
    asked = complaint.parties.filter(left_at=None, role__in=PERSONS)
    theirs = sum(fen or 0 for fen in asked.values_list("claim_fen", flat=True))
    return max(complaint.amount_fen or 0, claims, theirs)
