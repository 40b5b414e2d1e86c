"""A paper of an incident drafts itself, is written on, checked, issued by the head, withdrawn."""

from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts.actors import Role
from smart315.audit.models import Event
from smart315.casework import queries as casework
from smart315.documents import queries as files
from smart315.insight import actions, queries
from smart315.insight.kinds import Kind
from smart315.insight.models import Consequence, Paper
from smart315.insight.papers.catalogue import DECLARED
from smart315.insight.papers.lifecycle import (
    ELSEWHERE,
    PAPER,
    PAPERS,
    WHO,
    PaperKind,
    PaperState,
)
from smart315.insight.states import Follow
from smart315.kernel.verdicts import Refused
from tests.documents.reading import fonts_of, text_of
from tests.given import accounts, papers


pytestmark = pytest.mark.django_db
AT, LATER = papers.AT, papers.AT + timedelta(days=1)
K, S = PaperKind, PaperState


def reread(row):
    return queries.paper(row.pk, papers.writer())


def proof_of(row):
    return queries.proof(row.verify_code)


def write(row, by=None, **texts):
    return actions.write_paper(
        paper_id=row.pk, texts=texts, words={}, by=by or papers.writer(), at=AT
    )


def test_every_consequence_says_which_papers_it_has_or_where_they_are_made():
    assert set(PAPERS) == set(Follow)
    assert {each for each in PAPERS if not PAPERS[each]} == set(ELSEWHERE)
    assert set(DECLARED) == set(PaperKind)
    assert set(WHO) == set(PAPER.moves)


@pytest.mark.parametrize("kind", PaperKind)
def test_each_kind_goes_from_the_incident_to_paper(kind):
    row = papers.issued(kind)

    consequence = Consequence.objects.get(pk=row.consequence_id)
    declaration = DECLARED[kind]
    assert row.state == S.ISSUED
    assert bool(row.number) == declaration.numbered
    assert bool(consequence.done_at) == declaration.ends
    if declaration.ends:
        assert row.title in consequence.result
        assert row.number in consequence.result
    with files.open_content(row.pdf_id or 0) as content:
        printed = content.read()
    said = text_of(printed)
    assert row.number in said
    assert row.title in said
    assert "城东区消费者协会" in said
    assert "6000.00元" in said
    assert "�" not in said
    assert all(each.startswith("Noto") for each in fonts_of(printed))


def test_a_draft_of_an_advisory_tells_figures_law_and_routes_but_no_business():
    row = papers.drafted(K.TIP)

    said = "\n".join(row.texts.values())
    assert "健身服务投诉5件，涉及消费者5人" in row.texts["situation"]
    assert "合同问题5件，占100.00%" in row.texts["situation"]
    assert "预付" in row.texts["advice"]
    assert papers.GYM not in row.snapshot
    assert papers.GYM not in said
    assert row.words["goods"] == "健身服务"
    assert row.words["valid"] == "180"


def test_the_letter_to_the_department_names_the_business_and_counts_people_without_a_name():
    row = papers.drafted(K.CLUE)

    assert papers.GYM in row.texts["situation"]
    assert "（投诉5件，消费者5人）" in row.texts["situation"]
    assert row.words["days"] == "15"
    assert "马晓" not in row.snapshot
    assert "1389700" not in row.snapshot


def test_what_the_scan_expected_and_how_rare_it_is_stands_in_the_draft():
    incident = papers.an_incident()
    incident.found = {
        "since": "2026-08-25", "until": "2026-08-31", "observed": 18, "expected": 1.24,
        "interval95": [0, 4], "seldom": "14个月",
    }  # fmt: skip
    incident.save(update_fields=["found"])

    row = papers.drafted(K.CLUE, incident)

    said = row.texts["situation"]
    assert "实际18件，按以往情况预期1.2件（一百次中九十五次在0件到4件之间）" in said
    assert "平均14个月才会偶然出现一次" in said
    assert queries.paper_standing(row, AT).findings["situation"]
    assert [e for e in queries.paper_standing(row, AT).findings["situation"] if e.fault] == []


def test_drafting_twice_gives_the_one_that_is_under_way():
    row = papers.drafted(K.TALK)

    again = actions.draft_paper(
        consequence_id=row.consequence_id, kind=K.TALK, by=papers.writer(), at=LATER
    )

    assert again == row
    assert Paper.objects.count() == 1


def test_a_paper_of_another_measure_is_none():
    consequence = papers.a_consequence(papers.an_incident(), Follow.TEST)

    with pytest.raises(Refused, match="没有“案件线索移送函”"):
        actions.draft_paper(consequence_id=consequence.pk, kind=K.CLUE, by=papers.writer(), at=AT)


