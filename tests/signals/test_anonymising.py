"""A case is told so that nobody in it is recognised."""

import pytest

from smart315.signals.anonymising import unrecognisable


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        ("电话13897112345，家里0971-6123456。", ["13897112345", "2345", "6123456"]),
        ("身份证630102199001011234。", ["630102", "1990"]),
        ("车牌青A12345的车。", ["青A", "12345", "45"]),
        ("家住西宁市城东区八一中路12号。", ["八一中路", "12号"]),
        ("我住在海湖新区恒大名都小区3号楼2单元501室。", ["恒大名都", "501"]),
        ("订单号：TB20250101998877，微信号abc_12345。", ["TB2025", "998877", "abc_12345"]),
        ("我叫李秀英，买了手机。", ["李秀英"]),
        ("找张建国经理，他不理。", ["建国"]),
        ("联系马永福师傅。", ["永福"]),
        ("邮箱zhou@example.com。", ["zhou", "example"]),
    ],
)
def test_what_would_be_recognised_is_gone(told, gone):
    said = unrecognisable(told)

    assert [each for each in gone if each in said] == []


def test_known_names_are_replaced_wherever_they_stand():
    said = unrecognisable(
        "美丽健身说，美丽健身不退；周颖不同意。", {"美丽健身": "某经营者", "周颖": "周某"}
    )

    assert said == "某经营者说，某经营者不退；周某不同意。"


def test_what_happened_stays():
    story = "办卡后健身房关门，金额1200元，要求退款被拒，店方称合同写明不退。"

    assert unrecognisable(story) == story


def test_doing_it_twice_changes_nothing():
    once = unrecognisable("我叫李秀英，电话13897112345，在城东区八一中路12号找王强经理。")

    assert unrecognisable(once) == once
