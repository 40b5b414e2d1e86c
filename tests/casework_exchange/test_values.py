"""What people write in a cell is understood, or they are told what to write."""

import pytest
from django.utils.translation import override

from smart315.casework.codes import Channel, Outcome
from smart315.casework.exchange import values
from smart315.casework.exchange.values import Unreadable
from smart315.casework.states import Stage


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (values.region, "630102", "630102"),
        (values.region, "西宁市城东区", "630102"),
        (values.region, "", ""),
        (values.nature, "质量", "N03"),
        (values.nature, "n03", "N03"),
        (values.category, "汽车", "G09-01"),
        (values.category, "", ""),
        (values.channel, "来访", Channel.VISIT),
        (values.stage, "CLOSED", Stage.CLOSED),
        (values.stage, "已办结", Stage.CLOSED),
        (values.outcome, "调解成功", Outcome.MEDIATED),
        (values.outcome, "", None),
        (values.uscc, " 91630000-MA7 52XK1X1 ", "91630000MA752XK1X1"),
        (values.amount, "￥1,234.5元", 123450),
        (values.amount, "", None),
        (values.claims, "退货、赔偿：20", [
            {"kind": "return", "amount_fen": None},
            {"kind": "compensate", "amount_fen": 2000},
        ]),
        (values.claims, "", []),
    ],
)  # fmt: skip
def test_a_cell_is_understood(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    "text", ["2020-06-05", "2020/6/5", "2020.06.05", "2020年6月5日", "20200605"]
)
def test_a_day_may_be_written_in_many_ways(text):
    assert str(values.moment(text)) == "2020-06-05 00:00:00+08:00"


def test_a_time_is_kept():
    assert str(values.moment("2019/2/28 11:25:05")) == "2019-02-28 11:25:05+08:00"


@pytest.mark.parametrize(
    ("read", "text", "reason"),
    [
        (values.moment, "昨天", "请写成 2026-09-01"),
        (values.moment, "2025-02-29", "没有这一天"),
        (values.moment, "0205-03-01", "日期过早"),
        (values.region, "火星", "不是青海省的区划"),
        (values.nature, "G09", "不是投诉性质"),
        (values.category, "N03", "不是商品服务类别"),
        (values.channel, "飞鸽", "可以写：网上、电话"),
        (values.stage, "草稿", "不在可选范围内"),
        (values.uscc, "630100100000123", "不是18位"),
        (values.amount, "-5", "不是金额"),
        (values.amount, "约300", "不是金额"),
        (values.claims, "退款;打人", "不在可选范围内"),
        (values.business, "（）", "不是经营者名称"),
    ],
)
def test_what_cannot_be_read_is_answered_with_the_remedy(read, text, reason):
    with pytest.raises(Unreadable, match=reason):
        read(text)


def test_labels_are_chinese_whatever_language_is_read_on_the_page():
    with override("bo"):
        assert values.choice(*Stage)("已受理") == Stage.ACCEPTED
