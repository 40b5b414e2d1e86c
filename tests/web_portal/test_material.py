"""Material of the business: who may look at it, how it is handed out, what proves performance."""

from django.core.files.uploadedfile import SimpleUploadedFile

from smart315.casework import actions
from smart315.casework.codes import Audience
from smart315.casework.models import Agreement, Evidence
from smart315.casework.states import Stage
from tests.given import NOON, casework
from tests.given.documents import PDF, a_picture


def _file(name="进货单.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def _add(portal, complaint, *files, more="evidence/", **fields):
    address = f"/portal/complaints/{complaint.pk}/{more}"
    return portal.post(address, {"material": list(files), **fields}, follow=True)


def test_several_files_are_added_at_once(portal, opened):
    picture = _file("货架.jpg", a_picture())
    page = _add(portal, opened, _file(), picture, purpose="进货来源").content.decode()

    assert Evidence.objects.filter(complaint=opened, purpose="进货来源").count() == 2
    assert "进货单.pdf" in page


def test_material_may_be_for_the_association_alone(portal, opened):
    _add(portal, opened, _file(), private="on")

    evidence = Evidence.objects.get(complaint=opened)
    assert evidence.audience == Audience.BUSINESS
    consumers = casework.zhou_ying(opened)
    handed_out = actions.open_evidence(
        complaint_id=opened.pk, evidence_id=evidence.pk, by=consumers, at=NOON
    )
    assert handed_out is None
    assert "进货单.pdf" in portal.get(f"/portal/complaints/{opened.pk}/").content.decode()


def test_a_file_that_may_not_be_stored_is_refused_with_the_remedy(portal, opened):
    page = _add(portal, opened, _file("程序.pdf", b"MZ\x90\x00" * 50))

    assert "程序.pdf" in page.context["evidence_form"].errors["material"][0]
    assert not Evidence.objects.exists()


def test_without_a_file_the_field_says_so(portal, opened):
    form = _add(portal, opened).context["evidence_form"]

    assert form.errors["material"] == ["请选择要上传的文件。"]


def test_a_document_is_saved_and_a_picture_shown_and_neither_can_act(portal, opened):
    _add(portal, opened, _file(), _file("货架.jpg", a_picture()))
    answers = {
        each.file.name: portal.get(f"/portal/complaints/{opened.pk}/evidence/{each.pk}/")
        for each in Evidence.objects.select_related("file")
    }

    assert answers["进货单.pdf"]["Content-Disposition"].startswith("attachment")
    assert answers["货架.jpg"]["Content-Disposition"].startswith("inline")
    for answer in answers.values():
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        answer.close()


def test_material_of_a_sealed_complaint_is_not_handed_out(portal, direct):
    stored = actions.add_evidence(
        complaint_id=direct.pk,
        content=_file().file,
        name="小票.pdf",
        by=casework.zhou_ying(direct),
        at=NOON,
    )

    address = f"/portal/complaints/{direct.pk}/evidence/{stored.pk}/"
    assert portal.get(address).status_code == 404


def test_performance_is_proved_with_a_word_and_files(portal, shop):
    settled = casework.a_complaint(Stage.SETTLED)

    page = _add(portal, settled, _file("转账截图.pdf"), more="performed/", note="9月1日已退款")

    assert Agreement.objects.get(complaint=settled).claimed_note == "9月1日已退款"
    assert Evidence.objects.get(complaint=settled).purpose == "履行凭证"
    assert "等待消费者确认" in page.content.decode()


def test_performance_without_a_word_is_refused_and_nothing_is_claimed(portal, shop):
    settled = casework.a_complaint(Stage.SETTLED)

    form = _add(portal, settled, more="performed/", note="").context["performance_form"]

    assert "请说明怎样履行的" in form.errors["note"][0]
    assert Agreement.objects.get(complaint=settled).claimed_at is None


def test_the_agreement_and_its_date_are_on_the_page(portal, shop):
    page = portal.get(f"/portal/complaints/{casework.a_complaint(Stage.SETTLED).pk}/")

    assert "履行承诺，并提交凭证" in page.content.decode()
