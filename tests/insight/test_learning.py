"""Models learn from what officers confirmed; a better one goes into use, none is lost."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.audit.models import Event
from smart315.casework.states import Stage
from smart315.insight import actions, queries
from smart315.insight.models import TextModel
from smart315.insight.subjects import Subject
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, casework, insight as given


pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def cases():
    given.confirmed_cases()


@pytest.fixture
def keeper():
    return accounts.officer("安全管理员", Role.SECURITY_ADMIN, accounts.province())


@pytest.mark.usefixtures("cases")
def test_a_first_model_goes_into_use_and_suggests_with_its_words():
    learnt = given.learnt()

    said = queries.suggested(Subject.CATEGORY, "在健身房办的会员卡，健身房关门不退余额")
    assert (learnt.version, learnt.promoted) == (1, True)
    assert (said.code, said.version) == ("S13-03", 1)
    assert said.probability > 0.5
    assert "会员卡" in said.words


@pytest.mark.usefixtures("cases")
def test_nature_and_category_are_learnt_apart():
    given.learnt(Subject.NATURE)

    assert queries.suggested(Subject.NATURE, "发动机漏油厂家不换").code == "N01"
    assert queries.suggested(Subject.CATEGORY, "发动机漏油厂家不换") is None


@pytest.mark.usefixtures("cases")
def test_a_text_that_says_nothing_gets_no_suggestion():
    given.learnt()

    assert queries.suggested(Subject.CATEGORY, "😀") is None


def test_without_a_model_nothing_is_suggested():
    assert queries.suggested(Subject.CATEGORY, "健身房关门") is None


def test_too_few_cases_teach_nothing():
    casework.the_world()

    with pytest.raises(Refused, match="太少"):
        given.learnt()


@pytest.mark.usefixtures("cases")
def test_the_card_says_from_what_was_learnt_and_how_good_it_is():
    card = given.learnt().card

    assert set(card["labels"]) == {"S13-03", "G09-01", "G03-07"}
    assert card["texts"] + card["held_back"]["texts"] == 36
    assert card["from"] == card["to"] == f"{NOON:%Y-%m-%d}"
    assert card["held_back"]["macro_f1"] == 1
    assert set(card["held_back"]["f1_by_label"]) <= set(card["labels"])
    assert card["in_use"] is None


@pytest.mark.usefixtures("cases")
def test_a_model_that_is_no_better_is_kept_and_not_used():
    given.learnt()

    again = given.learnt(at=NOON + WEEK)

    assert (again.version, again.promoted) == (2, False)
    assert again.card["in_use"]["macro_f1"] == again.card["held_back"]["macro_f1"]
    assert queries.in_use(Subject.CATEGORY).version == 1


@pytest.mark.usefixtures("cases")
def test_the_keeper_of_the_rules_takes_another_model_into_use(keeper):
    given.learnt()
    given.learnt(at=NOON + WEEK)

    second = TextModel.objects.get(version=2)
    actions.put_into_use(model_id=second.pk, by=keeper, at=NOON + 2 * WEEK)

    assert queries.in_use(Subject.CATEGORY) == second
    kinds = Event.objects.filter(stream="model:category").order_by("seq")
    assert [each.kind for each in kinds] == ["model.learnt", "model.learnt", "model.promoted"]


@pytest.mark.usefixtures("cases")
def test_nobody_else_may_put_a_model_into_use():
    given.learnt()

    below = accounts.officer("县安全员", Role.SECURITY_ADMIN, accounts.county(casework.PLACE))
    with pytest.raises(Refused, match="省消协"):
        actions.put_into_use(model_id=TextModel.objects.get().pk, by=below, at=NOON)
    with pytest.raises(Refused, match="规则管理员"):
        actions.put_into_use(model_id=TextModel.objects.get().pk, by=accounts.li_min(), at=NOON)


@pytest.mark.usefixtures("cases")
def test_learning_is_due_once_a_week_where_cases_came():
    evening = NOON + timedelta(hours=6)

    assert actions.learn_when_due(at=evening) == 2
    assert actions.learn_when_due(at=evening + timedelta(days=6)) == 0
    assert actions.learn_when_due(at=evening + WEEK) == 0


def test_a_young_installation_is_left_in_peace():
    assert actions.learn_when_due(at=NOON) == 0


@pytest.mark.usefixtures("cases")
def test_a_rare_category_goes_to_the_one_above_it():
    for _each in range(3):
        for code in ("G02-01", "G02-02", "G02-03", "G02-05"):
            casework.a_complaint(
                stage=Stage.ACCEPTED, title="羽绒服掉毛", facts="新买的羽绒服洗了就掉毛。",
                category_code=code,
            )  # fmt: skip

    card = given.learnt().card

    assert "G02" in card["labels"]
    assert not {"G02-01", "G02-02"} & set(card["labels"])