def test_an_edited_figure_is_flagged_at_its_place_and_keeps_the_paper_back():
    row = papers.filled(papers.drafted(K.CLUE))
    row = write(row, situation=row.texts["situation"].replace("投诉5件，涉及", "投诉50件，涉及"))

    found = queries.paper_standing(row, AT)
    assert [e.figure.text for e in found.findings["situation"] if e.fault] == ["50"]
    with pytest.raises(Refused, match="“50”与事件的数字不一致，应为5") as refused:
        actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT)
    assert refused.value.field == "situation"


def test_the_figures_stay_those_of_the_draft_until_it_is_drafted_again():
    row = papers.filled(papers.drafted(K.CLUE))
    row = write(row, taken="已电话联系，未接通。")
    papers.a_complaint(9)
    actions.detect(at=LATER)

    row = reread(row)
    assert "投诉5件" in row.texts["situation"]
    changed = {c.code for each in queries.paper_changes(row, LATER) for c in each.changes}
    assert {"complaints", "people", "yuan"} <= changed

    row = actions.draft_paper_again(paper_id=row.pk, by=papers.writer(), at=LATER)

    assert "投诉6件" in row.texts["situation"]
    assert row.texts["taken"] == "已电话联系，未接通。"
    assert row.words["to"] == papers.FILLED[K.CLUE]["to"]
    assert queries.paper_changes(reread(row), LATER) == []


def test_a_part_that_somebody_wrote_keeps_its_figure_and_is_flagged_after_drafting_again():
    row = papers.drafted(K.CLUE)
    row = write(row, situation=row.texts["situation"].replace("本会收到", "我会共收到"))
    papers.a_complaint(9)
    actions.detect(at=LATER)

    row = actions.draft_paper_again(paper_id=row.pk, by=papers.writer(), at=LATER)

    found = queries.paper_standing(row, LATER).findings["situation"]
    assert "5" in {each.figure.text for each in found if each.fault}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("请联系13897001234。", "电话"),
        ("马晓乙等人反映。", "当事人的姓名“马晓乙”"),
        ("该店诈骗消费者。", "不作这样的认定"),
        (f"{papers.GYM}关门。", "点名了"),
    ],
)
def test_what_a_public_paper_must_not_say_is_refused_with_field_and_remedy(text, why):
    row = papers.filled(papers.drafted(K.WARNING))
    row = write(row, risks=text)

    with pytest.raises(Refused, match=why) as refused:
        actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT)

    assert refused.value.field in {"risks", "legal"}
    row.refresh_from_db()
    assert row.texts["risks"] == text


def test_a_business_is_named_only_with_a_lawyer_s_word_and_a_finding_with_a_decision():
    row = papers.filled(papers.drafted(K.WARNING))
    write(row, risks=f"{papers.GYM}违法收费。")
    row = papers.filled(
        row, legal="法务王某已审，已告知经营者。", decided="城东区市场监管局决定书2026年第5号"
    )

    assert actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT).state == S.IN_REVIEW


def test_what_only_an_officer_knows_must_be_filled_in():
    row = papers.drafted(K.CLUE)

    with pytest.raises(Refused, match="请填写“主送”") as refused:
        actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT)

    assert refused.value.field == "to"


@pytest.mark.parametrize(
    ("day", "why"), [("下周三", "请填日期"), (f"{AT.date()}", "不足3个工作日")]
)
def test_whoever_is_invited_to_a_talk_has_time_to_prepare(day, why):
    row = papers.filled(papers.drafted(K.TALK), day=day)

    with pytest.raises(Refused, match=why) as refused:
        actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT)

    assert refused.value.field == "day"


def test_a_character_without_glyph_keeps_a_paper_back():
    row = write(papers.filled(papers.drafted(K.CLUE)), taken="已联系😀")

    with pytest.raises(Refused, match="字体没有这些字"):
        actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT)


def test_who_wrote_does_not_issue_nor_who_is_no_head():
    row = papers.submitted(K.TIP)
    both = accounts.officer("李敏", Role.HEAD, accounts.county())
    mediator = accounts.officer("调解员乙", Role.MEDIATOR, accounts.county())

    with pytest.raises(Refused, match="起草人以外的负责人"):
        actions.issue_paper(paper_id=row.pk, by=both, at=AT)
    with pytest.raises(Refused, match="由负责人签发"):
        actions.issue_paper(paper_id=row.pk, by=mediator, at=AT)


def test_nothing_goes_out_of_an_incident_that_nobody_confirmed():
    incident = papers.an_incident()
    row = papers.submitted(K.TIP, incident)
    incident.state = "suspected"
    incident.save(update_fields=["state"])

    with pytest.raises(Refused, match="还没有核实"):
        actions.issue_paper(paper_id=row.pk, by=papers.head(), at=AT)


