"""A business without an account: a letter, its link, one complaint, an answer."""

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from smart315.casework.states import Stage
from smart315.documents import queries as files
from smart315.documents.models import StoredFile
from tests.documents.reading import text_of as read
from tests.given import NOON, accounts, businesses, casework
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
OTHER = "西宁昆仑家电有限公司"
LINK = re.compile(r"/invited/[\w-]+/")
ANSWER = {"code": "refund", "amount": "299", "promised_on": "2026-09-05", "text": "同意退款。"}
WHO = {"name": "马兰", "role": "店长", "stated": "on"}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def complaint(db):
    casework.the_world()
    shop = businesses.a_business(OTHER, region="630102")
    return casework.a_complaint(
        Stage.INVESTIGATING, business_id=shop.pk, respondent_name=OTHER, at=NOON
    )


def sent(complaint):
    """Let the officer issue the letter; return what it says and the address of its link."""
    officer = browser_of(accounts.li_min())
    officer.post(f"/desk/complaints/{complaint.pk}/invitation/", {"key": str(uuid4())})
    letter = complaint.issued.filter(code="D06b", state="in_force").get()
    with files.open_content(letter.pdf_id) as content:
        said = read(content.read())
    return said, link_of(officer, complaint)


def link_of(officer, complaint):
    """Print the page that goes with the letter; return the address on it."""
    page = officer.post(f"/desk/complaints/{complaint.pk}/invitation/link/")
    assert "no-store" in page["Cache-Control"]
    found = LINK.search(read(page.content))
    assert found
    return found[0]


def test_the_letter_is_looked_at_then_issued_under_a_number_and_names_nobody(complaint):
    officer = browser_of(accounts.li_min())

    looked_at = text_of(officer.get(f"/desk/complaints/{complaint.pk}/invitation/"))
    said, _link = sent(complaint)

    assert "扫描随函附页上的二维码" in looked_at
    assert "青消邀字〔2026〕630102-1号" in said
    assert complaint.number in said
    for hidden in ("周颖", casework.PHONE, complaint.facts):
        assert hidden not in said
        assert hidden not in looked_at


def test_a_second_letter_takes_the_place_of_the_first_and_its_link(complaint):
    _said, first = sent(complaint)
    _said, second = sent(complaint)

    states = complaint.issued.filter(code="D06b").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["replaced", "in_force"]
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_what_is_kept_of_the_letter_opens_nothing(complaint):
    said, link = sent(complaint)
    token = link.split("/")[2]

    kept = b"".join(_contents(each) for each in StoredFile.objects.all())
    papers = StoredFile.objects.filter(name__endswith="pdf")
    printed = "".join(read(_contents(each)) for each in papers)

    assert "/invited/" not in said + printed
    assert token.encode() not in kept
    assert token not in printed


def _contents(stored):
    """Return the file as it lies in the store; the parts of a DOCX unpacked."""
    with files.open_content(stored.pk) as content:
        whole = content.read()
    if not zipfile.is_zipfile(io.BytesIO(whole)):
        return whole
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        return b"".join(parts.read(each) for each in parts.namelist())


def test_a_lost_page_is_printed_again_and_the_former_link_ends(complaint):
    _said, first = sent(complaint)
    second = link_of(browser_of(accounts.li_min()), complaint)

    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert complaint.issued.filter(code="D06b").count() == 1


def test_without_the_letter_no_page_is_printed(complaint):
    officer = browser_of(accounts.li_min())

    page = officer.post(f"/desk/complaints/{complaint.pk}/invitation/link/", follow=True)

    assert "请先制作邀请函" in text_of(page)
    assert not complaint.invitations.exists()


def test_strangers_print_no_page(complaint):
    sent(complaint)

    page = browser_of(accounts.wang_qiang()).post(
        f"/desk/complaints/{complaint.pk}/invitation/link/"
    )

    assert page.status_code in {403, 404}


def test_who_scans_it_says_who_they_are_reads_and_answers(complaint):
    _page, link = sent(complaint)
    browser = Client()

    sealed = text_of(browser.get(link))
    nobody = text_of(browser.post(link, {"name": "", "role": ""}))
    opened = text_of(browser.post(link, WHO, follow=True))
    wrong = text_of(browser.post(f"{link}answer/", ANSWER | {"amount": ""}))
    answered = text_of(browser.post(f"{link}answer/", ANSWER, follow=True))

    assert complaint.facts not in sealed
    assert "请填写您的姓名" in nobody
    assert complaint.facts in opened
    assert "周颖" not in opened
    assert "请写明金额" in wrong
    assert "马兰（店长）" in answered
    assert "/join/" in answered
    now = casework.reloaded(complaint)
    assert now.business_opened_at == NOON
    assert now.answers.get().amount_fen == 29_900


def test_the_link_works_in_one_browser_and_ends_when_revoked(complaint):
    _page, link = sent(complaint)
    first, second = Client(), Client()
    first.post(link, WHO)

    used = text_of(second.get(link))
    peeked = second.post(f"{link}answer/", ANSWER)
    browser_of(accounts.li_min()).post(f"/desk/complaints/{complaint.pk}/invitation/revoke/")

    assert "链接已经用过" in used
    assert peeked.status_code == 404
    assert first.get(link).status_code == 404


def test_guessing_is_slowed_down(complaint):
    _page, link = sent(complaint)
    browser = Client()
    for guess in range(20):
        assert browser.get(f"/invited/nonsense{guess}/").status_code == 404

    assert browser.get(link).status_code == 404


def test_the_record_of_the_channel_is_shown_to_the_officer(complaint):
    _page, link = sent(complaint)
    Client().post(link, WHO)
    officer = browser_of(accounts.li_min())

    page = text_of(officer.get(f"/desk/complaints/{complaint.pk}/direct/"))
    letter = text_of(officer.get(f"/desk/complaints/{complaint.pk}/invitation/"))

    assert "已打开" in page
    assert "马兰（店长）" in letter


def test_a_business_reads_its_own_record_and_signs_anew(portal, shop):
    pledge = businesses.a_pledge(shop)

    page = text_of(portal.get("/portal/record/"))
    text = text_of(portal.get(f"/portal/record/pledges/{pledge.pk}/"))
    form = {"respond_hours": "8", "solve_hours": "24", "signed_by": "赵磊", "signed_as": "店长"}
    address = f"/portal/record/{shop.pk}/direct/sign/"
    refused = text_of(portal.post(address, form))
    portal.post(address, form | {"agreed": "on"})

    assert "按时答复" in page
    assert "承诺书" in text
    assert "请阅读承诺书全文后勾选" in refused
    again = text_of(portal.get("/portal/record/"))
    assert "8小时内回应" in again
    assert "已终止" in again
    assert portal.get("/portal/record/pledges/999/").status_code == 404
