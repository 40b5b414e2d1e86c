"""Officers verify, send back, decline and activate; pledges on paper are entered."""

import pytest
from django.urls import reverse

from smart315.businesses import actions, queries
from smart315.businesses.models import Application
from smart315.businesses.states import ApplicationState, State
from tests.given import NOON, accounts, businesses, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
QUEUE = "/desk/applications/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.CLAMD = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


@pytest.fixture
def keeper():
    given.the_world()
    return browser_of(accounts.li_min())


def page_of(application):
    return reverse("desk:application", args=[application.pk])


def decided(keeper, application, name, **typed):
    address = reverse("desk:decide_application", args=[application.pk, name])
    return keeper.post(address, typed, follow=True)


def test_the_queue_shows_what_waits_and_its_papers_open(keeper):
    application = businesses.an_application()

    listed, page = text_of(keeper.get(QUEUE)), keeper.get(page_of(application))
    paper = keeper.get(f"{page_of(application)}papers/licence/")

    assert application.name in listed
    assert "13897005678" in text_of(page)
    assert "请核对" in text_of(page)
    assert b"".join(paper.streaming_content)[:4] == b"\x89PNG"
    assert keeper.get(f"{page_of(application)}papers/state/").status_code == 404


def test_an_application_goes_from_the_queue_to_an_account(keeper):
    application = businesses.an_application()

    unseen = decided(keeper, application, "verify", business="new")
    verified = decided(keeper, application, "verify", business="new", seen="on")
    actions.sign_application(
        application_id=application.pk,
        phone=businesses.CONTACT_PHONE,
        terms=actions.Terms(24, 48),
        signed_by="马海英",
        at=NOON,
    )
    activated = decided(keeper, application, "activate", username="xuelian")

    assert "请核对营业执照、授权书和联系人后勾选" in text_of(unseen)
    assert "已核验通过" in text_of(verified)
    assert "已启用" in text_of(activated)
    done = Application.objects.get(pk=application.pk)
    assert done.business is not None
    assert done.business.state == State.JOINED
    signed = queries.pledge_of(done.business.pk)
    assert signed is not None
    page = reverse("desk:pledge", args=[done.business.pk, signed.pk])
    assert page in text_of(keeper.get(reverse("desk:business", args=[done.business.pk])))
    assert signed.text.splitlines()[0] in text_of(keeper.get(page))


def test_a_known_business_is_offered_and_taken(keeper):
    known = businesses.a_business("西宁雪莲商贸公司", region="630102")
    application = businesses.an_application()

    decided(keeper, application, "verify", business=known.pk, seen="on")

    application.refresh_from_db()
    assert application.business == known


def test_sending_back_and_declining_want_reasons(keeper):
    first, second = businesses.an_application(), businesses.an_application()

    empty = decided(keeper, first, "return_application", note="看不清")
    decided(keeper, first, "return_application", reasons=["licence_unreadable"], note="看不清")
    decided(keeper, second, "decline", reason="not_authorised")

    assert "请至少选择一项需要更正的内容" in text_of(empty)
    assert "看不清" in text_of(empty)
    states = [Application.objects.get(pk=each.pk).state for each in (first, second)]
    assert states == [ApplicationState.RETURNED, ApplicationState.DECLINED]
    assert "授权" in text_of(keeper.get(page_of(second)))


def test_the_queue_asks_a_constant_number_of_questions(keeper, counted_queries):
    businesses.an_application()
    few = counted_queries(lambda: keeper.get(QUEUE))
    for _each in range(3):
        businesses.an_application()

    assert counted_queries(lambda: keeper.get(QUEUE)) == few


def test_a_pledge_on_paper_is_entered(keeper):
    shop = businesses.a_business()
    typed = {"kind": "direct", "respond_hours": 24, "solve_hours": 12, "signed_by": "赵磊"}
    address = reverse("desk:record_pledge", args=[shop.pk])

    wrong = keeper.post(address, typed)
    right = keeper.post(address, {**typed, "solve_hours": 36}, follow=True)

    assert "不能短于响应时限" in text_of(wrong)
    assert "已登记承诺书" in text_of(right)
    signed = queries.pledge_of(shop.pk)
    assert signed is not None
    assert signed.on_paper


def test_only_who_keeps_the_register_opens_the_queue():
    given.the_world()

    assert browser_of(accounts.follow_up_caller()).get(QUEUE).status_code == 403
