"""Every move has a page: it makes the move, says why not, and keeps what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework import actions
from smart315.casework.models import Approval
from smart315.casework.policies import WHO
from smart315.casework.states import Stage
from smart315.web.desk import moves
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
S = Stage
LATER = "2026-09-20"
TERMS = {"code": "refund", "amount": "299", "perform_by": LATER, "method": "由经营者原路退回"}


def url(complaint, move):
    return reverse("desk:move", args=[complaint.pk, move])


def press(browser, complaint, move, **typed):
    return browser.post(url(complaint, move), {"seen": complaint.stage, **typed}, follow=True)


def a_complaint(stage):
    """A complaint that came to the stage this morning."""
    return given.a_complaint(stage, at=NOON - timedelta(hours=1))


def everything():
    """A person who may do everything in 城东区 but approve, and is nobody's officer."""
    return accounts.officer(
        "全能", (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.FOLLOW_UP, Role.ARCHIVIST)
    )


def assigned(complaint):
    return {"officer": accounts.user_of(accounts.li_min()).pk}


MADE = [
    ("request_supplement", S.SUBMITTED, {"missing": ["付款记录"]}, S.SUPPLEMENT),
    ("supplement", S.SUPPLEMENT, {"answer": "小票找到了"}, S.SUBMITTED),
    ("settle_first", S.SUBMITTED, {}, S.NEGOTIATING),
    (
        "accept",
        S.SUBMITTED,
        {"nature_code": "N03", "category_code": "G02", "told": "on"},
        S.ACCEPTED,
    ),
    ("consult", S.SUBMITTED, {"reply": "可以七日内退货。"}, S.CONSULT),
    (
        "start_mediation",
        S.INVESTIGATING,
        {"place": "电话", "consumer_agrees": "on", "business_agrees": "on"},
        S.MEDIATING,
    ),
    ("suspend", S.MEDIATING, {"reason": "appraisal"}, S.SUSPENDED),
    ("resume", S.SUSPENDED, {}, S.MEDIATING),
    ("settle", S.INVESTIGATING, TERMS, S.SETTLED),
    ("verify_performance", S.AGREED, {"note": "投诉人来电确认"}, S.PERFORMED),
    ("follow_up", S.CLOSED, {"reached": "yes", "satisfaction": "5"}, S.FOLLOWED_UP),
]


@pytest.mark.parametrize(("move", "stage", "typed", "reached"), MADE)
def test_a_move_is_made_on_its_page_and_said_on_the_case(move, stage, typed, reached):
    complaint = a_complaint(stage)
    browser = browser_of(everything())

    shown = browser.get(url(complaint, move))
    answer = press(browser, complaint, move, **typed)

    assert shown.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("desk:complaint", args=[complaint.pk])
    assert given.reloaded(complaint).stage == reached
    assert str(moves.PAGES[move].said) in text_of(answer)


PROPOSED = [
    ("reject", S.SUBMITTED, {"code": "R07", "reason": "找不到经营者。"}),
    ("terminate", S.MEDIATING, {"code": "M03", "reason": "差距过大。"}),
    ("close", S.PERFORMED, {"outcome": "mediated", "recovered": "299"}),
    ("transfer", S.SUBMITTED, {"to": "inside", "reason": "经营者在城西区。"}),
]


@pytest.mark.parametrize(("move", "stage", "typed"), PROPOSED)
def test_a_move_under_approval_is_proposed(move, stage, typed):
    complaint = a_complaint(stage)
    if move == "transfer":
        typed = {**typed, "receiver": accounts.county("630104").pk}

    answer = press(browser_of(everything()), complaint, move, **typed)

    assert "已提交审批" in text_of(answer)
    assert given.reloaded(complaint).stage == stage
    assert Approval.objects.get(complaint=complaint).move == move


def test_the_head_assigns_and_reads_how_busy_everybody_is():
    a_complaint(S.MEDIATING)
    complaint = a_complaint(S.ACCEPTED)
    browser = browser_of(accounts.head())

    page = browser.get(url(complaint, "assign"))
    press(browser, complaint, "assign", **assigned(complaint))

    assert "李敏（在办 1 件）" in text_of(page)
    assert given.reloaded(complaint).stage == S.INVESTIGATING


def test_the_head_takes_a_closed_case_up_again():
    complaint = a_complaint(S.CLOSED)

    press(browser_of(accounts.head()), complaint, "reopen", reason="有新的检测报告")

    assert given.reloaded(complaint).stage == S.REOPENED


