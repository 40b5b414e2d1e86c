import hashlib
import io

import pytest
from django.core.files.storage import default_storage

from smart315.documents import actions, limits, policies, queries
from smart315.kernel.verdicts import Refused
from tests.given import NOON
from tests.given.documents import CAMERA, PDF, a_picture, a_stored_file


pytestmark = pytest.mark.django_db


def test_a_stored_file_can_be_read_again():
    stored = a_stored_file()

    with queries.open_content(stored.pk) as content:
        assert content.read() == PDF
    assert queries.files("complaint:1") == [stored]
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (stored.size, stored.media_type) == (len(PDF), "application/pdf")


def test_the_storage_learns_neither_the_name_nor_the_stream():
    stored = a_stored_file()

    assert "发票" not in stored.stored_as
    assert "complaint" not in stored.stored_as
    assert default_storage.exists(stored.stored_as)


def test_the_same_content_is_stored_once_in_a_stream(tmp_path):
    first = a_stored_file()

    again = a_stored_file(name="另一个名字.pdf")

    assert again.pk == first.pk
    assert len(list(tmp_path.rglob("*/*/*"))) == 1


def test_the_same_content_is_stored_again_in_another_stream():
    first = a_stored_file()

    other = a_stored_file(stream="complaint:2")

    assert other.stored_as != first.stored_as


def test_the_same_picture_is_stored_once_though_it_was_written_anew():
    first = a_stored_file(content=a_picture(), name="照片.jpg")

    again = a_stored_file(content=a_picture(), name="照片.jpg")

    assert again.pk == first.pk
    with queries.open_content(first.pk) as content:
        kept = content.read()
    assert CAMERA.encode() not in kept
    assert hashlib.sha256(kept).hexdigest() == first.kept_sha256
    assert (first.width, first.height) == (32, 64)


def test_a_recording_forgets_where_it_was_made_and_stays_as_long_as_it_was():
    video = b"\0\0\0\x18ftypqt  \0\0\0\0qt  qt  " + b"\xa9xyz\0\x12+36.6171+101.7782+2261.000/end"

    stored = a_stored_file(content=video, name="现场.mov")

    with queries.open_content(stored.pk) as content:
        kept = content.read()
    assert b"36.6171" not in kept
    assert kept.endswith(b"+00.0000+000.0000+0000.000/end")
    assert len(kept) == len(video)


def test_whoever_comes_second_with_the_same_content_leaves_nothing_behind():
    first = a_stored_file()
    (ours,) = queries.files("complaint:1")
    ours.pk, ours.stored_as = None, actions._written(io.BytesIO(PDF))

    kept = actions._registered(ours)

    assert kept.pk == first.pk
    assert not default_storage.exists(ours.stored_as)


@pytest.mark.parametrize(
    ("name", "stored_name"),
    [
        ("发票.pdf", "发票.pdf"),
        ("发票.exe", "发票.exe.pdf"),
        ("C:\\Users\\zhou\\发票.PDF", "发票.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("\u202efdp.发票.pdf", "fdp.发票.pdf"),
        ("", "未命名文件.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_honest(name, stored_name):
    assert a_stored_file(name=name).name == stored_name


def test_an_empty_file_is_refused():
    with pytest.raises(Refused, match=r"“空\.txt”是空的.*请重新选择"):
        a_stored_file(content=b"", name="空.txt")


def test_a_page_that_calls_itself_a_picture_is_refused():
    with pytest.raises(Refused, match=r"“照片\.jpg”的实际格式.*请上传"):
        a_stored_file(content=b"<html></html>", name="照片.jpg")


@pytest.mark.parametrize(
    ("content", "limit"),
    [(PDF, limits.FILE_BYTES), (b"ID3\x04" + bytes(64), limits.RECORDING_BYTES)],
)
def test_a_file_has_a_limit_by_its_kind(content, limit):
    kind = policies.require_kind(_long(content), limit, "文件")

    assert kind.limit == limit
    with pytest.raises(Refused, match=rf"超过了{limit // limits.MEGABYTE} MB的上限.*请压缩"):
        policies.require_kind(_long(content), limit + 1, "文件")


def test_a_file_larger_than_any_limit_is_refused_unread():
    with pytest.raises(Refused, match="有51 MB"):
        policies.require_size(50 * limits.MEGABYTE + 1, "录像.mp4")


def test_a_broken_picture_is_refused_with_a_remedy():
    with pytest.raises(Refused, match=r"图片“照片\.jpg”不完整.*请重新拍摄"):
        a_stored_file(content=a_picture()[:-40], name="照片.jpg")


def test_a_picture_of_too_many_pixels_is_refused_with_a_remedy(monkeypatch):
    monkeypatch.setattr(limits, "PIXELS", 10)

    with pytest.raises(Refused, match=r"图片“照片\.jpg”的尺寸过大。请"):
        a_stored_file(content=a_picture(), name="照片.jpg")


def test_a_file_is_opened_only_within_its_stream():
    stored = a_stored_file()

    assert queries.file(stored.pk, "complaint:1") == stored
    assert queries.file(stored.pk, "complaint:2") is None


def test_the_files_of_a_draft_go_over_to_its_complaint_once():
    draft = a_stored_file(stream="draft:1")
    double = a_stored_file(stream="draft:1", content=PDF + b"%%EOF\n")
    a_stored_file(stream="complaint:1", content=PDF + b"%%EOF\n")

    moved = actions.hand_over(stream="draft:1", to="complaint:1", by="consumer", at=NOON)

    assert moved == 1
    ids = {stored.pk for stored in queries.files("complaint:1")}
    assert draft.pk in ids
    assert double.pk not in ids
    assert queries.files("draft:1") == []


def _long(content):
    return io.BytesIO(content)
