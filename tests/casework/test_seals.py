"""The seal of an organisation: who keeps it, which pictures will do, what becomes of letters."""

import io
import zipfile
from datetime import timedelta

import pytest

from smart315.accounts import actions, queries as organisations
from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import queries
from smart315.casework.states import Stage
from smart315.documents import queries as files
from smart315.kernel.verdicts import Refused
from tests.documents.reading import pictures_of
from tests.given import NOON, accounts
from tests.given.casework import a_complaint
from tests.given.documents import PDF, a_seal
from tests.given.letters import issued


pytestmark = pytest.mark.usefixtures("_world")
LATER = NOON + timedelta(hours=1)
RED = (180, 0, 0, 255)


def keeper():
    return accounts.officer("系统管理员", Role.SYSTEM_ADMIN, accounts.province())


def sealed(picture=None, *, by=None, at=NOON):
    return actions.set_seal(
        organisation_id=accounts.county("630102").pk,
        content=io.BytesIO(picture or a_seal()),
        name="公章.png",
        by=by or keeper(),
        at=at,
    )


def bytes_of(file_id):
    with files.open_content(file_id) as content:
        return content.read()


def in_docx(file_id):
    with zipfile.ZipFile(io.BytesIO(bytes_of(file_id))) as paper:
        floats = b"wp:anchor" in paper.read("word/document.xml")
        return floats, any(each.startswith("word/media/") for each in paper.namelist())


def test_a_letter_bears_the_seal_of_its_day_and_keeps_it():
    plain, first = issued("D03"), sealed()
    letter, second = issued("D03"), sealed(a_seal(colour=RED), at=LATER)
    later = issued("D03", at=LATER)

    assert [each.seal for each in (plain, letter, later)] == [None, first, second]
    assert [pictures_of(bytes_of(each.pdf_id)) for each in (plain, letter, later)] == [0, 1, 1]
    assert [in_docx(each.docx_id) for each in (plain, letter)] == [(False, False), (True, True)]
    first.refresh_from_db()
    assert first.until == LATER
    assert organisations.seals(first.organisation_id) == [second, first]
    kinds = [each.kind for each in audit.history(f"organisation:{first.organisation_id}")]
    assert kinds.count("organisation.seal_set") == 2


def test_a_seal_out_of_use_leaves_room_for_the_real_one():
    seal = sealed()
    draft = queries.document_draft(a_complaint(Stage.ACCEPTED), "D03", accounts.li_min(), at=NOON)
    assert queries.seal_of(draft).startswith(b"\x89PNG")

    actions.end_seal(organisation_id=seal.organisation_id, by=keeper(), at=LATER)

    assert issued("D03", at=LATER).seal is None
    assert queries.seal_of(draft) == b""
    with pytest.raises(Refused):
        actions.end_seal(organisation_id=seal.organisation_id, by=keeper(), at=LATER)


def test_the_same_picture_again_changes_nothing():
    assert sealed() == sealed(at=LATER)


def test_only_who_manages_the_organisation_keeps_its_seal():
    for by in (accounts.li_min(), accounts.head(), accounts.chen_jing()):
        with pytest.raises(Refused, match="无权"):
            sealed(by=by)


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (PDF, "PNG格式"),
        (a_seal(kind="JPEG"), "PNG格式"),
        (a_seal()[:900], "损坏"),
        (a_seal(size=(200, 200)), "像素之间"),
        (a_seal(size=(900, 400)), "正方形"),
        (a_seal(ground=(255, 255, 255, 255)), "不透明"),
        (a_seal(colour=(0, 0, 0, 0)), "空白"),
        (bytes(3 * 1024 * 1024), "不能超过2 MB"),
    ],
)
def test_a_picture_that_would_spoil_the_letter_is_refused(picture, says):
    with pytest.raises(Refused, match=says):
        sealed(picture)