def test_the_archivist_reads_which_papers_are_missing_then_archives():
    complaint = a_complaint(S.CLOSED)
    browser = browser_of(accounts.archivist())

    refused = press(browser, complaint, "archive")
    given.issue_all(complaint, at=NOON)
    press(browser, complaint, "archive")

    assert "还有文书没有发出" in text_of(refused)
    assert given.reloaded(complaint).stage == S.ARCHIVED


def test_who_receives_signs_or_sends_back():
    signed, returned = a_complaint(S.TRANSFERRED), a_complaint(S.TRANSFERRED)
    browser = browser_of(accounts.wang_qiang())

    press(browser, signed, "sign_for")
    answer = press(
        browser, returned, "return_transfer", code="out_of_place", reason="经营者不在本区。"
    )

    assert given.reloaded(signed).stage == S.SUBMITTED
    assert given.reloaded(returned).organisation == accounts.county("630102")
    assert answer.redirect_chain[-1][0] == reverse("desk:transfers")
    assert "已退回" in text_of(answer)


def test_the_business_is_asked_for_its_side():
    complaint = a_complaint(S.INVESTIGATING)

    answer = press(browser_of(accounts.li_min()), complaint, "invite_business")

    assert given.reloaded(complaint).business_invited_at == NOON
    assert "没有打开过" in text_of(answer)


def test_default_is_noted_only_after_the_agreed_day(time_travel_to):
    complaint = a_complaint(S.AGREED)

    early = press(browser_of(everything()), complaint, "default")
    time_travel_to(NOON + timedelta(days=11))
    press(browser_of(everything()), complaint, "default")

    assert "履行期限尚未届满" in text_of(early)
    assert given.reloaded(complaint).stage == S.DEFAULTED


def test_material_that_never_came_ends_the_complaint_only_after_its_day(time_travel_to):
    complaint = a_complaint(S.SUPPLEMENT)

    early = press(browser_of(everything()), complaint, "lapse")
    time_travel_to(NOON + timedelta(days=10))
    press(browser_of(everything()), complaint, "lapse")

    assert "尚未届满" in text_of(early)
    assert given.reloaded(complaint).stage == S.REJECTED


def test_a_correction_says_why_and_keeps_the_rest():
    complaint = a_complaint(S.SUBMITTED)

    press(
        browser_of(everything()),
        complaint,
        "correct",
        nature_code="N01",
        category_code=complaint.category_code,
        respondent_name=complaint.respondent_name,
        reason="投诉人来电更正",
    )

    after = given.reloaded(complaint)
    assert (after.nature_code, after.respondent_name) == ("N01", complaint.respondent_name)


UNCLEAR = [
    ("amount", {**TERMS, "amount": ""}, "请写明金额"),
    ("amount", {**TERMS, "amount": "很多"}, "请以元为单位填写金额"),
    ("extra", {**TERMS, "extra": "500"}, "不能大于总金额"),
    ("method", {**TERMS, "method": ""}, "请填写"),
    ("perform_by", {**TERMS, "perform_by": "2026-08-01"}, "不能早于今天"),
    ("perform_by", {**TERMS, "perform_by": "月底"}, "有效的日期"),
    ("code", {**TERMS, "code": ""}, "请填写"),
]


@pytest.mark.parametrize(("field", "typed", "reason"), UNCLEAR)
def test_an_unclear_settlement_is_refused_at_the_field_and_what_was_typed_stays(
    field, typed, reason
):
    complaint = a_complaint(S.INVESTIGATING)
    typed = {**typed, "text": "商家致歉。"}

    answer = press(browser_of(accounts.li_min()), complaint, "settle", **typed)

    form = answer.context["form"]
    assert reason in "".join(form.errors[field])
    assert "商家致歉。" in text_of(answer)
    assert given.reloaded(complaint).stage == S.INVESTIGATING


def test_no_short_form_goes_past_the_editor_of_agreements():
    # Its checks alone say whether a court would confirm what was agreed (handbook ME-08).
    complaint = a_complaint(S.MEDIATING)
    browser = browser_of(accounts.li_min())
    editor = reverse("desk:edit_agreement", args=[complaint.pk])

    opened = browser.get(url(complaint, "agree"))
    sent = press(browser, complaint, "agree", **TERMS)

    assert opened["Location"] == editor
    assert sent.redirect_chain[-1][0] == editor
    assert given.reloaded(complaint).stage == S.MEDIATING


