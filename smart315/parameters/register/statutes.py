"""What the statutes fix, and how long records are kept (handbook §12.1, §17)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from smart315.kernel.workdays import Limit, Unit
from smart315.parameters.register.clocks import DEFAULT
from smart315.parameters.register.declared import Declared


D, M, Y = Unit.DAYS, Unit.MONTHS, Unit.YEARS
FEN = 100

STATUTES = (
    Declared(
        "damages.triple_min",
        _("欺诈三倍赔偿的最低金额（分）"),
        500 * FEN,
        "《消费者权益保护法》第五十五条",
        statutory=True,
    ),
    Declared(
        "damages.food_min",
        _("食品十倍赔偿的最低金额（分）"),
        1000 * FEN,
        "《食品安全法》第一百四十八条",
        statutory=True,
    ),
    Declared(
        "return.statutory",
        _("七日无理由退货"),
        Limit(7, D),
        "《消费者权益保护法》第二十五条",
        statutory=True,
    ),
    Declared(
        "pil.plaintiff_level",
        _("可以提起消费民事公益诉讼的消费者协会"),
        "province",
        "《消费者权益保护法》第四十七条",
        statutory=True,
    ),
)

RETENTION = (
    Declared("retention.complaint", _("投诉案卷保存"), Limit(5, Y), DEFAULT),
    Declared("retention.agreement", _("调解协议案卷保存"), Limit(10, Y), DEFAULT),
    Declared("retention.id_images", _("办结后删除身份证件图片"), Limit(90, D), DEFAULT),
    Declared("retention.recordings", _("通话录音保存"), Limit(1, Y), DEFAULT),
    Declared("retention.consultation", _("咨询记录保存"), Limit(2, Y), DEFAULT),
    Declared("retention.survey", _("调查原始数据保存，其后匿名化"), Limit(1, Y), DEFAULT),
    Declared(
        "retention.logs_minimum",
        _("网络日志最短保存"),
        Limit(6, M),
        "《网络安全法》第二十三条",
        statutory=True,
    ),
    Declared(
        "retention.logs",
        _("网络日志保存"),
        Limit(12, M),
        "《网络安全法》第二十三条，六个月以上由平台默认",
        floor="retention.logs_minimum",
    ),
    Declared(
        "retention.impact_assessment",
        _("个人信息保护影响评估报告保存"),
        Limit(3, Y),
        "《个人信息保护法》第五十六条",
        statutory=True,
    ),
    Declared(
        "retention.transfer_records",
        _("个人信息提供记录保存"),
        Limit(3, Y),
        "《网络数据安全管理条例》第十二条",
        statutory=True,
        effective_from=date(2025, 1, 1),
    ),
    Declared("retention.publication", _("公示记录保存"), "permanent", DEFAULT),
)
