"""Keeping, sharing, deleting and mailing questions at the desk."""

import pytest

from smart315.accounts.actors import Role
from smart315.insight import queries
from smart315.insight.models import Mailing, SavedQuestion
from smart315.insight.questions.keeping import Every, Rule, Shared
from smart315.insight.questions.question import Question
from tests.given import accounts, asking, counting
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
SAVED = "/desk/ask/saved/"
MAILINGS = "/desk/ask/mailings/"
ASKED = "measure=received&measure=resolve_rate&rows=nature&period=2026"
NATURES = Question(("received", "resolve_rate"), rows="nature", when="2026")


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"


@pytest.fixture
def officer(db):
    counting.complaints()
    return browser_of(accounts.li_min())


def kept(browser, **more):
    data = {"title": "各类性质", "shared": "me", "organisation": accounts.county().pk, **more}
    return browser.post(f"{SAVED}new/?{ASKED}", data)


def test_a_question_is_kept_opened_and_asked_again(officer):
    assert kept(officer, note="给季报用").status_code == 302

    page = officer.get(SAVED)
    (line,) = page.context["lines"]
    assert "给季报用" in text_of(page)
    assert "收到投诉件数、投诉解决率：按投诉性质；2026" in text_of(page)
    opened = officer.get(f"{SAVED}{line.row.pk}/", follow=True)
    assert opened.context["pivot"].question == NATURES
    assert opened.context["saved"] == line.row


def test_the_same_title_for_another_question_is_refused_and_what_was_typed_stays(officer):
    kept(officer)

    page = officer.post(
        f"{SAVED}new/?measure=accepted",
        {"title": "各类性质", "note": "别的", "shared": "me", "organisation": accounts.county().pk},
    )

    assert "您已经有一个叫“各类性质”的问题" in text_of(page)
    assert "别的" in text_of(page)
    assert SavedQuestion.objects.count() == 1


def test_what_is_no_question_is_not_kept(officer):
    assert officer.get(f"{SAVED}new/?measure=colour").status_code == 404
    assert officer.get(f"{SAVED}new/").status_code == 404


def test_a_question_is_renamed_and_another_put_in_its_place(officer):
    row = asking.a_question(NATURES)
    form = {"title": "新名", "shared": "below", "organisation": accounts.county().pk}

    assert officer.get(f"{SAVED}{row.pk}/change/").status_code == 200
    officer.post(f"{SAVED}{row.pk}/change/?measure=accepted", form)

    changed = queries.saved_question(accounts.li_min(), row.pk)
    assert (changed.title, changed.shared) == ("新名", Shared.BELOW)
    assert changed.question.measures == ("accepted",)


def test_a_question_is_deleted_and_taken_back(officer):
    row = asking.a_question(NATURES)

    page = officer.post(f"{SAVED}{row.pk}/delete/", follow=True)
    assert "最近删除的" in text_of(page)
    assert officer.get(f"{SAVED}{row.pk}/").status_code == 404
    page = officer.post(f"{SAVED}{row.pk}/restore/", follow=True)
    assert [each.row for each in page.context["lines"]] == [row]


def test_others_open_what_is_shared_and_change_nothing(officer):
    row = asking.a_question(NATURES, shared=Shared.EVERYBODY)
    other = browser_of(accounts.wang_qiang())

    opened = other.get(f"{SAVED}{row.pk}/", follow=True)
    assert opened.context["pivot"].empty
    assert "用现在的条件更新" not in text_of(opened)
    form = {"title": "偷改", "shared": "me", "organisation": accounts.county("630104").pk}
    page = other.post(f"{SAVED}{row.pk}/change/", form)
    assert "问题由保存它的人修改" in text_of(page)
    other.post(f"{SAVED}{row.pk}/delete/")
    assert [each.row for each in other.get(SAVED).context["lines"]] == [row]


