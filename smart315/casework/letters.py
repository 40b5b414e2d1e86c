"""Which document each move obliges the association to issue, and the facts each must carry.

Handbook §2.8.
"""

from django.utils.translation import gettext_lazy as _


TITLES = {
    "D01": _("投诉登记表"),
    "D02": _("补正通知书"),
    "D03": _("受理通知书"),
    "D04": _("不予受理通知书"),
    "D05": _("转办函"),
    "D06": _("投诉调查函"),
    "D07": _("调解通知书"),
    "D08": _("调解协议书"),
    "D09": _("终止调解通知书"),
    "D10": _("和解登记"),
    "D11": _("中止（恢复）调解通知书"),
    "D12": _("鉴定（检测）委托书"),
    "D13": _("结案审批表"),
    "D14": _("回访记录"),
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