def test_one_party_alone_is_no_mediation():
    complaint = a_complaint(S.INVESTIGATING)

    answer = press(
        browser_of(accounts.li_min()),
        complaint,
        "start_mediation",
        place="本会调解室",
        consumer_agrees="on",
    )

    assert "一方不同意" in "".join(answer.context["form"].errors["business_agrees"])
    assert "本会调解室" in text_of(answer)


def test_the_reminder_of_12315_must_be_ticked_before_accepting():
    complaint = a_complaint(S.SUBMITTED)

    answer = press(
        browser_of(accounts.li_min()), complaint, "accept", nature_code="N03", category_code="G02"
    )

    assert "市场监管部门不再受理" in "".join(answer.context["form"].errors["told"])


def test_a_refusal_prints_the_five_routes():
    complaint = a_complaint(S.SUBMITTED)

    page = text_of(browser_of(accounts.li_min()).get(url(complaint, "reject")))

    assert "向人民法院提起诉讼" in page
    assert "R07" in page


def test_leaving_the_network_needs_the_consumers_consent():
    complaint = a_complaint(S.SUBMITTED)

    answer = press(
        browser_of(accounts.li_min()),
        complaint,
        "transfer",
        to="outside",
        outside="文化和旅游局",
        reason="属旅游质监",
    )

    assert "取得投诉人同意" in "".join(answer.context["form"].errors["consent"])


def test_of_two_officers_the_second_reads_that_the_case_moved_on():
    complaint = a_complaint(S.SUBMITTED)
    browser = browser_of(accounts.li_min())
    actions.accept(complaint_id=complaint.pk, by=everything(), at=NOON)

    answer = browser.post(
        url(complaint, "reject"),
        {"seen": "submitted", "code": "R07", "reason": "写了很久的理由"},
    )

    assert answer.status_code == 409
    assert "已有变化" in text_of(answer)
    assert "已受理" in text_of(answer)
    assert "写了很久的理由" in text_of(answer)
    assert given.reloaded(complaint).stage == S.ACCEPTED


def test_a_move_that_is_not_lawful_now_is_not_offered_and_its_page_says_why():
    complaint = a_complaint(S.SUBMITTED)
    browser = browser_of(accounts.li_min())

    case = text_of(browser.get(reverse("desk:complaint", args=[complaint.pk])))
    answer = browser.get(url(complaint, "agree"), follow=True)

    assert url(complaint, "agree") not in case
    assert "现为“待受理”" in text_of(answer)


def test_a_move_that_is_somebody_elses_is_not_offered():
    complaint = a_complaint(S.ACCEPTED)
    browser = browser_of(accounts.li_min())

    case = text_of(browser.get(reverse("desk:complaint", args=[complaint.pk])))
    answer = browser.get(url(complaint, "assign"), follow=True)

    assert url(complaint, "assign") not in case
    assert "您现在不能" in text_of(answer)


def test_nobody_of_another_county_finds_the_page_of_a_move():
    complaint = a_complaint(S.SUBMITTED)
    browser = browser_of(accounts.wang_qiang())

    assert browser.get(url(complaint, "accept")).status_code == 404
    assert browser.post(url(complaint, "accept"), {"seen": "submitted"}).status_code == 404


def test_there_is_no_page_for_a_move_that_does_not_exist():
    complaint = a_complaint(S.SUBMITTED)

    assert browser_of(accounts.li_min()).get(url(complaint, "abolish")).status_code == 404


def test_every_move_of_staff_has_a_page_and_every_page_a_guide_or_none():
    of_staff = {name for name, who in WHO.items() if who.permission is not None}

    assert of_staff - {"submit"} <= moves.PAGES.keys()
    assert {page for names in moves.LEADS.values() for page in names} <= moves.PAGES.keys()


def test_once_the_consumer_is_late_the_first_thing_is_to_let_the_case_lapse(time_travel_to):
    complaint = given.a_complaint(Stage.SUPPLEMENT, at=NOON - timedelta(hours=1))
    browser = browser_of(accounts.li_min())
    case = f"/desk/complaints/{complaint.pk}/"

    assert browser.get(case).context["offer"].primary.name == "supplement"
    assert _lead_of(browser) == "supplement"
    time_travel_to(NOON + timedelta(days=8))
    browser.force_login(accounts.user_of(accounts.li_min()))
    assert browser.get(case).context["offer"].primary.name == "lapse"
    assert _lead_of(browser) == "lapse"


def _lead_of(browser):
    return browser.get("/desk/complaints/").context["lines"][0].lead.name
