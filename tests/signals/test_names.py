"""Names of businesses as people write them, and which business of the register they mean."""

import pytest
from hypothesis import given, settings, strategies as st

from smart315.signals.names.answers import Asked, Entry, Kind, Reason, Why
from smart315.signals.names.places import Places
from smart315.signals.names.register import Register


PLACES = Places(
    {
        "青海": 630000, "青海省": 630000, "西宁": 630100, "西宁市": 630100, "城西区": 630104,
        "海东": 630200, "海东市": 630200, "平安": 630203, "平安区": 630203, "格尔木": 632801,
    }
)  # fmt: skip
PINDUODUO, GAOYUANHONG, XINING_DAMEI, QINGHAI_DAMEI, WORLD, SNACKS = range(1, 7)
ENTRIES = (
    Entry(PINDUODUO, "上海寻梦信息技术有限公司"),
    Entry(PINDUODUO, "拼多多", kind=Kind.BRAND),
    Entry(GAOYUANHONG, "青海高原红汽车贸易有限公司", code="91630104MA7520001X", phone="0971-1"),
    Entry(XINING_DAMEI, "西宁大美煤业有限公司", place="630100"),
    Entry(QINGHAI_DAMEI, "青海大美煤业股份有限公司", place="632801"),
    Entry(WORLD, "青海江河源冰雪大世界文化旅游有限公司", place="630100"),
    Entry(SNACKS, "城西区卓玛小吃店", place="630104"),
)


def register(*more: Entry) -> Register:
    made = Register(PLACES)
    made.extend((*ENTRIES, *more))
    return made


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("拼多多客户服务", PINDUODUO),
        ("拼多多官方旗舰店", PINDUODUO),
        ("拼多多app", PINDUODUO),
        ("青海高原红汽贸有限公司西宁分公司", GAOYUANHONG),
        ("高原紅【青海】汽車貿易", GAOYUANHONG),
        ("青海省西宁市城西区高原红汽车贸易公司", GAOYUANHONG),
        ("高 原 红 汽 贸（格尔木店）", GAOYUANHONG),
        ("青海大美煤业", QINGHAI_DAMEI),
        ("大美煤业（西宁）有限公司", XINING_DAMEI),
        ("卓玛小吃", SNACKS),
        ("西宁市城西区卓玛小吃店客服热线", SNACKS),
    ],
)
def test_a_name_however_written_means_the_one_business_that_bears_it(written, meant):
    answer = register().resolve(Asked(written))

    assert (answer.id, answer.why) == (meant, Why.NAME)
    assert answer.candidates[0].id == meant
    assert Reason.SAME_CORE in answer.candidates[0].reasons


def test_why_is_told():
    answer = register().resolve(Asked("青海高原红汽贸有限公司西宁分公司", phone="0971-1"))

    assert answer.candidates[0].reasons == (
        Reason.PHONE_AGREES, Reason.SAME_CORE, Reason.BRANCH_OF,
    )  # fmt: skip
    assert (answer.read.branch, answer.read.branch_place) == ("西宁分公司", 630100)


def test_a_name_that_two_bear_is_left_to_a_person_until_the_place_tells():
    names = register()

    assert names.resolve(Asked("大美煤业")).why is Why.SEVERAL
    assert {each.id for each in names.resolve(Asked("大美煤业")).candidates} >= {
        XINING_DAMEI, QINGHAI_DAMEI,
    }  # fmt: skip
    assert names.resolve(Asked("大美煤业", place="630104")).id == XINING_DAMEI


def test_one_wrong_character_of_a_short_name_is_never_decided_by_likeness():
    answer = register().resolve(Asked("大关煤业"))

    assert (answer.id, answer.why) == (None, Why.DOUBTFUL)
    assert all(each.reasons == (Reason.ONE_CHARACTER,) for each in answer.candidates[:2])


def test_the_telephone_decides_a_misspelt_name_but_not_a_different_one():
    names = register()

    misspelt = names.resolve(Asked("高源红汽贸", phone="0971-1"))
    different = names.resolve(Asked("卓玛拉面", phone="0971-1"))

    assert (misspelt.id, misspelt.why) == (GAOYUANHONG, Why.PHONE)
    assert different.id is None
    assert GAOYUANHONG in {each.id for each in different.candidates}


def test_the_credit_code_decides_whatever_is_written_and_another_code_forbids():
    names = register()

    assert names.resolve(Asked("随便", code="91630104MA7520001X")).why is Why.CODE
    other = names.resolve(Asked("青海高原红汽车贸易有限公司", code="91630104MA7520002X"))
    assert other.id is None
    assert Reason.CODE_DIFFERS in other.candidates[0].reasons


def test_a_long_name_with_one_slip_is_decided_where_the_place_agrees():
    names = register()

    assert names.resolve(Asked("西宁江河源冰雪大世介文化旅游公司")).why is Why.SPELLING
    assert names.resolve(Asked("江河源冰雪大世介文化旅游公司")).id is None


