"""What the documents are called, and which of them each move obliges the association to issue.

Handbook §2.8: a letter behind the number names a second paper of the same kind.
"""

from django.utils.translation import gettext_lazy as _


TITLES = {
    "D01": _("投诉登记表"),
    "D02": _("补正通知书"),
    "D03": _("受理通知书"),
    "D04": _("不予受理通知书"),
    "D05": _("转办函"),
    "D06": _("投诉调查函"),
    "D06b": _("邀请函"),
    "D07": _("调解通知书"),
    "D08": _("调解协议书"),
    "D08a": _("调解协议书附件"),
    "D08b": _("口头调解协议登记表"),
    "D08c": _("调解笔录"),
    "D09": _("终止调解通知书"),
    "D10": _("和解登记"),
    "D11": _("中止（恢复）调解通知书"),
    "D12": _("鉴定（检测）委托书"),
    "D13": _("结案审批表"),
    "D14": _("回访记录"),
    "D15": _("督办单"),
    "D16": _("指导谈话通知书"),
    "D16b": _("指导谈话记录"),
    "D16c": _("整改情况反馈表"),
    "D17": _("劝谕函"),
    "D17b": _("改进意见书"),
    "D17c": _("消费维权建议函"),
    "D18": _("查询（反映）函"),
    "D19": _("案件线索移送函"),
    "D20": _("支持起诉意见书"),
    "D21": _("授权委托书"),
    "D21b": _("代表人推选书"),
    "D21c": _("回避申请书"),
    "D21d": _("回避决定书"),
    "D21e": _("送达回证"),
    "D21f": _("授权委托书（经营者）"),
    "D22": _("司法确认申请书"),
}

DOCUMENTS: dict[str, tuple[str, ...]] = {
    "submit": ("D01",),
    "request_supplement": ("D02",),
    "supplement": (),
    "lapse": ("D04",),
    "settle_first": (),
    "settle": ("D10",),
    "fall_back": (),
    "accept": ("D03",),
    "reject": ("D04",),
    "consult": (),
    "transfer": ("D05",),
    "sign_for": (),
    "return_transfer": (),
    "assign": (),
    "start_mediation": ("D07",),
    "suspend": ("D11",),
    "resume": ("D11",),
    "agree": ("D08",),
    "terminate": ("D09",),
    "verify_performance": (),
    "default": (),
    "withdraw": (),
    "close": ("D13",),
    "follow_up": ("D14",),
    "reopen": (),
    "archive": (),
}

# 消费者权益保护法 §39: printed on every refusal and on every ending without agreement.
OTHER_ROUTES = (
    _("与经营者协商和解"),
    _("请求消费者协会或者依法成立的其他调解组织调解"),
    _("向有关行政部门投诉"),
    _("根据与经营者达成的仲裁协议提请仲裁机构仲裁"),
    _("向人民法院提起诉讼"),
)
