"""Closed lists: reasons, outcomes, answers. Values are stored; labels are what people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.states import Stage


class RejectReason(TextChoices):
    """Why a complaint is not accepted (handbook §2.4; 总局令121号 §16)."""

    R01 = "R01", _("不属于消协职责范围或者无管辖")
    R02 = "R02", _("法院、仲裁机构、行政机关、其他消协或者调解组织已经受理或者处理同一争议")
    R03 = "R03", _("不是为生活消费需要，或者不能证明与被投诉人存在消费争议")
    R04 = "R04", _("自知道或者应当知道权益受到侵害之日起超过三年")
    R05 = "R05", _("未提供必要材料或者材料虚假，补正后仍不符合")
    R06 = "R06", _("冒用他人名义或者拒不配合核验身份")
    R07 = "R07", _("没有明确的被投诉方")
    R08 = "R08", _("已达成和解或者调解协议并已履行，没有新情况、新理由")
    R09 = "R09", _("商品超过保修期或者保质期，经营者不再负有责任")
    R10 = "R10", _("未按说明安装、使用、保管或者自行拆动造成损坏")
    R11 = "R11", _("经营者事前已真实说明瑕疵")
    R12 = "R12", _("咨询、信访、行政复议、政府信息公开、纪检举报等以投诉形式提出")
    R13 = "R13", _("属于举报违法线索，不是消费争议")
    R99 = "R99", _("法律、法规规定的其他情形")


class TerminationReason(TextChoices):
    """Why mediation ends without agreement (handbook §2.6; 总局令121号 §23)."""

    M01 = "M01", _("投诉人撤回或者双方自行和解")
    M02 = "M02", _("一方无正当理由不参加或者明确拒绝调解")
    M03 = "M03", _("明确表示无法达成协议")
    M04 = "M04", _("鉴定检测费用承担无法协商一致")
    M05 = "M05", _("期限届满未达成协议")
    M06 = "M06", _("受理后发现属于不予受理情形或者虚假欺诈")
    M07 = "M07", _("当事人死亡或者主体资格灭失")
    M08 = "M08", _("法律、法规规定的其他情形")


class SuspendReason(TextChoices):
    """Why mediation pauses (handbook T14)."""

    APPRAISAL = "appraisal", _("鉴定检测")
    RECUSAL = "recusal", _("回避申请")
    FORCE_MAJEURE = "force_majeure", _("不可抗力")
    OTHER = "other", _("其他正当理由")


class FallBackReason(TextChoices):
    """Why the direct channel ended without a settlement; the two silences are two facts."""

    NEVER_OPENED = "never_opened", _("商家在期限内没有打开投诉")
    OPENED_SILENT = "opened_silent", _("商家打开了投诉，但没有在期限内答复")
    REFUSED = "refused", _("商家不同意和解")
    WRONG_BUSINESS = "wrong_business", _("商家称投诉对象不是自己")
    OFFER_DECLINED = "offer_declined", _("消费者没有接受商家的方案")
    OPT_OUT = "opt_out", _("消费者选择由消协处理")
    PERIOD_ENDED = "period_ended", _("和解期届满没有达成一致")
    PROMISE_BROKEN = "promise_broken", _("商家没有履行承诺")


class Outcome(TextChoices):
    """How a closed complaint ended (handbook §2.6)."""

    SETTLED = "settled", _("和解")
    MEDIATED = "mediated", _("调解成功")
    MEDIATED_NOT_PERFORMED = "mediated_not_performed", _("达成协议未履行")
    TERMINATED = "terminated", _("调解终止")
    WITHDRAWN = "withdrawn", _("撤回")
    REJECTED = "rejected", _("不予受理")
    TRANSFERRED = "transferred", _("转办")
    NO_CONTACT = "no_contact", _("无法联系")
    DUPLICATE = "duplicate", _("重复投诉")


# Which outcomes may be written on the closing form of a complaint decided so.
OUTCOMES = {
    Stage.SETTLED: (Outcome.SETTLED,),
    Stage.PERFORMED: (Outcome.MEDIATED,),
    Stage.DEFAULTED: (Outcome.MEDIATED_NOT_PERFORMED,),
    Stage.TERMINATED: (Outcome.TERMINATED, Outcome.NO_CONTACT),
    Stage.REJECTED: (Outcome.REJECTED, Outcome.DUPLICATE),
    Stage.TRANSFERRED: (Outcome.TRANSFERRED,),
    Stage.WITHDRAWN: (Outcome.WITHDRAWN,),
}


class AnswerCode(TextChoices):
    """What a business may answer; a closed list, so that answers can be counted."""

    REFUND = "refund", _("同意退款")
    RETURN = "return", _("同意退货退款")
    REPLACE = "replace", _("同意更换")
    REPAIR = "repair", _("同意免费修理")
    COMPENSATE = "compensate", _("同意赔偿")
    PERFORM = "perform", _("同意继续履行合同")
    PARTIAL = "partial", _("同意部分诉求")
    REFUSE_NO_FAULT = "refuse_no_fault", _("不同意：没有所说的问题")
    REFUSE_NO_DUTY = "refuse_no_duty", _("不同意：已超出应负责任的期限或者范围")
    REFUSE_MISUSE = "refuse_misuse", _("不同意：使用不当造成")
    REFUSE_NO_PROOF = "refuse_no_proof", _("不同意：缺少凭据")
    WRONG_BUSINESS = "wrong_business", _("不是本企业的商品或者服务")


OFFERS = frozenset(
    {
        AnswerCode.REFUND,
        AnswerCode.RETURN,
        AnswerCode.REPLACE,
        AnswerCode.REPAIR,
        AnswerCode.COMPENSATE,
        AnswerCode.PERFORM,
        AnswerCode.PARTIAL,
    }
)
# Answers that promise money must say how much.
WITH_AMOUNT = frozenset(
    {AnswerCode.REFUND, AnswerCode.RETURN, AnswerCode.COMPENSATE, AnswerCode.PARTIAL}
)


class ClaimKind(TextChoices):
    """What the consumer asks for (handbook §2.2)."""

    RETURN = "return", _("退货")
    REPLACE = "replace", _("换货")
    REPAIR = "repair", _("修理")
    REFUND = "refund", _("退款")
    COMPENSATE = "compensate", _("赔偿")
    EXTRA = "extra", _("增加赔偿")
    APOLOGY = "apology", _("赔礼道歉")
    PERFORM = "perform", _("履行合同")
    OTHER = "other", _("其他")


class RespondentRole(TextChoices):
    """What the respondent business was in the transaction (handbook §2.2)."""

    SELLER = "seller", _("销售者")
    SERVICE = "service", _("服务者")
    PRODUCER = "producer", _("生产者")
    PLATFORM = "platform", _("电商平台")
    SHOP = "shop", _("平台内经营者")
    LIVESTREAM = "livestream", _("直播间运营者")
    LESSOR = "lessor", _("柜台出租者")
    ORGANISER = "organiser", _("展销会举办者")


class Channel(TextChoices):
    """How the complaint reached the association."""

    WEB = "web", _("网上")
    PHONE = "phone", _("电话")
    VISIT = "visit", _("来访")
    LETTER = "letter", _("来信")
    STATION = "station", _("维权站代录")
    SMS = "sms", _("短信")
    REFERRED = "referred", _("其他单位转来")
    IMPORTED = "imported", _("历史数据导入")


class PurchaseChannel(TextChoices):
    """Where the consumer bought (handbook §2.2)."""

    OFFLINE = "offline", _("线下")
    ONLINE = "online", _("线上")
    TV = "tv", _("电视购物")
    PHONE = "phone", _("电话销售")
    LIVESTREAM = "livestream", _("直播间")
    DOOR = "door", _("上门推销")


class PriorChannel(TextChoices):
    """Where the same dispute has been taken before (handbook §0.1-3)."""

    NONE = "none", _("没有向其他单位提出过")
    REGULATOR = "regulator", _("已向12315或者行政机关提出")
    COURT = "court", _("已起诉")
    ARBITRATION = "arbitration", _("已申请仲裁")
    ASSOCIATION = "association", _("已向其他消协或者调解组织提出")


class Audience(TextChoices):
    """Who may read an entry of the case's history."""

    ALL = "all", _("各方")
    CONSUMER = "consumer", _("投诉人")
    BUSINESS = "business", _("经营者")
    INTERNAL = "internal", _("内部")