def test_what_counts_among_several_is_no_slip():
    names = register(Entry(9, "青海江河源牧人建设集团第一分部工程有限公司", place="630100"))

    answer = names.resolve(Asked("江河源牧人建设集团第二分部工程", place="630100"))

    assert answer.id is None


def test_a_branch_of_its_own_entry_is_meant_before_the_business():
    names = register(Entry(9, "青海高原红汽车贸易有限公司西宁分公司", place="630100"))

    assert names.resolve(Asked("高原红汽贸西宁分公司")).id == 9
    assert names.resolve(Asked("高原红汽贸")).id == GAOYUANHONG


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("青海大美煤业有限公司", Reason.FORM_DIFFERS),
        ("海东大美煤业", Reason.PLACE_DIFFERS),
        ("大美", Reason.SAME_MARK),
    ],
)
def test_what_speaks_against_is_told_and_nothing_is_decided(written, reason):
    answer = register().resolve(Asked(written))

    assert answer.id is None
    assert any(reason in each.reasons for each in answer.candidates)


def test_a_place_that_shares_its_name_with_a_province_speaks_neither_for_nor_against():
    names = Register(Places({"海南": 632500, "海南州": 632500}))
    names.extend([Entry(1, "海南大美商贸有限公司", place="632521")])

    found = names.resolve(Asked("海南大美商贸"))

    assert found.id == 1
    assert found.candidates[0].reasons == (Reason.SAME_CORE,)


def test_a_second_place_that_lies_elsewhere_belongs_to_the_core():
    assert register().resolve(Asked("西宁贵阳辰商贸")).read.core == "贵阳辰商贸"


def test_a_name_of_nothing_but_a_trade_means_nobody():
    names = register(Entry(9, "西宁超市"))

    assert names.resolve(Asked("超市")).id is None


@pytest.mark.parametrize("written", ["", " ", "店", "有限公司", "🙂", "\ud800", "བོད་ཇ", "()"])
def test_what_says_nothing_gets_a_stated_answer(written):
    answer = register().resolve(Asked(written))

    assert (answer.id, answer.why) in {(None, Why.NOTHING), (None, Why.DOUBTFUL)}


def test_a_hundred_kilobytes_are_read_to_where_a_name_could_end():
    assert register().resolve(Asked("高原红" * 12_000)).id is None


def test_a_name_added_later_is_found_at_once_and_after_all_are_sorted_again(monkeypatch):
    monkeypatch.setattr("smart315.signals.names.register.WAITING", 3)
    names = Register(PLACES)
    for number in range(20):
        names.add(Entry(number, f"西宁{chr(0x4E00 + number)}美{chr(0x5E00 + number)}商贸有限公司"))
        for known in range(number + 1):
            written = f"{chr(0x4E00 + known)}美{chr(0x5E00 + known)}商贸"
            assert names.resolve(Asked(written)).id == known
    assert names.sorted >= 16


def test_candidates_are_businesses_each_once():
    answer = register().resolve(Asked("寻梦", phone=""), most=3)

    assert [each.id for each in answer.candidates].count(PINDUODUO) == 1
    assert len(answer.candidates) <= 3


NAMES = st.text(alphabet="青海西宁大美高原红汽贸商店公司有限分()（）1a 客服官方旗舰", max_size=14)
REGISTER = register()


@settings(max_examples=150, deadline=None)
@given(NAMES, st.sampled_from(["", "630100", "632801", "x"]))
def test_whatever_is_written_the_answer_holds_together(name, place):
    asked = Asked(name, place=place)
    answer = REGISTER.resolve(asked)

    scores = [each.score for each in answer.candidates]
    rest = scores if answer.id is None else scores[1:]
    assert rest == sorted(rest, reverse=True)
    assert all(
        0 <= score <= 1 and each.reasons
        for score, each in zip(scores, answer.candidates, strict=True)
    )
    assert answer == REGISTER.resolve(asked)
    if answer.id is not None:
        assert answer.candidates[0].id == answer.id
        assert answer.why in {Why.NAME, Why.SPELLING}


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12))
def test_names_added_one_by_one_and_all_at_once_answer_alike(names):
    entries = [Entry(number, name) for number, name in enumerate(names)]
    at_once, one_by_one = Register(PLACES), Register(PLACES)
    at_once.extend(entries)
    for entry in entries:
        one_by_one.add(entry)

    for name in names:
        assert at_once.resolve(Asked(name)) == one_by_one.resolve(Asked(name))


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="昊鼎盛隆祥瑞泽润丰裕", min_size=2, max_size=5),
    st.sampled_from(["商贸", "汽车贸易", "藏毯", "口腔门诊"]),
    st.sampled_from(["", "青海", "西宁市"]),
    st.sampled_from(["", "有限公司", "公司"]),
    st.sampled_from(["", "客服", "（城西区店）", "官方旗舰店"]),
)
def test_place_form_branch_and_desk_do_not_change_whom_a_name_means(
    mark, trade, place, form, ending
):
    names = Register(PLACES)
    names.extend([Entry(7, f"{mark}{trade}有限公司", place="630100")])

    assert names.resolve(Asked(f"{place}{mark}{trade}{form}{ending}")).id == 7