def test_of_a_dismissed_incident_nothing_is_drafted():
    incident = papers.an_incident()
    consequence = papers.a_consequence(incident, Follow.ADVISORY)
    incident.state, incident.ended_at, incident.conclusion = "dismissed", AT, "误报"
    incident.save()

    with pytest.raises(Refused, match="已经排除"):
        actions.draft_paper(consequence_id=consequence.pk, kind=K.TIP, by=papers.writer(), at=AT)


def test_a_stranger_and_another_county_neither_see_nor_write_nor_issue():
    row = papers.submitted(K.CLUE)
    stranger = accounts.officer("城西受理", Role.INTAKE_OFFICER, accounts.county("630104"))
    other_head = accounts.head("630104")

    assert queries.paper(row.pk, stranger) is None
    for act in (actions.issue_paper, actions.submit_paper, actions.discard_paper):
        with pytest.raises(Refused):
            act(paper_id=row.pk, by=other_head, at=AT)
    with pytest.raises(Refused):
        actions.draft_paper(consequence_id=row.consequence_id, kind=K.CLUE, by=stranger, at=AT)


def test_what_is_returned_is_written_on_and_submitted_again():
    row = papers.submitted(K.CLUE)
    with pytest.raises(Refused, match="不能修改"):
        write(row, taken="改")
    with pytest.raises(Refused, match="理由"):
        actions.return_paper(paper_id=row.pk, why=" ", by=papers.head(), at=AT)

    actions.return_paper(paper_id=row.pk, why="请写清措施", by=papers.head(), at=AT)
    write(row, taken="已约见法定代表人。")
    row = actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT)

    assert (row.state, row.returned_why) == (S.IN_REVIEW, "")


def test_issuing_twice_is_once_and_the_numbers_run_on_beside_those_of_cases():
    first = papers.issued(K.CLUE)
    again = actions.issue_paper(paper_id=first.pk, by=papers.head(), at=LATER)
    second = papers.issued(K.CLUE, first.consequence.incident)

    assert again.number == first.number
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.number == "青消移字〔2026〕630102-1号"


def test_a_paper_is_proved_by_its_code_and_says_when_it_was_withdrawn():
    row = papers.issued(K.CLUE)
    proof = proof_of(row)
    assert (proof.number, proof.sha256, proof.state) == (row.number, row.pdf_sha256, "in_force")
    assert casework.proof(row.verify_code or "") is None

    with pytest.raises(Refused, match="理由"):
        actions.withdraw_paper(paper_id=row.pk, why="", by=papers.head(), at=LATER)
    actions.withdraw_paper(paper_id=row.pk, why="主送单位有误", by=papers.head(), at=LATER)

    assert proof_of(row).state == "void"
    assert Consequence.objects.get(pk=row.consequence_id).done_at is None


def test_one_made_anew_takes_the_place_of_the_first_with_a_reason():
    first = papers.issued(K.CLUE)
    given: dict[str, Any] = {
        "consequence_id": first.consequence_id, "kind": K.CLUE, "by": papers.writer(),
    }  # fmt: skip
    with pytest.raises(Refused, match="请写明原因"):
        actions.draft_paper(**given, at=LATER)

    row = actions.draft_paper(**given, at=LATER, reason="补充证据")
    assert row.words["to"] == papers.FILLED[K.CLUE]["to"]
    actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=LATER)
    row = actions.issue_paper(paper_id=row.pk, by=papers.head(), at=LATER)

    first.refresh_from_db()
    assert first.state == S.REPLACED
    assert proof_of(first).replaced_by == row.number
    assert row.number in Consequence.objects.get(pk=row.consequence_id).result


def test_every_step_is_on_record_and_nothing_personal_in_it():
    row = papers.submitted(K.TIP)
    actions.return_paper(paper_id=row.pk, why="改", by=papers.head(), at=AT)
    actions.draft_paper_again(paper_id=row.pk, by=papers.writer(), at=AT)
    actions.submit_paper(paper_id=row.pk, by=papers.writer(), at=AT)
    actions.issue_paper(paper_id=row.pk, by=papers.head(), at=AT)
    actions.withdraw_paper(paper_id=row.pk, why="改", by=papers.head(), at=AT)

    stream = row.consequence.incident.stream
    kinds = set(Event.objects.filter(stream=stream).values_list("kind", flat=True))
    assert {
        Kind.PAPER_DRAFTED, Kind.PAPER_DRAFTED_AGAIN, Kind.PAPER_WRITTEN, Kind.PAPER_SUBMITTED,
        Kind.PAPER_RETURNED, Kind.PAPER_ISSUED, Kind.PAPER_WITHDRAWN,
        Kind.CONSEQUENCE_DONE, Kind.CONSEQUENCE_OPEN_AGAIN,
    } <= kinds  # fmt: skip