class Language(TextChoices):
    """The language in which the consumer wants to be served."""

    CHINESE = "zh-hans", _("汉语")
    TIBETAN = "bo", _("藏语")


class Resolved(TextChoices):
    """The consumer's own verdict on the outcome."""

    YES = "yes", _("解决了")
    PARTLY = "partly", _("部分解决")
    NO = "no", _("没有解决")


class Power(TextChoices):
    """What an authority letter lets an agent do (总局令121号 §11: 委托事项、权限)."""

    STATE = "state", _("陈述事实、提交材料")
    ADMIT = "admit", _("承认对方的请求")
    PROPOSE = "propose", _("提出、变更请求")
    WAIVE = "waive", _("放弃请求、撤回投诉")
    SETTLE = "settle", _("和解、达成协议")
    RECEIVE = "receive", _("代收文书和款项")


# 民事诉讼法 §62, by analogy: these need a special authority (特别授权); the rest is general.
SPECIAL = frozenset({Power.ADMIT, Power.PROPOSE, Power.WAIVE, Power.SETTLE})


class Capacity(TextChoices):
    """Who may be sent as an agent (民事诉讼法 §61, by analogy)."""

    LAWYER = "lawyer", _("律师、基层法律服务工作者")
    EMPLOYEE = "employee", _("本单位工作人员")
    KIN = "kin", _("近亲属")
    RECOMMENDED = "named", _("社区、单位或者社会团体推荐的人")


