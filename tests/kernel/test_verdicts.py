import pytest

from smart315.kernel.verdicts import ALLOWED, Refused, Verdict


def test_what_is_allowed_goes_through():
    ALLOWED.require()

    assert ALLOWED


def test_what_is_refused_says_why():
    verdict = Verdict("该投诉已办结。")

    with pytest.raises(Refused, match="该投诉已办结。") as refusal:
        verdict.require()

    assert not verdict
    assert refusal.value.field == ""


def test_a_refusal_may_name_the_field_it_belongs_to():
    assert Refused("请填写电话。", field="phone").field == "phone"
