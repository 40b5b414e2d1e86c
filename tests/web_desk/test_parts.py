"""The pages on which several organisations work on one case."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework import actions
from smart315.casework.models import Assignment, Supervision
from smart315.casework.states import Stage
from tests.casework.test_transfer import hand_on
from tests.given import NOON, accounts, casework as given
from tests.given.documents import PDF
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def a_complaint(stage=Stage.INVESTIGATING):
    return given.a_complaint(stage, at=NOON - HOUR)


def about(complaint, name):
    return reverse("desk:case_act", args=[complaint.pk, name])


def press(browser, address, **typed):
    return browser.post(address, typed, follow=True)


def on_task(name, part, *more):
    return reverse(f"desk:{name}", args=[part.pk, *more])


def asked(**typed):
    helper = accounts.county("630104")
    typed = {"helper_id": helper.pk, "task": "evidence", "wording": "请拍摄价目表。", **typed}
    answer = press(browser_of(accounts.li_min()), about(a_complaint(), "help"), **typed)
    assert "已发出协助请求" in text_of(answer)
    return Assignment.objects.get(part="assist")


def test_help_goes_from_the_case_to_the_helper_and_back():
    part = asked()
    helper = browser_of(accounts.wang_qiang())

    assert "请拍摄价目表。" in text_of(helper.get(reverse("desk:tasks")))
    page = text_of(helper.get(on_task("task", part)))
    assert "羽绒服第二天开始掉毛" not in page
    assert "周" not in page
    press(helper, on_task("sign_task", part))
    file = SimpleUploadedFile("价目表.pdf", PDF)
    assert "已上传" in text_of(press(helper, on_task("add_task_file", part), file=file))
    answer = press(helper, on_task("task_act", part, "answer"), result="done", answer="已拍摄。")

    assert "已答复" in text_of(answer)
    case = text_of(browser_of(accounts.li_min()).get(f"/desk/complaints/{part.complaint_id}/"))
    assert "价目表.pdf" in case
    assert "已拍摄。" in case


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays():
    complaint = a_complaint()

    answer = press(
        browser_of(accounts.li_min()), about(complaint, "help"), task="evidence", wording="请核实。"
    )

    form = answer.context["form"]
    assert "helper_id" in form.errors
    assert "请核实。" in text_of(answer)


def test_a_task_is_declined_with_a_code_and_a_request_taken_back():
    part = asked()
    helper = browser_of(accounts.wang_qiang())
    bare = press(helper, on_task("task_act", part, "refuse"), reason="不办。")
    assert "code" in bare.context["form"].errors

    press(helper, on_task("task_act", part, "refuse"), code="not_competent", reason="已搬走。")

    assert "不属于本单位职责" in text_of(
        browser_of(accounts.li_min()).get(reverse("desk:tasks") + "?direction=out")
    )
    Assignment.objects.all().delete()
    other = asked()
    cancel = reverse("desk:cancel_task", args=[other.complaint_id, other.pk])
    press(browser_of(accounts.li_min()), cancel, reason="商家已提供。")
    assert Assignment.objects.get().state == "ended"


def test_a_partner_signs_reads_the_contact_and_answers_on_one_page():
    complaint = given.filed(at=NOON - HOUR)
    hand_on(complaint, partner_id=accounts.partner().pk, consent=True, at=NOON)
    part = Assignment.objects.get(part="outside")
    partner = browser_of(accounts.officer("协作员", Role.PARTNER, accounts.partner()))

    assert partner.get(f"/desk/complaints/{complaint.pk}/").status_code == 403
    assert "签收以后" in text_of(partner.get(on_task("task", part)))
    press(partner, on_task("sign_task", part))
    seen = press(partner, on_task("task_contact", part))
    assert given.PHONE in text_of(seen)
    assert seen["Cache-Control"] == "no-store"
    answer = press(
        partner,
        on_task("task_act", part, "answer"),
        result="resolved",
        answer="已退款。",
        recovered_fen="299",
    )

    assert "争议已解决" in text_of(answer)
    assert Assignment.objects.get(part="outside").recovered_fen == 29_900


def test_a_stranger_finds_no_task():
    part = asked()
    stranger = browser_of(accounts.head("630202"))

    for name in ("task", "sign_task"):
        assert stranger.get(on_task(name, part)).status_code in {404, 405}
    press(stranger, on_task("sign_task", part))
    assert Assignment.objects.get().state == "offered"


def test_a_superior_orders_the_unit_reports_and_the_superior_closes():
    complaint = a_complaint()
    superior, unit = browser_of(accounts.chen_jing()), browser_of(accounts.li_min())

    press(superior, about(complaint, "supervise"), level="order", reason="请尽快调解。")
    order = Supervision.objects.get()
    assert "请尽快调解。" in text_of(unit.get(reverse("desk:supervisions")))
    act = [reverse("desk:supervision_act", args=[order.pk, name]) for name in ("answer", "close")]
    press(unit, act[0], answer="已通知双方。")
    assert "已通知双方。" in text_of(superior.get(reverse("desk:supervisions") + "?direction=out"))
    press(superior, act[1], remark="")

    order.refresh_from_db()
    assert order.state == "closed"
    assert "已销号" in text_of(unit.get(reverse("desk:supervisions")))


def test_the_list_of_orders_opens_on_the_side_that_holds_something():
    complaint = a_complaint()
    here, on = reverse("desk:supervisions"), "outgoing"
    province = browser_of(accounts.officer("省级", Role.SUPERVISOR, accounts.province()))
    superior, unit = browser_of(accounts.chen_jing()), browser_of(accounts.li_min())
    assert [each.get(here).context[on] for each in (province, unit)] == [True, False]

    press(superior, about(complaint, "supervise"), level="order", reason="请尽快调解。")

    assert [each.get(here).context[on] for each in (superior, unit)] == [True, False]
    assert superior.get(f"{here}?direction=in").context[on] is False
    assert "请尽快调解。" in text_of(superior.get(here))


def test_a_superior_takes_the_case_up_and_a_unit_cannot():
    complaint = a_complaint()
    unit = browser_of(accounts.li_min())

    assert "不能对这件投诉" in text_of(unit.get(about(complaint, "take-up"), follow=True))
    press(browser_of(accounts.chen_jing()), about(complaint, "take-up"), reason="跨区县。")

    assert given.reloaded(complaint).organisation == accounts.prefecture()
    assert unit.get(f"/desk/complaints/{complaint.pk}/").status_code == 200


def test_the_reply_of_a_department_is_written_down_on_the_case():
    complaint = given.filed(at=NOON - HOUR)
    hand_on(complaint, outside="城东区教育局", consent=True, at=NOON)
    officer = browser_of(accounts.li_min())

    assert "登记外部单位答复" in text_of(officer.get(f"/desk/complaints/{complaint.pk}/"))
    press(officer, about(complaint, "reply"), result="unresolved", answer="未达成一致。")

    assert "未达成一致。" in text_of(officer.get(f"/desk/complaints/{complaint.pk}/"))


def test_the_lists_cost_the_same_for_many_lines(django_assert_max_num_queries):
    officer = browser_of(accounts.li_min())
    for _each in range(4):
        complaint = a_complaint()
        actions.ask_help(
            complaint_id=complaint.pk,
            helper_id=accounts.county("630104").pk,
            task="inquiry",
            wording="请核实。",
            by=accounts.li_min(),
            at=NOON,
        )
        actions.supervise(
            complaint_id=complaint.pk, reason="请尽快。", by=accounts.chen_jing(), at=NOON
        )

    for address in (reverse("desk:tasks") + "?direction=out", reverse("desk:supervisions")):
        with django_assert_max_num_queries(10):
            officer.get(address)
