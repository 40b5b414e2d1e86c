"""From a consequence to an issued paper at the desk: drafted, corrected, submitted, issued."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smart315.accounts.actors import Role
from smart315.insight import actions
from smart315.insight.models import Consequence, Paper
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.states import Follow
from tests.documents.reading import text_of as read_pdf
from tests.given import accounts, papers
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HERE = "/desk/incidents/papers/"


@pytest.fixture
def officer():
    return browser_of(papers.writer())


@pytest.fixture
def head():
    return browser_of(papers.head())


@pytest.fixture(autouse=True)
def clock(time_travel_to):
    time_travel_to(papers.AT)


def page_of(row, name=""):
    return f"{HERE}{row.pk}/{name}"


def typed(row, **changes):
    return {**row.words, **row.texts, **papers.FILLED[PaperKind(row.kind)], **changes}


def test_a_consequence_leads_to_a_draft_that_the_incident_s_page_shows(officer):
    incident = papers.an_incident()
    consequence = papers.a_consequence(incident, Follow.ADVISORY)
    page = text_of(officer.get(f"/desk/incidents/{incident.pk}/"))
    assert "起草文书" in page
    assert "还没有文书" in page
    ask = f"/desk/incidents/consequences/{consequence.pk}/paper/"
    assert "消费警示" in text_of(officer.get(ask))

    officer.post(ask, {"kind": "warning", "reason": ""})

    row = Paper.objects.get()
    page = text_of(officer.get(page_of(row)))
    assert "健身服务投诉5件，涉及消费者5人" in page
    assert "请填写“风险等级”" in page
    assert "（文号在发出时取得）" in page
    listed = text_of(officer.get(f"/desk/incidents/{incident.pk}/"))
    assert "消费警示" in listed
    assert "起草中" in listed


def test_where_papers_are_made_elsewhere_it_says_so(officer):
    incident = papers.an_incident()
    consequence = papers.a_consequence(incident, Follow.SUPPORT_SUIT)

    assert "写给每位消费者" in text_of(officer.get(f"/desk/incidents/{incident.pk}/"))
    ask = f"/desk/incidents/consequences/{consequence.pk}/paper/"
    assert officer.get(ask).status_code == 404


def test_a_wrong_figure_is_marked_and_said_at_its_field_and_what_was_typed_stays(officer):
    row = papers.drafted(PaperKind.CLUE)
    wrong = row.texts["situation"].replace("投诉5件，涉及", "投诉50件，涉及")

    page = officer.post(page_of(row, "write/"), typed(row, situation=wrong), follow=True)

    assert "投诉50件" in page.content.decode()
    assert "“50”与事件的数字不一致，应为5" in text_of(page)
    marked = officer.get(page_of(row)).content.decode()
    assert '<mark class="figure-wrong">' in marked
    assert "提交签发" in text_of(officer.get(page_of(row)))
    officer.post(page_of(row, "do/submit/"))
    assert Paper.objects.get().state == "draft"


def test_two_people_bring_a_letter_to_the_department_out(officer, head):
    row = papers.drafted(PaperKind.CLUE)
    officer.post(page_of(row, "write/"), typed(row))
    assert "需要修改的由负责人退回" in text_of(officer.get(page_of(row, "do/submit/")))
    officer.post(page_of(row, "do/submit/"))
    assert officer.get(page_of(row, "do/issue/")).status_code == 404
    assert officer.get(page_of(row, "write/")).status_code == 302

    head.post(page_of(row, "do/return/"), {"why": "写清证据"})
    assert "写清证据" in text_of(officer.get(page_of(row)))
    officer.post(page_of(row, "do/submit/"))
    assert "签发后取得文号" in text_of(head.get(page_of(row, "do/issue/")))
    said = text_of(head.post(page_of(row, "do/issue/"), follow=True))

    row.refresh_from_db()
    assert "青消移字〔2026〕630102-1号" in said
    assert row.number in Consequence.objects.get().result
    file = officer.get(page_of(row, "file/pdf/"))
    content = b"".join(file.streaming_content)
    assert row.number in read_pdf(content)
    assert row.number in text_of(officer.get(f"/desk/incidents/{row.consequence.incident_id}/"))
    proof = text_of(officer.get(f"/verify/{row.verify_code}/"))
    assert "真实的，现在有效" in proof
    assert row.number in proof


def test_a_withdrawn_paper_says_why_and_its_proof_that_it_is_void(officer, head):
    row = papers.issued(PaperKind.TIP)
    refused = text_of(head.post(page_of(row, "do/withdraw/"), {"why": ""}))
    assert "请写明理由" in refused

    head.post(page_of(row, "do/withdraw/"), {"why": "内容过时"})

    assert "内容过时" in text_of(officer.get(page_of(row)))
    assert "已作废，不再有效" in text_of(officer.get(f"/verify/{row.verify_code}/"))


def test_a_second_one_needs_a_reason(officer):
    row = papers.issued(PaperKind.TIP)
    ask = f"/desk/incidents/consequences/{row.consequence_id}/paper/"

    refused = text_of(officer.post(ask, {"kind": "tip", "reason": ""}))
    assert "请写明原因" in refused
    officer.post(ask, {"kind": "tip", "reason": "补充退费办法"})

    assert "补充退费办法" in text_of(officer.get(page_of(Paper.objects.latest("pk"))))


def test_new_figures_of_the_incident_are_told_and_taken_with_one_press(officer):
    row = papers.drafted(PaperKind.CLUE)
    assert "事件的数字有变化" not in text_of(officer.get(page_of(row)))
    actions.add_member(
        incident_id=row.consequence.incident_id, number=str(papers.a_complaint(9).number),
        why="同一家店", by=papers.writer(), at=papers.AT,
    )  # fmt: skip

    page = text_of(officer.get(page_of(row)))
    assert "事件的数字有变化" in page
    assert "5 → 6" in page
    officer.post(page_of(row, "again/"))

    assert "投诉6件" in text_of(officer.get(page_of(row)))


@pytest.mark.parametrize(
    ("ending", "kind"), [("pdf", "application/pdf"), ("docx", "wordprocessing")]
)
def test_a_draft_is_handed_out_as_a_file_marked_as_a_preview(officer, ending, kind):
    row = papers.drafted(PaperKind.TEST)

    file = officer.get(page_of(row, f"file/{ending}/"))

    assert kind in file["Content-Type"]
    if ending == "pdf":
        assert "预览" in read_pdf(file.content)
    assert officer.get(page_of(row, "file/exe/")).status_code == 404


def test_a_stranger_finds_nothing_and_may_do_nothing(officer):
    row = papers.drafted(PaperKind.CLUE)
    stranger = browser_of(
        accounts.officer("城西受理", Role.INTAKE_OFFICER, accounts.county("630104"))
    )

    for name in ("", "write/", "do/submit/", "file/pdf/"):
        assert stranger.get(page_of(row, name)).status_code == 404
    assert stranger.post(page_of(row, "again/")).status_code == 404
    ask = f"/desk/incidents/consequences/{row.consequence_id}/paper/"
    assert stranger.get(ask).status_code == 404


def test_the_province_reads_and_does_not_write(officer):
    row = papers.drafted(PaperKind.CLUE)
    province = browser_of(accounts.officer("省会督办", Role.SUPERVISOR, accounts.province()))

    page = text_of(province.get(page_of(row)))

    assert "案件线索移送函" in page
    assert province.get(page_of(row, "write/")).status_code == 302
    assert province.get(page_of(row, "do/submit/")).status_code == 404


def test_the_incident_s_page_takes_as_many_queries_for_one_paper_as_for_many(officer):
    incident = papers.an_incident()
    papers.drafted(PaperKind.TIP, incident)
    with CaptureQueriesContext(connection) as one:
        officer.get(f"/desk/incidents/{incident.pk}/")

    for kind in (PaperKind.WARNING, PaperKind.CLUE, PaperKind.TEST):
        papers.drafted(kind, incident)
    with CaptureQueriesContext(connection) as many:
        officer.get(f"/desk/incidents/{incident.pk}/")

    assert len(many) <= len(one)


def test_the_head_s_work_of_today_leads_to_what_is_to_be_signed(officer, head):
    assert "待签发的文书" not in text_of(head.get("/desk/"))
    assert "没有文书" in text_of(head.get(HERE))
    row = papers.submitted(PaperKind.CLUE)

    assert f"{HERE}?state=in_review" in head.get("/desk/").content.decode()
    listed = head.get(f"{HERE}?state=in_review").content.decode()
    assert page_of(row) in listed
    assert "待签发的文书" not in text_of(officer.get("/desk/"))
    assert page_of(row) not in head.get(f"{HERE}?state=issued").content.decode()


def test_the_list_takes_as_many_queries_for_one_as_for_many(officer):
    incident = papers.an_incident()
    papers.drafted(PaperKind.TIP, incident)
    with CaptureQueriesContext(connection) as one:
        officer.get(HERE)
    for kind in (PaperKind.WARNING, PaperKind.CLUE, PaperKind.TEST):
        papers.drafted(kind, incident)
    with CaptureQueriesContext(connection) as many:
        page = text_of(officer.get(HERE))

    assert len(many) <= len(one)
    assert "案件线索移送函" in page


def test_a_stranger_s_list_holds_nothing_of_another_county():
    papers.drafted(PaperKind.CLUE)
    stranger = browser_of(
        accounts.officer("城西受理", Role.INTAKE_OFFICER, accounts.county("630104"))
    )

    assert "没有文书" in text_of(stranger.get(HERE))


def test_the_result_of_a_talk_begins_with_the_notice_that_went_out(officer):
    row = papers.issued(PaperKind.TALK)
    incident = row.consequence.incident_id

    page = officer.get(f"/desk/incidents/{incident}/do/finish/{row.consequence_id}/")

    assert f"已发出《指导谈话通知书》，文号：{row.number}。" in page.content.decode()
