"""Kept questions: whose they are, who reads them, and that the reader's scope decides."""

import pytest

from smart315.accounts.actors import Role
from smart315.insight import actions, queries
from smart315.insight.models import SavedQuestion
from smart315.insight.questions.keeping import Shared
from smart315.insight.questions.question import Question
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, asking, counting


pytestmark = pytest.mark.django_db
MINE = Question(("received",), rows="nature", when="2026")
LATER = counting.LATER


def titles(actor):
    return [each.title for each in queries.saved(actor)]


def change(row, **wanted):
    known = {
        "title": row.title, "note": row.note, "shared": Shared(row.shared),
        "organisation_id": row.organisation_id, "by": accounts.li_min(), "at": LATER,
    }  # fmt: skip
    return actions.change_question(question_id=row.pk, **(known | wanted))


def test_a_question_is_kept_as_it_was_asked():
    row = asking.a_question(MINE, title="  各类  性质 ")

    kept = queries.saved_question(accounts.li_min(), row.pk)
    assert kept.question == MINE
    assert kept.title == "各类 性质"
    assert asking.recorded(row) == ["question.saved"]


def test_saving_the_same_twice_keeps_one_and_another_under_its_title_is_refused():
    row = asking.a_question(MINE)

    assert asking.a_question(MINE) == row
    with pytest.raises(Refused, match="请换一个标题") as refused:
        asking.a_question(Question(("accepted",)))
    assert refused.value.field == "title"
    assert asking.recorded(row) == ["question.saved"]


def test_a_title_is_one_s_own_and_is_needed():
    asking.a_question(MINE)

    assert asking.a_question(MINE, by=accounts.wang_qiang()).pk
    with pytest.raises(Refused, match="请写一个标题"):
        asking.a_question(MINE, title="  ")


@pytest.mark.parametrize(
    ("shared", "readers"),
    [
        (Shared.ME, {"owner"}),
        (Shared.ORGANISATION, {"owner", "beside"}),
        (Shared.BELOW, {"owner", "beside", "below"}),
        (Shared.EVERYBODY, {"owner", "beside", "below", "above", "elsewhere"}),
    ],
)
def test_a_question_is_read_by_those_it_is_shared_with(shared, readers):
    people = {
        "owner": accounts.chen_jing(),
        "beside": accounts.officer("同事", Role.ANALYST, accounts.prefecture()),
        "below": accounts.li_min(),
        "above": accounts.officer("省里", Role.ANALYST, accounts.province()),
        "elsewhere": accounts.officer("海东", Role.ANALYST, accounts.prefecture("630200")),
        "admin": accounts.officer("管理员", Role.SYSTEM_ADMIN, accounts.prefecture()),
    }
    row = asking.a_question(MINE, by=people["owner"], shared=shared)

    assert {name for name, who in people.items() if titles(who)} == readers
    assert {name for name, who in people.items() if queries.saved_question(who, row.pk)} == readers


@pytest.mark.usefixtures("facts")
def test_the_reader_s_scope_decides_and_never_the_owner_s():
    counting.complaints()
    row = asking.a_question(MINE, by=accounts.chen_jing(), shared=Shared.EVERYBODY)

    sums = {}
    for reader in (accounts.chen_jing(), accounts.li_min(), accounts.wang_qiang()):
        question = queries.saved_question(reader, row.pk).question
        table = queries.pivot(question, scope=reader, at=LATER)
        sums[reader.label] = table.cell(table.measures[0], table.rows[-1]).numerator

    assert sums == {"陈静": len(counting.STORIES), "李敏": len(counting.STORIES), "王强": 0}


def test_only_the_owner_changes_a_question():
    row = asking.a_question(MINE, shared=Shared.EVERYBODY)

    for act in (actions.delete_question, actions.restore_question):
        with pytest.raises(Refused, match="由保存它的人修改"):
            act(question_id=row.pk, by=accounts.wang_qiang(), at=LATER)
    with pytest.raises(Refused, match="由保存它的人修改"):
        change(row, by=accounts.wang_qiang(), title="别的")


def test_a_change_is_recorded_once_and_none_at_all_leaves_no_record():
    row = asking.a_question(MINE)

    change(row)
    change(row, title="新的", shared=Shared.BELOW)
    change(row, title="新的", shared=Shared.BELOW)
    change(row, title="新的", shared=Shared.BELOW, asked=Question(("accepted",)))

    row.refresh_from_db()
    assert (row.title, row.shared, row.question.measures) == ("新的", Shared.BELOW, ("accepted",))
    assert asking.recorded(row) == ["question.saved", "question.changed", "question.changed"]


def test_a_question_is_shared_only_from_where_one_serves():
    row = asking.a_question(MINE)

    with pytest.raises(Refused, match="您任职的单位"):
        change(row, organisation_id=accounts.prefecture().pk)


def test_a_deleted_question_is_gone_and_comes_back():
    row, li_min = asking.a_question(MINE), accounts.li_min()

    for _twice in range(2):
        actions.delete_question(question_id=row.pk, by=li_min, at=NOON)
    assert titles(li_min) == []
    assert queries.saved_question(li_min, row.pk) is None
    assert queries.deleted(li_min, NOON) == [row]
    assert queries.deleted(li_min, LATER) == []
    for _twice in range(2):
        actions.restore_question(question_id=row.pk, by=li_min, at=NOON)
    assert titles(li_min) == [row.title]
    kinds = ["question.saved", "question.deleted", "question.restored"]
    assert asking.recorded(row) == kinds


def test_a_question_does_not_come_back_over_another_of_its_title():
    row, li_min = asking.a_question(MINE), accounts.li_min()
    actions.delete_question(question_id=row.pk, by=li_min, at=NOON)
    asking.a_question(Question(("accepted",)))

    with pytest.raises(Refused, match="同名的问题"):
        actions.restore_question(question_id=row.pk, by=li_min, at=NOON)


def test_what_was_kept_before_a_measure_was_taken_away_says_so():
    row = asking.a_question(MINE)
    SavedQuestion.objects.filter(pk=row.pk).update(asked={"measure": ["colour"]})

    with pytest.raises(Refused, match="没有“colour”这项指标"):
        _ = queries.saved_question(accounts.li_min(), row.pk).question
