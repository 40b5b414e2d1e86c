"""A business sends an agent from its portal, says how far, and ends it; others cannot."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smart315.casework import actions
from smart315.casework.codes import Audience, Power
from smart315.casework.models import Authority
from tests.given import NOON, accounts, businesses, casework, mediation as given
from tests.given.documents import PDF
from tests.given.people import IDENTITY, LAWYER, LAWYER_PHONE, a_letter, sent
from tests.web_portal.test_mediating import opened, read


pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint(shop):
    complaint = given.mediating()
    actions.open_by_business(complaint_id=complaint.pk, by=casework.zhao_lei(), at=NOON)
    return complaint


def typed(**changes):
    scan = SimpleUploadedFile("授权委托书.pdf", PDF + b"signed and sealed")
    return {
        "name": LAWYER,
        "phone": LAWYER_PHONE,
        "capacity": "lawyer",
        "identity": IDENTITY,
        "matters": "与投诉人协商退款",
        "powers": ["state", "receive"],
        "since": "2026-09-01",
        "until": "2026-12-31",
        "letter": scan,
    } | changes


def page(complaint, rest=""):
    return f"/portal/complaints/{complaint.pk}/mediation/{rest}"


def test_the_manager_sends_an_agent_with_the_letter_and_withdraws_it(complaint, portal):
    assert "没有代理人，由经营者自己参加" in read(portal.get(page(complaint)))
    form = read(portal.get(page(complaint, "agent/")))
    assert "放弃请求" in form
    assert "撤回投诉" not in form

    shown = read(portal.post(page(complaint, "agent/"), typed(), follow=True))

    for words in (LAWYER, "一般代理", "律师、基层法律服务工作者", "赵磊登记", "解除委托"):
        assert words in shown
    for hidden in (LAWYER_PHONE, IDENTITY):
        assert hidden not in shown
    letter = Authority.objects.get()
    assert letter.letter is not None
    assert letter.letter.audience == Audience.BUSINESS
    there = f"/portal/complaints/{complaint.pk}/evidence/{letter.letter_id}/"
    assert there in shown
    assert b"".join(portal.get(there).streaming_content).startswith(PDF[:4])
    shown = read(portal.post(page(complaint, f"withdraw-agent/{letter.agent_id}/"), follow=True))
    assert "已解除" in shown
    letter.refresh_from_db()
    assert letter.revoked_at == NOON


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"letter": ""}, "请上传委托人签名的授权委托书"),
        ({"powers": []}, "请选择委托权限"),
        ({"identity": "630102199001011234"}, "身份证件号码不正确"),
        ({"until": "2026-08-01"}, "截止日不能早于起始日"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(complaint, portal, changes, words):
    shown = read(portal.post(page(complaint, "agent/"), typed(**changes)))

    assert words in shown
    assert LAWYER in shown
    assert not Authority.objects.exists()


def test_who_does_not_manage_the_business_sends_nobody(complaint, portal, other_portal, shop):
    agent = sent(complaint)
    clerk = Client()
    clerk.force_login(businesses.a_member(shop, "clerk", "小钱", role="agent"))

    shown = read(clerk.get(page(complaint)))
    assert LAWYER in shown
    assert "委托代理人</a>" not in shown
    assert "解除委托" not in shown
    refused = read(clerk.post(page(complaint, "agent/"), typed(name="另一人")))
    assert "只有经营者的负责人" in refused
    clerk.post(page(complaint, f"withdraw-agent/{agent.pk}/"))
    assert other_portal.get(page(complaint)).status_code == 404
    assert other_portal.post(page(complaint, "agent/"), typed()).status_code == 404
    assert [each.revoked_at for each in Authority.objects.all()] == [None]


def test_the_letter_is_read_by_neither_the_consumer_nor_another_business(
    complaint, portal, other_portal
):
    portal.post(page(complaint, "agent/"), typed())
    letter = Authority.objects.get().letter_id

    consumer = opened(complaint)
    assert consumer.get(f"/track/{complaint.pk}/evidence/{letter}/").status_code == 404
    assert "授权委托书.pdf" not in read(consumer.get(f"/track/{complaint.pk}/"))
    there = f"/portal/complaints/{complaint.pk}/evidence/{letter}/"
    assert other_portal.get(there).status_code == 404


def test_a_business_reads_of_the_consumers_agent_only_who_comes_and_how_far(complaint, portal):
    actions.appoint_agent(
        principal_id=complaint.parties.get().pk,
        name="马代理",
        phone="13997000099",
        letter=a_letter(complaint, powers=(Power.STATE, Power.SETTLE), capacity=""),
        by=accounts.li_min(),
        at=NOON,
    )

    shown = read(portal.get(page(complaint)))

    assert "马**" in shown
    assert "特别授权" in shown
    for hidden in ("马代理", "13997000099", "0099", "周颖", "与投诉人协商退款"):
        assert hidden not in shown


def test_an_agent_without_special_authority_does_not_sign_for_the_business(complaint, portal):
    general, special = sent(complaint), sent(complaint, Power.SETTLE, name="韩经理")
    text = given.a_text(complaint)
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    there = page(complaint, f"sign/{text.pk}/")

    assert "由谁签名" in read(portal.get(there))
    refused = read(portal.post(there, {"agent_id": general.pk}))
    assert "没有“和解、达成协议”的特别授权" in refused
    assert "重新登记代理人" in refused
    assert not text.signatures.exists()
    portal.post(there, {"agent_id": special.pk})
    assert text.signatures.get().agent == special


def test_the_page_costs_the_same_with_agents_on_both_sides(complaint, portal, counted_queries):
    sent(complaint)
    few = counted_queries(lambda: portal.get(page(complaint)))
    sent(complaint, name="韩经理", since=(NOON - timedelta(days=2)).date())

    assert counted_queries(lambda: portal.get(page(complaint))) == few
