"""An analysis is drafted, written, checked, reviewed by another, published, and corrected."""

import json
from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.audit.models import Event
from smart315.casework.states import Stage
from smart315.documents import queries as files
from smart315.insight import actions, queries
from smart315.insight.analyses.lifecycle import ANALYSIS, WHO, AnalysisState
from smart315.insight.models import Analysis
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, analyses, casework


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
AT, LATER = analyses.AT, analyses.AT + timedelta(days=1)
S = AnalysisState


def submitted():
    row = analyses.settled(analyses.drafted())
    return actions.submit_analysis(analysis_id=row.pk, by=analyses.analyst(), at=AT)


def write(row, **texts):
    return actions.write_analysis(analysis_id=row.pk, texts=texts, by=analyses.analyst(), at=AT)


def test_the_table_of_who_knows_every_move():
    assert set(WHO) == set(ANALYSIS.moves)


def test_a_draft_begins_with_the_drafted_text_and_agrees_with_its_snapshot():
    row = analyses.drafted()

    assert (row.state, row.version, row.sha256) == (S.DRAFT, 1, row.frozen.sha256)
    assert row.texts == row.frozen.drafted
    assert [e for w in queries.sections(row) for e in w.findings if e.fault] == []


def test_only_those_who_write_at_the_place_draft():
    analyses.drafted("2026Q3")
    order = queries.order("2026Q4", region=analyses.PLACE)
    frozen = queries.compiled(order, at=AT)

    for stranger in (accounts.li_min(), analyses.analyst("630103")):
        with pytest.raises(Refused):
            actions.draft_analysis(order=order, frozen=frozen, by=stranger, at=AT)


def test_of_one_order_one_version_is_under_way():
    analyses.drafted()

    with pytest.raises(Refused, match="正在起草"):
        analyses.drafted()


def test_an_edited_figure_keeps_the_draft_from_review_until_it_is_put_right():
    row = analyses.settled(analyses.drafted())
    right = row.texts["overview"]
    row = write(row, overview=right.replace("受理消费者投诉", "受理消费者投诉1"))

    with pytest.raises(Refused, match="与数据快照不一致"):
        actions.submit_analysis(analysis_id=row.pk, by=analyses.analyst(), at=AT)

    row = write(row, overview=right)
    row = actions.submit_analysis(analysis_id=row.pk, by=analyses.analyst(), at=AT)
    assert row.state == S.IN_REVIEW


def test_every_typical_case_is_settled_before_review():
    row = analyses.drafted()
    assert any(each.kept is None for each in queries.exemplars(row))

    with pytest.raises(Refused, match="典型案例"):
        actions.submit_analysis(analysis_id=row.pk, by=analyses.analyst(), at=AT)


def test_a_case_that_was_left_out_is_not_printed_and_a_changed_one_is_printed_as_changed():
    row = analyses.drafted()
    first, *others = queries.exemplars(row)
    for each in others:
        row = actions.settle_exemplar(
            analysis_id=row.pk, place=each.place, kept=False, by=analyses.analyst(), at=AT
        )
    row = actions.settle_exemplar(
        analysis_id=row.pk, place=first.place, kept=True, text="改过的案例。",
        by=analyses.analyst(), at=AT,
    )  # fmt: skip

    (told,) = [each.text for each in queries.sections(row) if each.key == "exemplars"]
    assert told == "改过的案例。"


def test_who_wrote_does_not_approve():
    row = submitted()
    both = accounts.officer("赵静", Role.APPROVER, accounts.county())

    with pytest.raises(Refused, match="另一人"):
        actions.approve_analysis(analysis_id=row.pk, by=both, at=AT)
    assert actions.approve_analysis(analysis_id=row.pk, by=analyses.head(), at=AT).approved_at


def test_what_is_sent_back_is_written_on_and_submitted_again():
    row = submitted()
    with pytest.raises(Refused, match="不能修改"):
        write(row, advice="请保存凭证。")

    with pytest.raises(Refused, match="理由"):
        actions.return_analysis(analysis_id=row.pk, why=" ", by=analyses.head(), at=AT)
    actions.return_analysis(analysis_id=row.pk, why="请补充建议", by=analyses.head(), at=AT)
    row = write(row, advice="请保存凭证。")
    row = actions.submit_analysis(analysis_id=row.pk, by=analyses.analyst(), at=AT)

    assert (row.state, row.returned_why) == (S.IN_REVIEW, "")


