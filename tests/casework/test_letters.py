"""Letters: how they are registered, completed, masked and translated (handbook §2.8, §12.4)."""

import pytest

from smart315.casework import letters
from smart315.casework.codes import Audience
from smart315.casework.letters import Occasion
from smart315.casework.states import Stage
from smart315.documents import sheets
from smart315.kernel.verdicts import Refused
from tests.given import NOON
from tests.given.casework import a_complaint


pytestmark = pytest.mark.django_db


def an_occasion(complaint, **changes):
    given = {"complaint": complaint, "at": NOON, "by": "李敏"}
    return Occasion(**(given | changes))


def written(code, stage, **changes):
    complaint = a_complaint(stage)
    return "\n".join(sheets.texts(letters.build(code, an_occasion(complaint, **changes))))


def test_a_letter_is_completed_with_what_every_letter_bears():
    paper = letters.build("D03", an_occasion(a_complaint(Stage.ACCEPTED)))

    assert paper.title == "受理通知书"
    assert paper.organisation == paper.signed_by == "城东区消费者协会"
    assert paper.dated == NOON.date()
    assert paper.addressee == "周颖："
    assert paper.reference.startswith("青消投〔2026〕630102-")


def test_a_preview_hides_who_complained():
    text = written("D01", Stage.SUBMITTED, masked=True)

    assert "周*" in text
    assert "周颖" not in text
    assert "13897001234" not in text


def test_what_an_officer_wrote_takes_the_place_of_the_draft():
    text = written("D04", Stage.REJECTED, words={"reason": "另有管辖。"})

    assert "理由：另有管辖。" in text
    assert "不属于消费争议的管辖范围" not in text


def test_a_letter_that_the_case_does_not_bear_is_refused():
    occasion = an_occasion(a_complaint(Stage.SUBMITTED))

    for code in ("D02", "D03", "D04"):
        with pytest.raises(Refused):
            letters.build(code, occasion)


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(Refused, match="没有这种文书"):
        letters.letter("D99")


def test_tibetan_stands_below_the_chinese_where_the_complainant_chose_it():
    complaint = a_complaint(Stage.ACCEPTED)
    complaint.parties.update(language="bo")

    paper = letters.build("D03", an_occasion(complaint))

    assert paper.tibetan is not None
    assert paper.tibetan.signed_by == ""
    assert any("以国家通用语言文字文本为准" in text for text in sheets.texts(paper))
    assert letters.build("D02", an_occasion(a_complaint(Stage.SUPPLEMENT))).tibetan is None


def test_every_kind_says_who_may_fetch_it():
    assert all(isinstance(each.readers, Audience) for each in letters.letters())
