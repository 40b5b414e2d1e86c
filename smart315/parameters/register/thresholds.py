"""Thresholds, shares, scores and switches (handbook §17), with what each rests on."""

from django.utils.translation import gettext_lazy as _

from smart315.kernel.workdays import Limit, Unit
from smart315.parameters.register.clocks import DEFAULT
from smart315.parameters.register.declared import Declared


W, D, Y = Unit.WORKDAYS, Unit.DAYS, Unit.YEARS
ABUSE = "参照《市场监督管理投诉举报处理办法》第十七条，数量为平台默认；仅作内部提示"
REPORTING = "平台默认，待与全省应急预案核对"

STRATEGIES = (
    ("respondent_county", _("经营者所在地县级消协")),
    ("residence", _("平台按住所地，店铺按公示地址")),
    ("actual_place", _("实际经营地")),
    ("first_received", _("有管辖权的消协中先收到的")),
    ("consumer_county", _("消费者所在地县级消协")),
)

CASEWORK = (
    Declared("clock.levels", _("黄、橙、红三级预警的用时百分比"), [70, 90, 100], DEFAULT),
    Declared(
        "deadline.roll_weekend",
        _("期限末日为周末时顺延"),
        True,  # noqa: FBT003 - the value of the row
        "《民法典》第二百零三条；法定休假日是否包括周末由平台默认为是",
    ),
    Declared(
        "calendar.region",
        _("期限计算采用当地少数民族习惯节日"),
        True,  # noqa: FBT003 - the value of the row
        "《全国年节及纪念日放假办法》第四条",
    ),
    Declared(
        "approval.moves",
        _("须由另一人审批的办理环节"),
        ["reject", "transfer", "terminate", "close"],
        DEFAULT,
    ),
    Declared(
        "supplement.restart",
        _("补正后重新计算受理期限"),
        True,  # noqa: FBT003 - the value of the row
        DEFAULT,
    ),
    Declared(
        "negotiate.fall_back",
        _("经营者在此期限届满仍未答复的，自动转入消协处理"),
        "negotiate.plan",
        DEFAULT,
    ),
    Declared("api.rate", _("接口每个密钥每分钟的请求数"), 120, DEFAULT),
    Declared("api.answers", _("接口对同一标识给出同一回答的时间"), Limit(7, D), DEFAULT),
    Declared("webhooks.keep", _("推送记录的保存"), Limit(90, D), DEFAULT),
    Declared(
        "remind.before",
        _("期限届满前几小时提醒经营者（0为不提醒）"),
        {
            "negotiate.respond": 8,
            "negotiate.plan": 12,
            "negotiate.due": 48,
            "business.reply": 24,
        },
        DEFAULT,
    ),
    Declared(
        "remind.due",
        _("期限届满当日提醒经营者"),
        True,  # noqa: FBT003 - the value of the row
        DEFAULT,
    ),
    Declared(
        "remind.after",
        _("期限届满后几小时提醒经营者（0为不提醒）"),
        {"business.reply": 24, "perform.due": 24},
        DEFAULT,
    ),
    Declared("office.close", _("工作时间结束"), "18:00", DEFAULT),
    Declared(
        "supervise.auto",
        _("这些期限逾期的，自动提醒，仍未办理的自动督办"),
        ["accept.decide", "assign.due", "mediation.limit", "transfer.sign"],
        DEFAULT,
    ),
    Declared(
        "supervise.grave",
        _("群体性投诉和重大投诉受理后，由上级自动督办"),
        True,  # noqa: FBT003 - the value of the row
        DEFAULT,
    ),
    Declared(
        "jurisdiction.strategy",
        _("默认管辖：没有分派规则适用时由谁受理"),
        "respondent_county",
        DEFAULT,
        choices=STRATEGIES,
    ),
    Declared("followup.ratio", _("回访比例（百分比）"), {"resolved": 100, "others": 20}, DEFAULT),
    Declared("abuse.window", _("异常投诉的观察期"), Limit(90, D), DEFAULT),
    Declared(
        "abuse.repeat_min",
        _("同一投诉人对同一经营者的投诉件数提示"),
        5,
        "参照《市场监督管理投诉举报处理办法》第十七条，件数为平台默认；仅作内部提示",
    ),
    Declared(
        "abuse.shared_phone_min",
        _("多名投诉人共用电话的人数提示"),
        3,
        "参照《市场监督管理投诉举报处理办法》第十七条，人数为平台默认；仅作内部提示",
    ),
    Declared(
        "abuse.same_kind_min",
        _("同一投诉人对同类商品或者同类问题的投诉件数提示"),
        5,
        ABUSE,
    ),
    Declared("abuse.day_max", _("同一投诉人一日内的投诉件数提示"), 3, ABUSE),
    Declared("abuse.week_max", _("同一投诉人一周内的投诉件数提示"), 6, ABUSE),
    Declared("abuse.month_max", _("同一投诉人一个月内的投诉件数提示"), 10, ABUSE),
    Declared("abuse.phone_businesses_min", _("同一电话投诉多家经营者的家数提示"), 5, ABUSE),
    Declared("abuse.address_businesses_min", _("同一地址投诉多家经营者的家数提示"), 5, ABUSE),
    Declared("abuse.account_businesses_min", _("多家经营者向同一收款账户支付的家数提示"), 3, ABUSE),
    Declared("abuse.shared_address_min", _("多名投诉人共用地址的人数提示"), 3, ABUSE),
    Declared("doc.templates", _("投诉编号"), {"complaint": "青消投"}, DEFAULT),
    Declared(
        "doc.numbers",
        _("文书编号：{word}为文书字，{year}为年份，{region}为区划代码，{n}为流水号"),
        {
            "province": "青消{word}字〔{year}〕{n}号",
            "other": "青消{word}字〔{year}〕{region}-{n}号",
        },
        DEFAULT,
    ),
    Declared(
        "doc.words",
        _("文书字"),
        {
            "D02": "补",
            "D03": "受",
            "D04": "不受",
            "D05": "转",
            "D06": "查",
            "D06b": "邀",
            "D07": "通",
            "D08": "调",
            "D09": "终",
            "D10": "和",
            "D11": "中",
            "D12": "鉴",
            "D13": "结",
            "D15": "督",
            "D16": "谈",
            "D17": "劝",
            "D17b": "改",
            "D17c": "建",
            "D18": "函",
            "D19": "移",
            "D20": "诉",
            "D21d": "避",
            "AD-01": "示",
            "AD-02": "警",
            "CT-01": "试",
        },
        DEFAULT,
    ),
    Declared("dict.taxonomy", _("投诉性质与商品服务类别字典"), "builtin", "平台内置分类"),
)

