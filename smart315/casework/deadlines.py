"""Which clock each move starts, pauses, resumes and stops (handbook §2.6-2.7).

No number of days stands here: lengths come from the register as it stood on the day of receipt.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Effect:
    """What a move does to the clocks of its complaint, in the order stop, pause, resume, start.

    `stops_all` outranks `stops`; a clock that is at work already is not started again.
    """

    starts: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    stops_all: bool = False


NEGOTIATION = ("negotiate.respond", "negotiate.plan", "negotiate.due")
# Two clocks run to a date that people agreed on, not to a limit of the register.
AGREED_DATE = frozenset({"perform.due"})

CLOCKS = {
    "submit": Effect(starts=("accept.decide",)),
    "request_supplement": Effect(pauses=("accept.decide",), starts=("supplement.due",)),
    "supplement": Effect(stops=("supplement.due",), resumes=("accept.decide",)),
    "lapse": Effect(stops_all=True),
    # Time spent in settlement does not count against the association.
    "settle_first": Effect(stops=("accept.decide", "reattribute.due"), starts=NEGOTIATION),
    "settle": Effect(stops_all=True, starts=("perform.due",)),
    "fall_back": Effect(stops_all=True, starts=("accept.decide",)),
    "accept": Effect(
        stops=("accept.decide", "reattribute.due"), starts=("mediation.limit", "assign.due")
    ),
    "reject": Effect(stops_all=True),
    "consult": Effect(stops_all=True),
    # The overall clock of an accepted case runs on: it belongs to the first acceptor.
    "transfer": Effect(
        stops=("assign.due", "reattribute.due"),
        pauses=("accept.decide",),
        starts=("transfer.sign",),
    ),
    # Each hop has a clock of its own: the sender's ends, the receiver's begins.
    "sign_for": Effect(stops=("transfer.sign", "accept.decide"), starts=("accept.decide",)),
    # What had been accepted before has to be decided on anew.
    "return_transfer": Effect(
        stops=("transfer.sign",), resumes=("accept.decide",), starts=("accept.decide",)
    ),
    "assign": Effect(stops=("assign.due",)),
    "start_mediation": Effect(stops=("business.reply",)),
    "suspend": Effect(pauses=("mediation.limit",)),
    "resume": Effect(resumes=("mediation.limit",)),
    "agree": Effect(stops_all=True, starts=("perform.due", "judicial.confirm")),
    "terminate": Effect(stops_all=True, starts=("terminate.notify",)),
    "verify_performance": Effect(stops=("perform.due",)),
    "default": Effect(stops=("perform.due",)),
    "withdraw": Effect(stops_all=True),
    "close": Effect(stops_all=True, starts=("followup.due", "archive.due")),
    "follow_up": Effect(stops=("followup.due",)),
    "reopen": Effect(stops_all=True, starts=("mediation.limit", "assign.due")),
    "archive": Effect(stops_all=True),
}

# Whose matter it is, the consumer says first; only then the association's time runs.
MISDIRECTED = Effect(stops_all=True, starts=("reattribute.due",))
ATTRIBUTED = Effect(stops=("reattribute.due",), starts=("accept.decide",))
# Out of the network nobody signs: the case is decided, and the answer is waited for (条例 §36).
# What was to be done here waits too: the case may come back.
HERE = ("accept.decide", "mediation.limit")
REFERRED = Effect(stops=("assign.due", "business.reply"), pauses=HERE, starts=("referral.reply",))
REPLIED = Effect(stops=("referral.reply",))
CAME_BACK = Effect(stops=("referral.reply",), resumes=HERE, starts=("accept.decide",))

# What the clocks are called before readers.
TITLES = {
    "accept.decide": _("决定是否受理"),
    "supplement.due": _("投诉人补正材料"),
    "negotiate.respond": _("经营者首次响应"),
    "negotiate.plan": _("经营者提出和解方案"),
    "negotiate.due": _("双方和解"),
    "reattribute.due": _("投诉人重新指定经营者"),
    "perform.due": _("经营者履行"),
    "mediation.limit": _("终结调解"),
    "assign.due": _("分派办理人"),
    "transfer.sign": _("签收转办件"),
    "referral.reply": _("外部单位回复"),
    "business.reply": _("经营者答复调查"),
    "terminate.notify": _("终止调解后告知双方"),
    "judicial.confirm": _("可以申请司法确认"),
    "followup.due": _("回访"),
    "archive.due": _("归档"),
}

# Clocks that somebody outside the association must meet: shown, never "our" overdue work.
OWED_BY_CONSUMER = frozenset({"supplement.due", "reattribute.due"})
OWED_BY_BUSINESS = frozenset({*NEGOTIATION, "business.reply", "perform.due"})
# Limits of the association among its own, which concern neither party.
OF_THE_HOUSE = frozenset(
    {"assign.due", "transfer.sign", "referral.reply", "followup.due", "archive.due"}
)
# Rights that end, not work that is due.
INFORMATIVE = frozenset({"judicial.confirm"})