def test_what_is_not_shared_is_not_there_for_others(officer):
    row = asking.a_question(NATURES)
    other = browser_of(accounts.wang_qiang())

    assert other.get(SAVED).context["lines"] == []
    for page in ("", "change/", "mail/"):
        assert other.get(f"{SAVED}{row.pk}/{page}").status_code == 404
    for page in ("delete/", "restore/"):
        assert other.post(f"{SAVED}{row.pk}/{page}").status_code == 404
    assert other.get(f"/desk/ask/?{ASKED}&saved={row.pk}").context["saved"] is None


def test_people_without_complaints_are_kept_out(client, officer):
    admin = browser_of(accounts.officer("管理员", Role.SYSTEM_ADMIN))

    for page in (SAVED, f"{SAVED}new/?{ASKED}"):
        assert client.get(page).status_code == 302
        assert admin.get(page).status_code == 403


def test_the_list_costs_the_same_for_many_questions(
    officer, django_assert_num_queries, counted_queries
):
    asking.a_question(NATURES)
    few = counted_queries(lambda: officer.get(SAVED))
    for number in range(6):
        asking.a_mailing(asking.a_question(NATURES, title=f"第{number}个"))

    with django_assert_num_queries(few):
        assert len(officer.get(SAVED).context["lines"]) == 7


def test_a_question_is_mailed_on_a_condition_and_cancelled(officer):
    row = asking.a_question(NATURES)
    terms = {
        "mail": "li@example.org", "every": "week", "rule": "at_least", "measure": "received",
        "limit": "20", "of_rows": "on",
    }  # fmt: skip

    page = officer.post(f"{SAVED}{row.pk}/mail/", terms, follow=True)

    assert "任何一行的收到投诉件数达到或者超过20件" in text_of(page)
    held = Mailing.objects.get()
    assert (held.every, held.rule, held.of_rows) == (Every.WEEK, Rule.AT_LEAST, True)
    assert 'value="li@example.org"' in text_of(officer.get(f"{SAVED}{row.pk}/mail/"))
    page = officer.post(f"{MAILINGS}{held.pk}/cancel/", follow=True)
    assert "已停止：本人取消" in text_of(page)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"mail": ""}, "mail"),
        ({"mail": "nobody"}, "mail"),
        ({"rule": "at_least", "measure": "received"}, "limit"),
        ({"rule": "at_least", "measure": "", "limit": "3"}, "measure"),
        ({"limit": "many", "rule": "at_least"}, "limit"),
    ],
)
def test_terms_that_mean_nothing_are_refused_at_their_field(officer, wrong, field):
    row = asking.a_question(NATURES)

    page = officer.post(
        f"{SAVED}{row.pk}/mail/", {"mail": "li@example.org", "every": "day", "rule": "", **wrong}
    )

    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert not Mailing.objects.exists()


def test_nobody_cancels_what_is_mailed_to_another(officer):
    question = asking.a_question(NATURES, shared=Shared.EVERYBODY)
    held = asking.a_mailing(question)
    other = browser_of(accounts.wang_qiang())

    assert other.post(f"{MAILINGS}{held.pk}/cancel/").status_code == 404
    assert other.get(MAILINGS).context["lines"] == []


def test_the_list_of_mailings_costs_the_same_for_many(
    officer, django_assert_num_queries, counted_queries
):
    asking.a_mailing(asking.a_question(NATURES))
    few = counted_queries(lambda: officer.get(MAILINGS))
    for number in range(6):
        asking.a_mailing(asking.a_question(NATURES, title=f"第{number}个"))

    with django_assert_num_queries(few):
        assert len(officer.get(MAILINGS).context["lines"]) == 7


def test_a_question_that_cannot_be_asked_any_more_says_so(officer):
    row = asking.a_question(NATURES)
    SavedQuestion.objects.filter(pk=row.pk).update(asked={"measure": ["colour"]})

    assert "没有“colour”这项指标" in text_of(officer.get(SAVED))
    assert "没有“colour”这项指标" in text_of(officer.get(f"{SAVED}{row.pk}/", follow=True))
    assert officer.get(f"{SAVED}{row.pk}/mail/").status_code == 302
