"""Who is told of what inside a mediation: the sister of `proceedings.LIVES` beside the notices."""

from django.utils.translation import gettext_lazy as _

from smart315.casework.notices import Notice, To, inside, sms


CONFLICT = inside("conflict", To.ORGANISATION, _("调解员声明有利害关系，请更换"))
COURT_REMINDED = (
    sms("court_reminded", _("投诉%(number)s司法确认的期限将到，需要的请双方共同申请：%(url)s")),
    inside("court_reminded", To.ORGANISATION, _("申请司法确认的期限将到")),
    inside("court_reminded", To.BUSINESS, _("申请司法确认的期限将到")),
)


def _both(name: str, text: object, subject: object) -> tuple[Notice, ...]:
    """Return a message to each party."""
    return sms(name, text), inside(name, To.BUSINESS, subject)


_SESSION = _both(
    "session", _("投诉%(number)s将召开调解会，时间地点见：%(url)s"), _("调解会通知，请查看时间地点")
)
_CALLED_OFF = _both(
    "session_changed", _("投诉%(number)s的调解会有变化，请查看：%(url)s"), _("调解会有变化")
)
_PROPOSAL = (
    *_both("proposal", _("投诉%(number)s有新的调解方案，请查看：%(url)s"), _("有新的调解方案")),
    inside("proposal", To.ORGANISATION, _("收到调解方案或者答复")),
)
_ANSWERED = (inside("proposal_answered", To.ORGANISATION, _("调解方案有了答复")),)
_COURT = _both("court", _("投诉%(number)s的司法确认有进展：%(url)s"), _("司法确认有进展"))
# Who is told at each move of the small lives (`proceedings.LIVES`).
OF_LIFE: dict[tuple[str, str], tuple[Notice, ...]] = {
    ("recusal", "open"): (inside("recusal_asked", To.ORGANISATION, _("有回避申请等待决定")),),
    ("recusal", "grant"): _both(
        "recusal_granted", _("投诉%(number)s已更换调解员：%(url)s"), _("已更换调解员")
    ),
    ("recusal", "refuse"): _both(
        "recusal_refused", _("投诉%(number)s的回避申请已决定：%(url)s"), _("回避申请已决定")
    ),
    ("recusal", "take_back"): (),
    ("session", "open"): (),
    ("session", "notify"): _SESSION,
    ("session", "change"): _CALLED_OFF,
    ("session", "hold"): (),
    ("session", "cancel"): _CALLED_OFF,
    ("appraisal", "open"): (),
    ("appraisal", "entrust"): (),
    ("appraisal", "opine"): (),
    ("appraisal", "tell"): _both(
        "opinion", _("投诉%(number)s的鉴定意见已出，请查看：%(url)s"), _("鉴定意见已出")
    ),
    ("appraisal", "drop"): (),
    ("proposal", "open"): _PROPOSAL,
    ("proposal", "counter"): _PROPOSAL,
    ("proposal", "accept"): _ANSWERED,
    ("proposal", "decline"): _ANSWERED,
    ("proposal", "take_back"): (),
    ("text", "open"): (),
    ("text", "fix"): _both(
        "text", _("投诉%(number)s的调解协议已定稿，请阅读并签名：%(url)s"), _("调解协议待签名")
    ),
    ("text", "revise"): (),
    ("text", "conclude"): (),
    ("text", "drop"): (),
    ("obligation", "open"): (),
    ("obligation", "perform"): (inside("instalment", To.BUSINESS, _("一项义务已确认履行")),),
    ("obligation", "break"): (),
    ("confirmation", "open"): _COURT,
    ("confirmation", "file"): (),
    ("confirmation", "confirm"): _COURT,
    ("confirmation", "dismiss"): _COURT,
    ("confirmation", "drop"): (),
    ("panel", "open"): (inside("panel", To.ORGANISATION, _("有案件委派调解委员会")),),
    ("panel", "seat"): (),
    ("panel", "give_back"): (),
}
