"""Mediation: the deeds of its page."""

from django.utils.translation import gettext_lazy as _

from smart315.casework import actions
from smart315.web.desk.deeds import Deed, PressForm
from smart315.web.desk.forms import panels, proceedings as forms, sessions


BACK = "desk:mediation"
SHEET = {"letter": (_("书面材料"), "evidence_id")}
REPORT = {"letter": (_("鉴定报告"), "evidence_id")}
SIGNED = {"letter": (_("签名页"), "evidence_id")}

RECUSALS = (
    Deed("declare", _("声明利害关系"), forms.DeclareForm, actions.declare, _("已声明。"), BACK),
    Deed(
        "ask-recusal", _("登记回避申请"), forms.AskRecusalForm, actions.ask_recusal,
        _("已登记，等待负责人决定；调解中的暂停计算期限。"), BACK,
    ),
    Deed(
        "decide-recusal", _("决定回避申请"), forms.DecideRecusalForm, actions.decide_recusal,
        _("已决定。"), BACK, names="recusal_id",
    ),
    Deed(
        "take-back-recusal", _("撤回回避申请"), PressForm, actions.take_back_recusal,
        _("已撤回。"), BACK, names="recusal_id",
    ),
    Deed(
        "replace-mediator", _("更换调解员"), forms.ReplaceForm, actions.replace_mediator,
        _("已更换。"), BACK,
    ),
    Deed(
        "extend", _("延长调解期限"), forms.ExtendForm, actions.extend_mediation,
        _("已延长，只能延长一次。"), BACK, files=SHEET,
        warns=_("只能延长一次；受市场监管部门委托的不得延长。"),
    ),
    Deed(
        "tell-termination", _("登记已告知终止"), forms.ToldForm, actions.notify_termination,
        _("已登记送达。"), BACK,
    ),
)  # fmt: skip
SESSIONS = (
    Deed(
        "plan-session", _("安排调解会"), sessions.PlanForm, actions.plan_session,
        _("已安排，请通知双方。"), BACK,
    ),
    Deed(
        "change-session", _("调解会改期"), sessions.PlanForm, actions.change_session,
        _("已改期，请重新通知双方。"), BACK, names="session_id",
    ),
    Deed(
        "notify-session", _("通知双方"), sessions.TellForm, actions.notify_session,
        _("已通知双方。"), BACK, names="session_id", files=SHEET,
    ),
    Deed(
        "guest", _("登记双方是否同意邀请"), sessions.GuestForm, actions.agree_to_guest,
        _("已登记。"), BACK, names="guest_id",
    ),
    Deed(
        "cancel-session", _("取消调解会"), sessions.ReasonForm, actions.cancel_session,
        _("已取消并通知双方。"), BACK, names="session_id", tone="danger",
    ),
    Deed(
        "minutes", _("登记笔录"), sessions.MinutesForm, actions.hold_session,
        _("已登记笔录。"), BACK, names="session_id",
    ),
)  # fmt: skip
APPRAISALS = (
    Deed(
        "arrange-appraisal", _("商定鉴定"), forms.ArrangeForm, actions.arrange_appraisal,
        _("已登记双方商定的鉴定。"), BACK, files=SHEET,
    ),
    Deed(
        "entrust-appraisal", _("委托鉴定并移交样品"), forms.HandoverForm,
        actions.entrust_appraisal, _("已委托，调解期限暂停计算。"), BACK, names="appraisal_id",
    ),
    Deed(
        "hand-over", _("登记样品交接"), forms.HandoverForm, actions.hand_over_sample,
        _("已登记交接。"), BACK, names="appraisal_id",
    ),
    Deed(
        "opinion", _("登记鉴定意见"), forms.OpinionForm, actions.record_opinion,
        _("已登记，请告知双方。"), BACK, names="appraisal_id", files=REPORT,
    ),
    Deed(
        "tell-opinion", _("告知双方鉴定意见"), PressForm, actions.tell_opinion,
        _("已告知双方，调解恢复。"), BACK, names="appraisal_id",
        warns=_("双方会看到鉴定意见的全文；因鉴定中止的调解同时恢复。"),
    ),
    Deed(
        "drop-appraisal", _("不再鉴定"), sessions.ReasonForm, actions.drop_appraisal,
        _("已登记。"), BACK, names="appraisal_id", tone="danger",
    ),
)  # fmt: skip
TALKS = (
    Deed("propose", _("提出方案"), forms.OfferForm, actions.propose, _("已提出方案。"), BACK),
    Deed(
        "accept-proposal", _("登记接受方案"), forms.AcceptForm, actions.accept_proposal,
        _("已登记接受。"), BACK, names="proposal_id",
    ),
    Deed(
        "decline-proposal", _("登记不接受方案"), forms.DeclineForm, actions.decline_proposal,
        _("已登记不接受。"), BACK, names="proposal_id",
    ),
    Deed(
        "take-back-proposal", _("收回方案"), PressForm, actions.take_back_proposal,
        _("已收回。"), BACK, names="proposal_id",
    ),
)  # fmt: skip
TEXTS = (
    Deed(
        "revise-text", _("退回修改"), PressForm, actions.revise_text, _("已退回修改。"), BACK,
        names="text_id", warns=_("此前的签名和同意全部作废，需要重新签名。"), tone="danger",
    ),
    Deed(
        "drop-text", _("作废协议文本"), PressForm, actions.drop_text, _("已作废。"), BACK,
        names="text_id", tone="danger",
    ),
    Deed(
        "sign-text", _("登记签名"), forms.SignForm, actions.sign_text, _("已登记签名。"), BACK,
        names="text_id", files=SIGNED,
    ),
    Deed(
        "conclude", _("调解员签名，协议生效"), PressForm, actions.conclude_text,
        _("协议已生效，开始计算履行期限和司法确认期限。"), BACK, names="text_id",
        warns=_("生效后协议不能再修改；双方各执一份，本会留存一份。"),
    ),
    Deed(
        "paid", _("登记履行"), forms.PaidForm, actions.perform_obligation, _("已登记履行。"), BACK,
        names="obligation_id",
    ),
)  # fmt: skip
COURT = (
    Deed(
        "court", _("准备司法确认"), forms.CourtForm, actions.prepare_confirmation,
        _("已准备，请打印申请书由双方签名。"), BACK,
    ),
    Deed(
        "court-filed", _("登记已向法院申请"), forms.FiledForm, actions.file_confirmation,
        _("已登记申请。"), BACK, names="confirmation_id",
    ),
    Deed(
        "ruling", _("登记法院裁定"), forms.RulingForm, actions.record_ruling, _("已登记裁定。"),
        BACK, names="confirmation_id",
    ),
    Deed(
        "drop-court", _("不再申请司法确认"), sessions.ReasonForm, actions.drop_confirmation,
        _("已登记。"), BACK, names="confirmation_id", tone="danger",
    ),
)  # fmt: skip
PANELS = (
    Deed(
        "give-to-committee", _("委派调解委员会"), panels.GiveForm, actions.give_to_committee,
        _("已委派，请组成调解组。"), BACK,
    ),
    Deed(
        "seat-panel", _("组成调解组"), panels.SeatForm, actions.seat_panel,
        _("调解组已组成。"), BACK, names="panel_id",
    ),
    Deed(
        "give-back", _("退回委派"), panels.BackForm, actions.give_back, _("已退回。"), BACK,
        names="panel_id",
    ),
)  # fmt: skip
DEEDS = (*PANELS, *RECUSALS, *SESSIONS, *APPRAISALS, *TALKS, *TEXTS, *COURT)
