"""Why mediation stood still: the appraisal or the recusal behind a pause, in the words of D11."""

from django.utils.translation import gettext as _

from smart315.casework.codes import Side
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Occasion
from smart315.casework.models import Appraisal, Recusal
from smart315.documents.sheets import Field
from smart315.kernel import masking


Rows = tuple[tuple[Field, ...], ...]


def of_pause(occasion: Occasion, *, resumed: bool) -> Rows:
    """Return what the newest pause waited for; nothing where it had neither of the two grounds."""
    complaint = occasion.complaint
    appraisal = complaint.appraisals.filter(suspended=True).order_by("-pk").first()
    recusal = complaint.recusals.filter(suspended=True).order_by("-pk").first()
    if appraisal and not (recusal and recusal.at > (appraisal.entrusted_at or recusal.at)):
        return _appraisal(appraisal, resumed=resumed)
    return _recusal(recusal, occasion, resumed=resumed) if recusal else ()


def _appraisal(appraisal: Appraisal, *, resumed: bool) -> Rows:
    what = _("委托%(name)s（CMA编号：%(cma)s）鉴定：%(items)s") % {
        "name": appraisal.institution,
        "cma": appraisal.cma,
        "items": appraisal.items,
    }
    rows = [(Field(_("鉴定（检测）"), what),)]
    if resumed and appraisal.opinion:
        opinion = _("%(day)s出具：%(opinion)s") % {
            "day": wording.day(appraisal.opinion_on),
            "opinion": appraisal.opinion,
        }
        rows.append((Field(_("鉴定意见"), opinion),))
    return tuple(rows)


def asked_by(recusal: Recusal, occasion: Occasion) -> str:
    """Return who asked for the recusal, as this letter may name them."""
    hidden = occasion.masked and recusal.side == Side.CONSUMER
    return masking.mask_name(recusal.asked_by) if hidden else recusal.asked_by


def _recusal(recusal: Recusal, occasion: Occasion, *, resumed: bool) -> Rows:
    what = _("%(who)s（%(side)s）于%(day)s申请%(officer)s回避") % {
        "who": asked_by(recusal, occasion),
        "side": recusal.get_side_display(),
        "day": wording.day(recusal.at),
        "officer": recusal.officer,
    }
    rows = [(Field(_("回避申请"), what),)]
    if resumed and recusal.decided_at:
        rows.append((Field(_("回避决定"), decided(recusal)),))
    return tuple(rows)


def decided(recusal: Recusal) -> str:
    """Return what became of a request, and who mediates instead."""
    instead = _("，改由%(name)s调解") % {"name": recusal.replacement} if recusal.replacement else ""
    return f"{wording.day(recusal.decided_at)}，{recusal.get_state_display()}{instead}"
