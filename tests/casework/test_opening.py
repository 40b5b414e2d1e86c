"""Material that is opened: every time stands in the record, and in the letter to a laboratory."""

import json
from datetime import timedelta
from io import BytesIO

import pytest

from smart315.accounts.actors import Actor
from smart315.audit import queries as audit
from smart315.casework import actions
from smart315.casework.codes import Audience
from smart315.casework.models import Complaint, Evidence
from smart315.casework.states import Stage
from smart315.documents import queries as files
from tests.documents.reading import text_of, words
from tests.given import NOON, accounts
from tests.given.casework import a_complaint, filed, reloaded, zhao_lei, zhou_ying
from tests.given.documents import PDF
from tests.given.letters import issued


pytestmark = pytest.mark.usefixtures("_world")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def a_report(
    complaint: Complaint,
    *,
    by: Actor | None = None,
    audience: Audience = Audience.ALL,
    page: bytes = b"",
) -> Evidence:
    return actions.add_evidence(
        complaint_id=complaint.pk,
        content=BytesIO(PDF + page),
        name="检测报告.pdf",
        audience=audience,
        by=by or zhou_ying(complaint),
        at=NOON,
    )


def opened(evidence, by, *, at=NOON):
    return actions.open_evidence(
        complaint_id=evidence.complaint_id, evidence_id=evidence.pk, by=by, at=at
    )


def test_only_those_for_whom_it_is_meant_open_it():
    complaint, other = a_complaint(Stage.NEGOTIATING), filed()
    theirs = a_report(complaint, audience=Audience.CONSUMER)
    inside = a_report(complaint, by=accounts.li_min(), audience=Audience.INTERNAL, page=b"2")

    assert opened(theirs, zhou_ying(complaint)) == theirs.file
    assert opened(inside, zhou_ying(complaint)) is None
    assert opened(theirs, zhao_lei()) is None
    assert opened(theirs, accounts.wang_qiang()) is None
    person = zhou_ying(complaint)
    elsewhere = actions.open_evidence(
        complaint_id=other.pk, evidence_id=theirs.pk, by=person, at=NOON
    )
    assert elsewhere is None


def test_each_opening_of_material_is_on_record_with_the_role_and_no_name():
    complaint = a_complaint(Stage.NEGOTIATING)
    evidence = a_report(complaint)

    opened(evidence, zhao_lei(), at=NOON + HOUR)
    opened(evidence, zhou_ying(complaint), at=NOON + 2 * HOUR)
    opened(evidence, accounts.wang_qiang())

    events = audit.history(complaint.stream, kind="complaint.evidence_opened")
    assert [json.loads(each.data) for each in events] == [
        {"evidence": evidence.pk, "role": "business"},
        {"evidence": evidence.pk, "role": "complainant"},
    ]
    assert [each.at for each in events] == [NOON + HOUR, NOON + 2 * HOUR]
    assert "赵磊" not in str([each.actor for each in events])
    assert reloaded(complaint).changed_at == NOON


def test_a_letter_to_a_laboratory_lists_who_opened_the_evidence_by_role_and_when():
    complaint = a_complaint(Stage.MEDIATING)
    evidence = a_report(complaint)
    unread = words(_printed(issued("D12", complaint)))
    person, officer = zhou_ying(complaint), accounts.li_min()
    for by, at in ((person, NOON), (officer, NOON + DAY), (person, NOON + DAY)):
        opened(evidence, by, at=at)

    read = words(_printed(issued("D12", complaint, at=NOON + DAY)))

    assert "没有人打开过这些材料" in unread
    assert words("1 投诉人 2026年9月1日12:00 2026年9月2日12:00") in read
    assert words("1 消费者协会工作人员 2026年9月2日12:00") in read


def _printed(document):
    with files.open_content(document.pdf_id) as content:
        return text_of(content.read())
