"""The closed lists say what the handbook and the statutes say (§2.1, §2.2, §2.4, §2.6)."""

import pytest

from smart315.casework.codes import (
    OFFERS,
    WITH_AMOUNT,
    AnswerCode,
    ClaimKind,
    FallBackReason,
    Outcome,
    PriorChannel,
    RejectReason,
    RespondentRole,
    SuspendReason,
    TerminationReason,
)


# 总局令121号 §16 and the associations' tradition, in the words of handbook §2.4.
REJECTIONS = {
    "R01": ("职责范围", "管辖"),
    "R02": ("法院", "仲裁机构", "行政机关", "其他消协", "调解组织", "受理", "处理", "同一争议"),
    "R03": ("生活消费", "不能证明与被投诉人存在消费争议"),
    "R04": ("知道或者应当知道权益受到侵害之日", "超过三年"),
    "R05": ("必要材料", "虚假", "补正"),
    "R06": ("冒用他人名义", "拒不配合核验身份"),
    "R07": ("明确的被投诉方",),
    "R08": ("和解", "调解协议", "已履行", "新情况", "新理由"),
    "R09": ("保修期", "保质期", "不再负有责任"),
    "R10": ("说明", "安装", "使用", "保管", "自行拆动"),
    "R11": ("事前", "真实说明", "瑕疵"),
    "R12": ("咨询", "信访", "行政复议", "政府信息公开", "纪检举报"),
    "R13": ("举报", "线索"),
    "R99": ("法律", "法规规定的其他情形"),
}
# 总局令121号 §23 in the words of handbook §2.6.
TERMINATIONS = {
    "M01": ("撤回", "和解"),
    "M02": ("无正当理由不参加", "明确拒绝调解"),
    "M03": ("明确表示无法达成协议",),
    "M04": ("鉴定", "检测费用承担", "无法协商一致"),
    "M05": ("期限届满", "未达成协议"),
    "M06": ("不予受理情形", "虚假", "欺诈"),
    "M07": ("死亡", "主体资格灭失"),
    "M08": ("法律", "法规规定的其他情形"),
}
OUTCOME_CODES = {
    "SETTLED",
    "MEDIATED",
    "MEDIATED_NOT_PERFORMED",
    "TERMINATED",
    "WITHDRAWN",
    "REJECTED",
    "TRANSFERRED",
    "NO_CONTACT",
    "DUPLICATE",
}
LISTS = (
    AnswerCode,
    ClaimKind,
    FallBackReason,
    Outcome,
    PriorChannel,
    RejectReason,
    RespondentRole,
    SuspendReason,
    TerminationReason,
)


def test_the_reasons_are_exactly_those_of_the_handbook():
    assert set(RejectReason.values) == set(REJECTIONS)
    assert set(TerminationReason.values) == set(TERMINATIONS)
    assert set(Outcome.names) == OUTCOME_CODES
    assert set(SuspendReason.names) == {"APPRAISAL", "RECUSAL", "FORCE_MAJEURE", "OTHER"}


@pytest.mark.parametrize("code", REJECTIONS)
def test_a_reason_to_decline_is_worded_as_the_rule_words_it(code):
    assert not [words for words in REJECTIONS[code] if words not in RejectReason(code).label]


@pytest.mark.parametrize("code", TERMINATIONS)
def test_a_reason_to_end_mediation_is_worded_as_the_rule_words_it(code):
    assert not [words for words in TERMINATIONS[code] if words not in TerminationReason(code).label]


def test_a_consumer_may_ask_for_each_of_the_nine_remedies():
    labels = {str(label) for label in ClaimKind.labels}

    remedies = ["退货", "换货", "修理", "退款", "赔偿", "增加赔偿", "赔礼道歉", "履行合同", "其他"]
    assert labels == set(remedies)


def test_an_answer_is_an_offer_a_refusal_or_a_wrong_address():
    refusals = {code for code in AnswerCode if code.value.startswith("refuse_")}

    assert refusals | {AnswerCode.WRONG_BUSINESS} | OFFERS == set(AnswerCode)
    assert not refusals & OFFERS
    assert WITH_AMOUNT < OFFERS
    assert all(str(code.label).startswith("同意") for code in OFFERS)
    assert all(str(code.label).startswith("不同意") for code in refusals)


def test_the_two_silences_of_a_business_are_two_facts():
    assert {"never_opened", "opened_silent"} <= set(FallBackReason.values)
    assert FallBackReason.NEVER_OPENED.label != FallBackReason.OPENED_SILENT.label


@pytest.mark.parametrize("names", LISTS, ids=lambda names: names.__name__)
def test_every_value_is_labelled_and_no_two_alike(names):
    labels = [str(label) for label in names.labels]

    assert all(labels)
    assert len(set(labels)) == len(labels)
