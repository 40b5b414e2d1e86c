"""Suggestions stand beside the fields that an officer decides on; the models show their cards."""

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.insight.models import TextModel
from smart315.insight.subjects import Subject
from tests.given import NOON, accounts, casework, insight as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/models/"


@pytest.fixture
def learnt():
    given.confirmed_cases()
    given.learnt()
    given.learnt(Subject.NATURE)


@pytest.fixture
def keeper():
    return browser_of(accounts.officer("安全管理员", Role.SECURITY_ADMIN, accounts.province()))


@pytest.mark.usefixtures("learnt")
def test_the_officer_who_accepts_reads_what_the_text_suggests_and_why():
    case = casework.a_complaint(facts="健身房关门，会员卡的余额不退。", title="会员卡余额不退")

    page = text_of(browser_of(accounts.li_min()).get(f"/desk/complaints/{case.pk}/do/accept/"))

    assert "按正文建议：销售服务 › 预付卡销售" in page
    assert "按正文建议：合同" in page
    assert "会员卡" in page


def test_without_a_model_the_fields_stand_alone():
    case = casework.a_complaint()

    page = text_of(browser_of(accounts.li_min()).get(f"/desk/complaints/{case.pk}/do/accept/"))

    assert "按正文建议" not in page


@pytest.mark.usefixtures("learnt")
def test_everybody_reads_the_cards_and_only_the_keeper_may_change():
    page = text_of(browser_of(accounts.li_min()).get(LIST))

    assert "第 1 版" in page
    assert "现用" in page
    assert "销售服务 › 预付卡销售" in page
    use = reverse("desk:use_model", args=[TextModel.objects.first().pk])
    assert browser_of(accounts.li_min()).get(use).status_code == 403


def test_an_installation_without_a_model_says_how_one_comes(keeper):
    casework.the_world()

    assert "smart315 learn_labels" in text_of(keeper.get(LIST))


@pytest.mark.usefixtures("learnt")
def test_the_keeper_takes_another_version_into_use_after_a_question(keeper):
    given.learnt(at=NOON + casework.DAY)
    second = TextModel.objects.get(subject=Subject.CATEGORY, version=2)
    address = reverse("desk:use_model", args=[second.pk])

    assert "第2版" in text_of(keeper.get(address))
    keeper.post(address)

    second.refresh_from_db()
    assert second.promoted_at is not None


@pytest.mark.usefixtures("learnt")
def test_a_model_that_is_not_there_is_not_found(keeper):
    assert keeper.get("/desk/models/999999/use/").status_code == 404


@pytest.mark.usefixtures("learnt")
def test_the_cards_take_as_many_queries_for_one_model_as_for_many(
    keeper, django_assert_max_num_queries
):
    given.learnt(at=NOON + casework.DAY)

    with django_assert_max_num_queries(16):
        keeper.get(LIST)
