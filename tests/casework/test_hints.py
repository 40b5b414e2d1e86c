"""Hints of abuse are counts with reasons, for officers alone; they decide nothing (ABUSE-01)."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import AbuseReview
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts
from tests.given.casework import a_complaint, a_rule, an_offer, filed, reloaded, zhao_lei, zhou_ying


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)


def hints(complaint, by=None):
    found = queries.abuse_hints(complaint.pk, by or accounts.li_min())
    return {each.code: each.count for each in found.hints}


def test_a_single_complaint_gives_no_hint():
    assert hints(filed()) == {}


def test_many_complaints_of_one_telephone_about_one_business_are_counted():
    first = filed(at=NOON - 20 * DAY)
    for day in range(1, 5):
        filed(at=NOON - 20 * DAY + day * DAY)

    assert hints(first) == {"same_business": 5, "same_kind": 5}
    (hint, *_rest) = queries.abuse_hints(first.pk, accounts.li_min()).hints
    assert "90天" in hint.reason
    assert "5件" in hint.reason
    assert "第十七条" in hint.basis


def test_what_lies_outside_the_window_is_not_counted():
    old = [filed(at=NOON - 200 * DAY) for _ in range(2)]
    for day in range(4):
        filed(at=NOON - day * DAY)

    assert "same_business" not in hints(old[0])


def test_the_threshold_is_that_of_the_register():
    a_rule("abuse.repeat_min", 2)
    first = filed(at=NOON)
    filed(at=NOON)

    assert hints(first) == {"same_business": 2}


def test_several_on_one_day_and_several_names_on_one_telephone_are_hints():
    filed(name="张三", address="")
    filed(name="李四", address="")
    third = filed(name="王五")

    assert hints(third) == {"same_day": 3, "shared_phone": 3}


def test_several_names_at_one_address_about_one_business_are_a_hint():
    for number, name in enumerate(("张三", "李四")):
        filed(name=name, phone=f"1389700000{number}", address="城东区大众街18号 3单元")
    third = filed(address="城东区大众街18号3单元")

    assert hints(third) == {"shared_address": 3}


def test_an_address_that_is_nobodys_own_tells_nothing():
    for number, name in enumerate(("张三", "李四")):
        filed(name=name, phone=f"1389700000{number}", address="西宁市城东区")

    assert hints(filed(address="西宁市城东区")) == {}


def test_only_officers_with_the_permission_see_hints():
    complaint = filed()
    analyst = accounts.officer("统计员", Role.ANALYST)

    for stranger in (zhou_ying(complaint), zhao_lei(), analyst, accounts.wang_qiang()):
        assert queries.abuse_hints(complaint.pk, stranger) is None
        with pytest.raises(Refused):
            review(complaint, by=stranger)


def review(complaint, *, by=None, **changes):
    given = {"decision": "verify", "reason": "核实购买凭证。", "hints": {"same_business": 5}}
    return actions.review_abuse(
        complaint_id=complaint.pk, by=by or accounts.li_min(), at=NOON, **(given | changes)
    )


def test_a_decision_is_kept_with_its_reason_on_record_and_changes_nothing_else():
    complaint = filed()

    review(complaint)

    found = queries.abuse_hints(complaint.pk, accounts.li_min())
    assert [each.reason for each in found.reviews] == ["核实购买凭证。"]
    recorded = audit.history(complaint.stream)[-1]
    assert recorded.kind == "complaint.abuse_reviewed"
    assert "核实" not in recorded.data
    assert reloaded(complaint).stage == Stage.SUBMITTED


@pytest.mark.parametrize(
    ("changes", "field"), [({"decision": "blacklist"}, "decision"), ({"reason": " "}, "reason")]
)
def test_a_decision_is_one_of_the_list_and_says_why(changes, field):
    complaint = filed()

    with pytest.raises(Refused) as refused:
        review(complaint, **changes)

    assert refused.value.field == field
    assert not AbuseReview.objects.exists()


def suggested(complaint, by=None):
    found = queries.reject_suggestions(complaint.pk, by or accounts.li_min())
    return {each.code.value: each for each in found}


def test_an_ordinary_complaint_suggests_no_reason_to_decline():
    assert suggested(filed()) == {}


def test_older_than_three_years_suggests_r04_with_the_days():
    late = filed(known_on=(NOON - 3 * 366 * DAY).date())
    in_time = filed(known_on=(NOON - 3 * 365 * DAY + 5 * DAY).date(), phone="13897009999")

    assert "第一百八十八条" in suggested(late)["R04"].basis
    assert "R04" not in suggested(in_time)


def test_the_same_dispute_elsewhere_suggests_r02_with_a_link_where_it_may_be_read():
    first = filed()
    second = filed()
    west = accounts.county("630104")
    type(first).objects.filter(pk=first.pk).update(organisation=west)

    (double,) = suggested(second)["R02"].doubles
    assert (double.id, double.number) == (None, "")
    assert "城西区" in double.organisation
    (seen,) = suggested(second, accounts.chen_jing())["R02"].doubles
    assert seen.id == first.pk


def test_another_business_is_another_dispute():
    filed(business_id=None, respondent_name="西宁别家商行")

    assert "R02" not in suggested(filed())


def test_what_was_brought_to_the_regulator_suggests_r02():
    complaint = filed(prior_channel="regulator", prior_detail="12315已受理")

    assert "12315已受理" in suggested(complaint)["R02"].why


@pytest.mark.parametrize(
    ("facts", "code"), [("我要举报这家店，请查处。", "R13"), ("我要信访。", "R12")]
)
def test_words_of_another_road_suggest_it_with_the_words(facts, code):
    assert code in suggested(filed(facts=facts))


def test_r03_is_never_suggested():
    long_ago = (NOON - 2000 * DAY).date()
    complaint = filed(facts="投资合同，职业索赔，举报信访。", known_on=long_ago)

    assert "R03" not in suggested(complaint)


def test_strangers_are_suggested_nothing():
    complaint = filed(facts="举报")

    assert queries.reject_suggestions(complaint.pk, accounts.wang_qiang()) == []


HOME = "城东区大众街18号3单元"


def test_one_telephone_in_a_week_and_a_month_and_over_several_businesses_is_a_hint():
    for rule, value in (("week_max", 3), ("month_max", 4), ("phone_businesses_min", 4)):
        a_rule(f"abuse.{rule}", value)
    for age in (29, 6, 2):
        filed(at=NOON - age * DAY, business_id=None, respondent_name=f"西宁{age}号商行")

    last = filed()

    expected = {"in_a_week": 3, "in_a_month": 4, "phone_businesses": 4}
    assert {code: hints(last).get(code) for code in expected} == expected
    (week,) = [
        each
        for each in queries.abuse_hints(last.pk, accounts.li_min()).hints
        if each.code == "in_a_week"
    ]
    assert ("3件" in week.reason, week.limit, week.rule) == (True, 3, "abuse.week_max")


def test_one_address_over_several_businesses_is_a_hint_whoever_filed_from_there():
    a_rule("abuse.address_businesses_min", 3)
    for number in range(2):
        filed(
            name=f"张{number}",
            phone=f"1389700000{number}",
            address=HOME.replace("18号", "18号 "),
            business_id=None,
            respondent_name=f"西宁{number}号商行",
        )

    assert hints(filed(address=HOME))["address_businesses"] == 3
    assert "address_businesses" not in hints(filed(address="城东区"))


def test_one_account_that_several_businesses_are_to_pay_into_is_a_hint():
    a_rule("abuse.account_businesses_min", 2)
    paid = "退至银行卡6222 0201 0001 2345 678"
    first = settled_to(paid)
    second = settled_to(f"转账：{paid.replace(' ', '')}", phone="13897000009", name="吴九")
    # The second is about another business, as the consumer named it.
    type(second).objects.filter(pk=second.pk).update(business=None, respondent_name="西宁别家")

    assert hints(first)["account_businesses"] == 2
    assert "account_businesses" not in hints(settled_to("原路退回。", phone="13897000008"))


def settled_to(words, **changes):
    """A complaint that was settled directly, with the account in the words of the offer."""
    complaint = a_complaint(Stage.NEGOTIATING, **changes)
    offer = an_offer(complaint, text=words)
    actions.take_offer(
        complaint_id=complaint.pk, answer_id=offer.pk, by=zhou_ying(complaint), at=NOON
    )
    return reloaded(complaint)
