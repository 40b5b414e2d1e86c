"""The pages of the moves, as a table: what is asked, what is done, what is said about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework import actions
from smart315.casework.queries import Case
from smart315.casework.states import COMPLAINT, MOVE_LABELS, Stage
from smart315.kernel.levels import Level
from smart315.web.desk.forms import closing, deciding, mediating, moves as plain, routing
from smart315.web.desk.forms.casefile import CorrectForm
from smart315.web.desk.forms.moves import MoveForm


@dataclass(frozen=True)
class Way:
    """What a button of a case leads to."""

    name: str

    @property
    def label(self) -> str:
        """Return what the button says."""
        return str(MOVE_LABELS[self.name])


@dataclass(frozen=True)
class Road(Way):
    """A move that is made on pages of its own; `address` names where the road to it begins."""

    address: str


@dataclass(frozen=True)
class MovePage(Way):
    """One page; `warns` says what cannot be taken back."""

    form: type[MoveForm]
    act: Callable[..., Any]
    said: Promise
    warns: Promise | str = ""
    tone: str = "primary"
    words: Promise | str = ""

    @property
    def label(self) -> str:
        """Return what the button says."""
        return str(self.words or MOVE_LABELS[self.name])

    @property
    def guide(self) -> str:
        """Return the template of what stands beside the form."""
        return f"desk/moves/{self.name}.html"


_l = gettext_lazy
TABLE: tuple[MovePage | Road, ...] = (
    MovePage(
        "request_supplement",
        deciding.RequestSupplementForm,
        actions.request_supplement,
        _l("已要求补正，受理期限暂停计算。"),
    ),
    MovePage("supplement", deciding.SupplementForm, actions.supplement, _l("已记入补正。")),
    MovePage(
        "lapse",
        plain.PlainForm,
        actions.lapse,
        _l("已按逾期未补正不予受理。"),
        warns=_l("按“未提供必要材料”不予受理，不能撤销。"),
        tone="danger",
    ),
    MovePage(
        "settle_first",
        plain.PlainForm,
        actions.settle_first,
        _l("已转给经营者先行和解。"),
        warns=_l("投诉将直达经营者；投诉人可以随时要求消协处理。"),
    ),
    MovePage("accept", deciding.AcceptForm, actions.accept, _l("已受理。")),
    MovePage(
        "reject",
        deciding.RejectForm,
        actions.reject,
        _l("已决定不予受理。"),
        warns=_l("不予受理的决定告知投诉人后不能撤销。"),
        tone="danger",
    ),
    MovePage(
        "consult",
        deciding.ConsultForm,
        actions.consult,
        _l("已转为咨询并答复。"),
        warns=_l("转为咨询后离开投诉流程，不能恢复。"),
        tone="danger",
    ),
    MovePage("transfer", routing.TransferForm, actions.transfer, _l("已转办。")),
    MovePage("sign_for", plain.PlainForm, actions.sign_for, _l("已签收，受理期限重新开始。")),
    MovePage(
        "return_transfer",
        routing.ReturnForm,
        actions.return_transfer,
        _l("已退回。"),
    ),
    MovePage("assign", routing.AssignForm, actions.assign, _l("已分派。")),
    MovePage(
        "invite_business",
        plain.PlainForm,
        actions.invite_business,
        _l("已通知经营者答复。"),
        words=_l("通知经营者"),
        warns=_l("经营者将看到投诉内容（不含投诉人联系方式），答复期限开始计算。"),
    ),
    MovePage(
        "start_mediation",
        mediating.StartMediationForm,
        actions.start_mediation,
        _l("调解已开始。"),
    ),
    MovePage(
        "suspend", mediating.SuspendForm, actions.suspend, _l("调解已中止，调解期限暂停计算。")
    ),
    MovePage("resume", plain.NoteForm, actions.resume, _l("调解已恢复，期限继续计算。")),
    # No form beside the editor: its checks alone say whether a court would confirm (ME-08).
    Road("agree", "desk:edit_agreement"),
    MovePage(
        "settle",
        mediating.TermsForm,
        actions.record_settlement,
        _l("已记录和解。"),
        words=_l("记录和解"),
    ),
    MovePage(
        "terminate",
        mediating.TerminateForm,
        actions.terminate,
        _l("调解已终止。"),
        warns=_l("终止调解的决定告知双方后不能撤销。"),
        tone="danger",
    ),
    MovePage(
        "verify_performance", closing.VerifyForm, actions.verify_performance, _l("已确认履行。")
    ),
    MovePage(
        "default",
        plain.NoteForm,
        actions.mark_default,
        _l("已记为逾期未履行。"),
        words=_l("记为逾期未履行"),
        tone="danger",
    ),
    MovePage(
        "close",
        closing.CloseForm,
        actions.close,
        _l("已办结。"),
        warns=_l("办结后只能在期限内凭新的事实重新办理。"),
    ),
    MovePage("follow_up", closing.FollowUpForm, actions.follow_up, _l("已记录回访。")),
    MovePage("reopen", closing.ReopenForm, actions.reopen, _l("已重新办理。")),
    MovePage(
        "archive",
        plain.PlainForm,
        actions.archive,
        _l("已归档。"),
        warns=_l("归档后案卷不再改动。"),
    ),
    MovePage(
        "correct", CorrectForm, actions.correct, _l("已更正，审计保留更正前后的内容。"),
        words=_l("更正登记"),
    ),
)  # fmt: skip
PAGES = {page.name: page for page in TABLE}

# What leads on from each stage, the first that the person may do.
LEADS = {
    Stage.SUBMITTED: ("accept",),
    Stage.SUPPLEMENT: ("supplement", "lapse"),
    Stage.SETTLED: ("close",),
    Stage.REJECTED: ("close",),
    Stage.TRANSFERRED: ("sign_for", "close"),
    Stage.ACCEPTED: ("assign", "invite_business"),
    Stage.INVESTIGATING: ("invite_business", "start_mediation"),
    Stage.MEDIATING: ("agree",),
    Stage.SUSPENDED: ("resume",),
    Stage.AGREED: ("verify_performance",),
    Stage.PERFORMED: ("close",),
    Stage.DEFAULTED: ("verify_performance", "close"),
    Stage.TERMINATED: ("close",),
    Stage.WITHDRAWN: ("close",),
    Stage.CLOSED: ("follow_up", "archive"),
    Stage.FOLLOWED_UP: ("archive",),
    Stage.REOPENED: ("assign",),
}


# What leads on once the limit of that stage has passed.
LATE_LEADS = {Stage.SUPPLEMENT: ("lapse", "supplement")}


def leads(stage: Stage, *, late: bool) -> tuple[str, ...]:
    """Return what leads on from a stage, the likeliest first; `late` when its limit is over."""
    usual = LEADS.get(stage, ())
    return LATE_LEADS.get(stage, usual) if late else usual


@dataclass(frozen=True)
class Offer:
    """What the page of a case offers: one thing first, the rest in a menu."""

    primary: Way | None
    others: list[MovePage | Road]


def offered(case: Case) -> Offer:
    """Return the moves that the actor may make now; none that would be refused out of hand."""
    lawful = _lawful(case)
    late = case.next_clock is not None and case.next_clock.level == Level.RED
    wanted = (name for name in leads(case.stage, late=late) if name in lawful)
    primary = next((name for name in wanted if not _done(name, case)), None)
    others = [page for page in TABLE if page.name in lawful and page.name != primary]
    return Offer(PAGES[primary] if primary else None, others)


def is_open(page: Way, case: Case) -> bool:
    """Tell whether the page leads to a move that the actor may make now."""
    return page.name in _lawful(case)


def why_not(page: Way, case: Case) -> str:
    """Return the sentence to show when the move cannot be made now."""
    complaint = case.complaint
    if page.name in COMPLAINT.moves and not COMPLAINT.allows(page.name, case.stage):
        return _("该投诉现为“%(stage)s”（%(by)s），不能再作“%(move)s”。") % {
            "stage": case.stage_label,
            "by": complaint.stage_by,
            "move": page.label,
        }
    return _("您现在不能对这件投诉作“%(move)s”。") % {"move": page.label}


def _lawful(case: Case) -> set[str]:
    lawful = {name for name in case.moves if name in PAGES}
    if case.may_invite:
        lawful.add("invite_business")
    if case.may_correct:
        lawful.add("correct")
    return lawful


def _done(name: str, case: Case) -> bool:
    """Tell whether the step was taken already and waits for somebody else."""
    return name == "invite_business" and case.complaint.business_invited_at is not None
