"""A committee that has a case is named wherever the law looks for it (人民调解法 §22, §29)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smart315.casework import actions, queries
from smart315.casework.codes import Side
from smart315.documents import queries as files
from tests.documents.reading import text_of
from tests.given import NOON, accounts, committees, mediation as given
from tests.given.casework import reloaded, zhou_ying
from tests.given.letters import issued, to_the_court


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
COMMITTEE = "青海省家用汽车消费纠纷人民调解委员会"
PANEL = ("马建国", "李秀兰")


@pytest.fixture
def heard(db):
    complaint = given.mediating()
    committees.seated(complaint)
    return reloaded(complaint)


def told(complaint):
    """What the consumer reads of the session."""
    lines = queries.talks(complaint.pk, zhou_ying(complaint))
    return next(each.text for each in lines if each.text.startswith("调解会"))


def paper(code, complaint, at):
    found = issued(code, complaint, at=at)
    with files.open_content(found.pdf_id) as content:
        return text_of(content.read())


def test_the_panel_is_expected_at_the_session_and_the_parties_are_told_of_it(heard):
    session = given.told(given.a_session(heard))

    people = queries.expected(session)
    assert [(each.name, each.side) for each in people[-2:]] == [
        (name, Side.MEDIATOR) for name in PANEL
    ]
    for words in (COMMITTEE, *PANEL):
        assert words in told(heard)


def test_the_agreement_and_the_letterto_the_court_say_that_the_committee_conducted_it(heard):
    given.concluded(heard)
    to_the_court(reloaded(heard), NOON + DAY)

    agreement, letter = (paper(code, reloaded(heard), NOON + DAY) for code in ("D08", "D22"))

    assert f"经{COMMITTEE}主持调解" in agreement
    assert f"经{COMMITTEE}主持调解" in letter


def test_a_case_that_came_back_is_conducted_by_the_association_again(heard):
    panel = heard.panels.get()
    actions.give_back(panel_id=panel.pk, report="双方另有约定。", by=accounts.head(), at=NOON)
    session = given.told(given.a_session(heard))

    assert COMMITTEE not in told(heard)
    assert not {each.name for each in queries.expected(session)} & set(PANEL)


def test_nobody_closes_a_committee_while_it_is_given_a_case(db):
    complaint = given.mediating()

    with CaptureQueriesContext(connection) as asked:
        committees.seated(complaint)

    held = [
        each["sql"]
        for each in asked
        if "FOR UPDATE" in each["sql"] and 'FROM "community_committee"' in each["sql"]
    ]
    # On SQLite every transaction that writes holds everything.
    assert bool(held) is connection.features.has_select_for_update
