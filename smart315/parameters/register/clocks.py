"""Limits of the complaint's clocks (handbook §2.7), with what each rests on."""

from django.utils.translation import gettext_lazy as _

from smart315.kernel.workdays import Limit, Unit
from smart315.parameters.register.declared import Declared


DEFAULT = "平台默认，待省消费者协会制度确认"
GREEN_CHANNEL = "参照北京市消费者协会绿色通道的响应时限"

H, W, D, Y = Unit.HOURS, Unit.WORKDAYS, Unit.DAYS, Unit.YEARS

CLOCKS = (
    Declared(
        "accept.decide",
        _("收到投诉后决定是否受理并告知"),
        Limit(7, W),
        "参照《消费者权益保护法》第四十六条、《消费者权益保护法实施条例》第四十六条、"
        "《市场监督管理投诉举报处理办法》第十五条",
    ),
    Declared("supplement.request", _("收到投诉后发出补正通知"), Limit(3, W), DEFAULT),
    Declared("supplement.due", _("补正期限"), Limit(7, D), DEFAULT),
    Declared("assign.due", _("受理后分派承办人"), Limit(1, W), DEFAULT),
    Declared("negotiate.respond", _("入驻企业首次响应"), Limit(24, H), GREEN_CHANNEL),
    Declared("negotiate.plan", _("入驻企业提出和解方案"), Limit(48, H), GREEN_CHANNEL),
    Declared(
        "negotiate.due",
        _("和解期"),
        Limit(10, W),
        "参照全国12315平台在线消费纠纷解决企业的10个工作日协商期",
    ),
    Declared("reattribute.due", _("投诉对象有误后由消费者重新指定经营者"), Limit(7, D), DEFAULT),
    Declared("invitation.valid", _("邀请经营者答复的链接有效期"), Limit(30, D), DEFAULT),
    Declared(
        "business.reply",
        _("经营者答复调查函"),
        Limit(5, W),
        "参照《浙江省实施〈消费者权益保护法〉办法》关于五日内答复的规定",
    ),
    Declared(
        "mediation.limit",
        _("受理后终结调解"),
        Limit(60, D),
        "参照《消费者权益保护法实施条例》第四十六条、《市场监督管理投诉举报处理办法》第二十三条",
    ),
    Declared(
        "mediation.extend",
        _("双方书面同意后延长调解一次"),
        Limit(30, D),
        "参照《上海市消费者权益保护条例》；委托调解不得延长",
    ),
    Declared(
        "mediation.delegated",
        _("行政部门委托调解的期限"),
        Limit(60, D),
        "《消费者权益保护法实施条例》第四十六条、《市场监督管理投诉举报处理办法》第二十三条",
        statutory=True,
    ),
    Declared(
        "mediation.notice",
        _("现场调解提前通知"),
        Limit(3, W),
        "《市场监督管理投诉举报处理办法》第二十条要求提前告知，天数为平台默认",
    ),
    Declared(
        "terminate.notify",
        _("终止调解后告知双方"),
        Limit(7, W),
        "参照《市场监督管理投诉举报处理办法》第二十三条",
    ),
    Declared("transfer.issue", _("转办发出"), Limit(3, W), DEFAULT),
    Declared("transfer.sign", _("转办签收"), Limit(2, W), DEFAULT),
    Declared("transfer.return", _("转办退回"), Limit(2, W), DEFAULT),
    Declared("help.reply", _("其他消协答复协助请求"), Limit(5, W), DEFAULT),
    Declared("supervise.remind", _("提醒后仍未办理的，升级为督办"), Limit(2, W), DEFAULT),
    Declared("supervise.reply", _("被督办单位反馈"), Limit(5, W), DEFAULT),
    Declared(
        "perform.remind",
        _("履行到期前提醒"),
        Limit(3, D),
        "参照《浙江省实施〈消费者权益保护法〉办法》关于三日内履行承诺的规定",
    ),
    Declared(
        "judicial.confirm",
        _("申请司法确认"),
        Limit(30, D),
        "《人民调解法》第三十三条、《民事诉讼法》第二百零五条",
        statutory=True,
    ),
    Declared("judicial.remind", _("申请司法确认的期限届满前提醒"), Limit(7, D), DEFAULT),
    Declared("followup.due", _("办结后回访"), Limit(15, D), DEFAULT),
    Declared("reopen.window", _("办结后可以重启"), Limit(90, D), DEFAULT),
    Declared("archive.due", _("办结后归档"), Limit(30, D), DEFAULT),
    Declared(
        "referral.reply",
        _("行政部门回复"),
        Limit(15, W),
        "《消费者权益保护法实施条例》第三十六条要求及时答复，天数为平台默认",
    ),
    Declared("clue.transfer", _("移送违法线索"), Limit(5, W), DEFAULT),
    Declared("talk.notice", _("指导谈话前发出通知"), Limit(3, W), DEFAULT),
    Declared("talk.improve", _("指导谈话后整改并反馈"), Limit(15, W), DEFAULT),
    Declared(
        "limitation.years",
        _("诉讼时效"),
        Limit(3, Y),
        "《民法典》第一百八十八条、《市场监督管理投诉举报处理办法》第十六条",
        statutory=True,
    ),
)