GROUPS = (
    Declared("group.window", _("群体性投诉的观察期"), Limit(30, D), DEFAULT),
    Declared(
        "group.alarm",
        _("数量异常增多：平均多少天才会偶然出现一次的，提示"),
        Limit(60, D),
        DEFAULT,
    ),
    Declared("group.min", _("群体性投诉的人数"), 5, "参照消费者委员会群体投诉应急预案"),
    Declared(
        "group.levels",
        _("群体性投诉分级：人数、金额（分）、伤亡、涉及市州数"),
        {
            "people": [5, 10, 30, 100],
            "amount": [5_000_000, 20_000_000, 100_000_000, 500_000_000],
            "injured_larger": 1,
            "dead_major": 1,
            "prefectures_larger": 2,
        },
        DEFAULT,
    ),
    Declared(
        "group.report",
        _("群体性投诉报告时限（小时）"),
        {
            "ordinary": 24,
            "larger": 12,
            "larger_written": 24,
            "major": 2,
            "major_written": 12,
            "follow_up": 24,
        },
        REPORTING,
    ),
    Declared("group.final_report", _("群体性投诉处置结束后终报"), Limit(10, W), REPORTING),
)

BUSINESSES = (
    Declared("enterprise.min_response", _("入驻企业最低响应率（百分比）"), 80, DEFAULT),
    Declared("enterprise.response_window", _("响应率的考察期"), Limit(90, D), DEFAULT),
    # Who is away for longer leaves; a shop that is closed for a season still comes back.
    Declared("enterprise.pause_longest", _("经营者自行暂停接收的最长天数"), Limit(180, D), DEFAULT),
    Declared("enterprise.break_ahead", _("暂停或者退出最早提前申请的天数"), Limit(365, D), DEFAULT),
    Declared("enterprise.record_window", _("经营者履约记录的统计期"), Limit(365, D), DEFAULT),
    Declared(
        "index.weights",
        _("消费维权指数的权重（合计100）"),
        {"response": 30, "settled": 25, "cooperation": 20, "mediated": 15, "performed": 10},
        DEFAULT,
    ),
    Declared("index.min_cases", _("消费维权指数的最少件数"), 5, DEFAULT),
    Declared("pledge.years", _("放心消费承诺有效期"), Limit(3, Y), DEFAULT),
    Declared("pledge.renew_before", _("承诺到期前提醒续期"), Limit(30, D), DEFAULT),
    Declared(
        "return.min_days",
        _("线下无理由退货承诺的最短期限"),
        Limit(7, D),
        DEFAULT,
        floor="return.statutory",
    ),
)

ROUNDINGS = (
    ("national", _("两期四舍五入后的比重相减（中国消费者协会）")),
    ("hunan", _("两期精确比重相减后四舍五入（湖南省消费者权益保护委员会）")),
)

PUBLISHING = (
    Declared(
        "analysis.rounding",
        _("投诉分析报告的比重变化怎样取整"),
        "national",
        "中国消费者协会2019年、2022年上半年分析报告的表格",
        choices=ROUNDINGS,
    ),
    Declared("analysis.places", _("投诉分析报告的百分数保留几位小数"), 2, DEFAULT),
    Declared("publish.notice", _("公示前告知经营者"), Limit(5, W), DEFAULT),
    Declared("publish.period", _("公示期"), Limit(365, D), DEFAULT),
    Declared("publish.min_cases", _("具名统计的最少件数"), 3, DEFAULT),
    Declared("publish.objection", _("复核公示异议"), Limit(10, W), DEFAULT),
    Declared(
        "ct.objection",
        _("比较试验结果异议期"),
        Limit(15, D),
        "参照《产品质量法》第十五条",
    ),
    Declared("advisory.valid", _("消费提示有效期"), Limit(180, D), DEFAULT),
    Declared("privacy.k", _("统计公开的最小单元"), 5, DEFAULT),
    Declared("opendata.settle", _("季度结束后公开该季度数据"), Limit(20, D), DEFAULT),
    Declared(
        "privacy.reply",
        _("答复个人信息查阅、更正、删除申请"),
        Limit(15, W),
        "《个人信息保护法》第五十条要求及时受理，天数为平台默认",
    ),
)

MESSAGES = (
    Declared("message.quiet_from", _("短信夜间不打扰：开始"), "22:00", DEFAULT),
    Declared("message.quiet_until", _("短信夜间不打扰：结束"), "08:00", DEFAULT),
    Declared(
        "message.caps",
        _("同一手机号码的短信上限（验证码不计，0为不限）"),
        {"hour": 5, "day": 12},
        DEFAULT,
    ),
)

THRESHOLDS = CASEWORK + GROUPS + BUSINESSES + PUBLISHING + MESSAGES
