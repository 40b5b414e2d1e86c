"""What people type becomes a filing, or an error at the field with the remedy."""

from datetime import date
from uuid import UUID

import pytest
from django.http import QueryDict

from smart315.casework.codes import Channel, ClaimKind, PriorChannel
from smart315.casework.filing import Claim, check
from smart315.web.filing import ClaimsPiece, FilingForm, PersonPiece, StoryPiece
from smart315.web.filing.form import Around
from tests.given import businesses as given


KEY = UUID("00000000-0000-4000-8000-000000000001")
TYPED = {
    "category_code": "G01-07",
    "nature_code": "N03",
    "prior_channel": "none",
    "respondent_name": "西宁高原红百货有限公司",
    "respondent_region_code": "630102",
    "item": "洗衣机",
    "amount": "￥2,980元",
    "purchased_on": "２０２６年３月５日",
    "facts": "用了三天就漏水，商家不给换。",
    "claims": ["replace"],
    "amount_refund": "",
    "no_evidence_reason": "小票丢了",
    "name": "周颖",
    "phone": "+86 138-0971-1234",
    "region_code": "630104",
    "language": "zh-hans",
    "consent_truth": "on",
    "consent_privacy": "on",
    "consent_share_with_business": "on",
    "consent_mediation": "on",
}


def _form(**changes):
    return FilingForm({**TYPED, **changes})


def test_what_people_type_becomes_a_filing():
    form = _form()

    assert form.is_valid(), form.errors
    filing = form.filing(Around(KEY, phone_verified=True, channel=Channel.STATION))

    assert filing.amount_fen == 298_000
    assert filing.purchased_on == date(2026, 3, 5)
    assert filing.phone == "13809711234"
    assert filing.claims == (Claim(ClaimKind.REPLACE),)
    assert filing.where == "630102"
    assert filing.prior_channel is PriorChannel.NONE
    assert filing.channel is Channel.STATION
    check(filing, today=date(2026, 3, 15))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("category_code", "", "类别"),
        ("category_code", "N03", "没有这个类别"),
        ("category_code", "X99", "没有这个类别"),
        ("nature_code", "", "最接近"),
        ("respondent_name", " ", "商家名称"),
        ("respondent_uscc", "9" * 19, "18位"),
        ("respondent_region_code", "999999", "从列表中选择"),
        ("item", "", "名称"),
        ("amount", "两千多", "写成数字"),
        ("amount", "", "还没有付款的填 0"),
        ("purchased_on", "去年", "年-月-日"),
        ("facts", "", "发生了什么"),
        ("facts", "长" * 5001, "5000字"),
        ("claims", [], "至少选择一项"),
        ("name", "", "真实姓名"),
        ("phone", "12345", "11位手机号码"),
        ("phone", "", "联系电话"),
        ("region_code", "", "地区"),
        ("consent_truth", "", "真实"),
        ("consent_share_with_business", "", "提供必要的信息"),
    ],
)
def test_an_error_stands_at_its_field_and_names_the_remedy(name, value, words):
    form = _form(**{name: value})

    assert not form.is_valid()
    assert list(form.errors) == [name]
    assert words in form.errors[name][0]


def test_a_fixed_line_is_a_phone():
    form = _form(phone="（0971）6123456")

    assert form.is_valid()
    assert form.cleaned_data["phone"] == "09716123456"


def test_an_amount_alone_says_which_claim_is_meant():
    form = ClaimsPiece({"claims": ["apology"], "amount_refund": "12.5"})

    assert form.is_valid()
    assert form.cleaned_data["claims"] == (
        Claim(ClaimKind.REFUND, 1250),
        Claim(ClaimKind.APOLOGY),
    )


def test_somebody_from_elsewhere_may_complain_about_a_business_in_qinghai():
    form = _form(region_code="outside")

    assert form.is_valid()
    assert form.filing(Around(KEY)).where == "630102"


def test_two_parties_from_elsewhere_are_told_where_to_turn():
    form = _form(region_code="outside", respondent_region_code="outside")

    assert not form.is_valid()
    assert "都不在青海" in form.errors["region_code"][0]


def test_a_township_is_the_place_while_it_lies_in_the_county():
    mine = PersonPiece({**TYPED, "region_code": "630102", "township": "630102001"})
    stale = PersonPiece({**TYPED, "region_code": "630104", "township": "630102001"})

    assert mine.is_valid()
    assert stale.is_valid()
    assert mine.cleaned_data["region_code"] == "630102001"
    assert stale.cleaned_data["region_code"] == "630104"


@pytest.mark.parametrize("region", ["630104", ""])
def test_townships_are_those_of_the_county_typed_so_far(region):
    names = [
        name for code, name in PersonPiece({"region_code": region})["township"].field.widget.choices
    ]

    assert len(names) > 1 if region else len(names) == 1


@pytest.mark.django_db
def test_a_business_of_the_register_brings_its_name_code_and_place():
    business = given.a_business(region="630104", uscc="91630000710400391A")
    form = _form(respondent_name="高原红", business_id=str(business.pk))

    assert form.is_valid()
    filing = form.filing(Around(KEY))
    assert filing.business_id == business.pk
    assert filing.respondent_name == "西宁高原红百货有限公司"
    assert filing.where == "630104"


@pytest.mark.django_db
def test_a_business_that_is_not_in_the_register_is_said_so():
    form = _form(business_id="99999")

    assert not form.is_valid()
    assert list(form.errors) == ["business_id"]


def test_the_name_as_typed_is_enough():
    form = _form(business_id="none")

    assert form.is_valid()
    assert form.filing(Around(KEY)).business_id is None


def test_what_was_typed_is_kept_as_it_was_typed():
    data = QueryDict("amount=两千&facts=" + "长" * 6000 + "&other=1")

    typed = StoryPiece.typed(data)

    assert typed["amount"] == "两千"
    assert len(typed["facts"]) == 6000
    assert "other" not in typed
    assert typed["item"] == ""


def test_several_choices_are_kept_as_a_list():
    assert ClaimsPiece.typed(QueryDict("claims=refund&claims=repair"))["claims"] == [
        "refund",
        "repair",
    ]