class ConsentMatter(TextChoices):
    """What a represented person must agree to in person (总局令121号 §12)."""

    CHANGE = "change", _("变更请求")
    WAIVE = "waive", _("放弃请求、撤回投诉")
    AGREE = "agree", _("达成协议")


class Means(TextChoices):
    """How something was said or signed."""

    ONLINE = "online", _("凭手机验证码在网上")
    PAPER = "paper", _("书面签名")
    ORAL = "oral", _("当面口头，记入笔录")
    PHONE = "phone", _("电话，已录音")


class IssueState(TextChoices):
    """Whether an issued document still holds."""

    IN_FORCE = "in_force", _("有效")
    REPLACED = "replaced", _("已由新文书代替")
    VOID = "void", _("已作废")


class DeliveryMethod(TextChoices):
    """How a document reached whom it is for."""

    HANDED = "handed", _("直接送达")
    POST = "post", _("邮寄送达")
    ELECTRONIC = "electronic", _("电子送达")
    ENTRUSTED = "entrusted", _("委托送达")
    LEFT = "left", _("留置送达")
    PUBLIC = "public", _("公告送达")


class AbuseDecision(TextChoices):
    """What the officer decided; none of them declines the complaint (handbook ABUSE-01)."""

    ORDINARY = "ordinary", _("未见异常，按正常投诉办理")
    VERIFY = "verify", _("需进一步核实消费关系和证据")
    NO_INCREASE = "no_increase", _("核实有夹带、掉包、造假等情形，不支持增加赔偿")
    REPORT = "report", _("涉嫌敲诈勒索，按程序报告、移送公安机关")


class Side(TextChoices):
    """For whom somebody takes part in mediation."""

    CONSUMER = "consumer", _("投诉人")
    BUSINESS = "business", _("经营者")
    MEDIATOR = "mediator", _("调解员")
    GUEST = "guest", _("受邀参加")


def power_words(power: Power | str, side: Side | str) -> str:
    """Return what a power is called on a side: only a consumer's waiver takes a complaint back."""
    if power == Power.WAIVE and side == Side.BUSINESS:
        return str(_("放弃请求"))
    return str(Power(power).label)


class Signed(TextChoices):
    """What became of a signature under the minutes."""

    SIGNED = "signed", _("已签名")
    REFUSED = "refused", _("拒绝签名")
    ABSENT = "absent", _("未到场")
