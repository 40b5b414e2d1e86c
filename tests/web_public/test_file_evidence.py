"""Evidence: checked by content, several at once, listed, removable; or a reason why none."""

import io

import pytest

from smart315.documents import queries as files
from smart315.web.public.file import evidence
from smart315.web.public.limits import Limit
from tests.given import documents as given
from tests.web_public import walk


def _file(name="小票.jpg", content=None):
    upload = io.BytesIO(given.a_picture() if content is None else content)
    upload.name = name
    return upload


def _stream(browser):
    from smart315.casework import queries

    return queries.draft_stream(walk.draft_of(browser))


def _upload(browser, *uploads, **more):
    return walk.answer(
        browser, "evidence", files=list(uploads), no_evidence_reason="", upload="1", **more
    )


@pytest.fixture
def asked(browser):
    walk.up_to(browser, "evidence")
    return browser


def test_several_files_are_taken_at_once_and_listed(asked):
    answered = _upload(asked, _file(), _file("合同.pdf", given.PDF))
    page = asked.get(answered.url).content.decode()

    assert answered.url == walk.url("evidence")
    assert "小票.jpg" in page
    assert "合同.pdf" in page


def test_a_file_is_judged_by_its_content_and_the_others_are_kept(asked):
    page = _upload(asked, _file(), _file("木马.jpg", b"MZ\x90\x00" + bytes(200))).content.decode()

    assert "木马.jpg" in page
    assert "实际格式" in page
    assert [each.name for each in files.files(_stream(asked))] == ["小票.jpg"]


def test_the_next_button_uploads_as_well(asked):
    answered = walk.answer(asked, "evidence", files=[_file()], no_evidence_reason="")

    assert answered.url == walk.url("you")
    assert len(files.files(_stream(asked))) == 1


def test_a_refused_file_keeps_the_reader_on_the_page(asked):
    page = walk.answer(
        asked, "evidence", files=[_file("空.jpg", b"")], no_evidence_reason="小票丢了"
    )

    assert page.status_code == 200
    assert "小票丢了" in page.content.decode()


def test_the_same_file_twice_is_once(asked):
    _upload(asked, _file(), _file("又一次.jpg"))

    assert len(files.files(_stream(asked))) == 1


def test_a_file_can_be_removed(asked):
    _upload(asked, _file())
    kept = files.files(_stream(asked))[0]

    walk.answer(asked, "evidence", remove=str(kept.pk))

    assert files.files(_stream(asked)) == []


def test_another_draft_s_file_cannot_be_removed(asked, stranger):
    _upload(asked, _file())
    kept = files.files(_stream(asked))[0]
    walk.up_to(stranger, "evidence")

    walk.answer(stranger, "evidence", remove=str(kept.pk))

    assert len(files.files(_stream(asked))) == 1


def test_neither_file_nor_reason_is_refused(asked):
    page = walk.answer(asked, "evidence", no_evidence_reason="  ")

    assert "请上传证据；暂时没有的，请写明原因" in page.content.decode()


def test_there_is_a_most(asked, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_FILES", 1)

    page = _upload(asked, _file(), _file("合同.pdf", given.PDF)).content.decode()

    assert "最多1个文件" in page
    assert len(files.files(_stream(asked))) == 1


def test_uploading_without_end_is_slowed_down(asked, monkeypatch):
    monkeypatch.setattr(evidence, "UPLOADS", Limit("few", 1, 60))

    page = _upload(asked, _file(), _file("合同.pdf", given.PDF)).content.decode()

    assert "上传太频繁" in page
    assert [each.name for each in files.files(_stream(asked))] == ["小票.jpg"]