def test_a_publication_keeps_its_files_and_the_hash_of_its_snapshot():
    row = analyses.published()

    kept = files.files(row.stream)
    assert row.state == S.PUBLISHED
    assert sorted(each.name.rsplit(".", 1)[1] for each in kept) == [
        "docx", "html", "json", "pdf", "xlsx",
    ]  # fmt: skip
    (frozen,) = [each for each in kept if each.name.endswith(".json")]
    assert frozen.sha256 == row.sha256
    with files.open_content(frozen.pk) as content:
        assert json.loads(content.read())["title"] == row.title


def test_a_correction_is_a_new_version_with_a_reason_and_takes_the_place_of_the_first():
    first = analyses.published()
    with pytest.raises(Refused, match="理由") as refused:
        analyses.drafted()
    assert refused.value.field == "reason"

    second = analyses.published(reason="补录了漏登的投诉")

    first.refresh_from_db()
    assert (first.state, second.version, second.corrects_id) == (S.SUPERSEDED, 2, first.pk)
    assert first.snapshot == second.snapshot


def test_a_draft_is_compiled_again_from_what_is_so_now_and_keeps_what_was_written():
    row = write(analyses.drafted(), advice="请保存凭证。")
    before = row.frozen.table("totals").rows[0].cells["value"].value
    casework.a_complaint(Stage.ACCEPTED, at=NOON + timedelta(hours=5), phone="13897018888")

    frozen = queries.compiled(queries.order_of(row), at=LATER)
    fresh = actions.compile_again(
        analysis_id=row.pk, frozen=frozen, by=analyses.analyst(), at=LATER
    )

    assert fresh.frozen.sha256 == frozen.sha256
    row = Analysis.objects.get(pk=row.pk)
    assert row.frozen.table("totals").rows[0].cells["value"].value == before + 1
    assert row.texts["advice"] == "请保存凭证。"
    assert row.texts["overview"] == row.frozen.drafted["overview"]


def test_an_analysis_is_compared_with_what_it_corrects_table_by_table():
    analyses.published()
    casework.a_complaint(
        Stage.ACCEPTED, at=NOON + timedelta(hours=5), phone="13897018888",
        nature_code="N03",
    )  # fmt: skip
    second = analyses.drafted(reason="补录")

    (before,) = queries.earlier(second, analyses.analyst())
    found = {each.key: each for each in queries.difference(second, before)}

    moved = {(e.name, e.column): (e.before.text, e.now.text) for e in found["nature"].changes}
    assert moved["质量", "2026年（件）"] == ("4", "5")
    assert found["goods_top"].is_none


def test_a_quarter_is_compared_with_the_quarter_before():
    third, fourth = analyses.published("2026Q3"), analyses.drafted("2026Q4")

    assert queries.earlier(fourth, analyses.analyst()) == [third]


def test_a_discarded_draft_makes_room_for_another():
    row = analyses.drafted()
    actions.discard_analysis(analysis_id=row.pk, by=analyses.analyst(), at=AT)

    assert analyses.drafted().version == 2


def test_every_step_stands_in_the_record():
    row = analyses.published()

    events = Event.objects.filter(stream=row.stream, kind__startswith="analysis.").order_by(
        "at", "pk"
    )
    kinds = list(events.values_list("kind", flat=True))
    assert kinds[0] == "analysis.drafted"
    assert kinds[-3:] == ["analysis.submitted", "analysis.approved", "analysis.published"]


def test_a_draft_is_seen_at_its_place_alone_and_what_is_published_by_everybody():
    row = analyses.drafted()
    stranger = analyses.analyst("630103")
    assert queries.analysis(row.pk, stranger) is None

    actions.discard_analysis(analysis_id=row.pk, by=analyses.analyst(), at=AT)
    published = analyses.published()

    assert queries.analysis(published.pk, stranger) == published
    assert queries.analyses(stranger) == [published]
