"""Pages cost the same number of queries, however much is behind them."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smart315.casework import actions, queries
from smart315.casework.codes import Audience
from smart315.casework.queries import Filters
from smart315.casework.states import Stage
from tests.given import NOON, accounts
from tests.given.casework import PHONE, a_complaint, an_offer, filed, zhao_lei, zhou_ying
from tests.given.documents import PDF


pytestmark = pytest.mark.usefixtures("_world")


def cost(read):
    # The register is read once and held; that is not what is counted here.
    read()
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def use_all(case):
    """Look at everything a page may show."""
    assert case is not None
    for each in (*case.entries, *case.answers, *case.transfers, *case.evidence, *case.documents):
        str(each)
    for hop in case.transfers:
        str(hop.sender), str(hop.receiver)
    for call in case.follow_ups:
        str(call.by)
    str(case.officer), str(case.business), str(case.organisation), str(case.sender)
    str(case.complaint.region)
    names = [name for name in dir(case) if name.startswith("may_")]
    assert names
    for name in names:
        getattr(case, name)
    assert case.stage_label
    assert case.next_clock or case.stage
    return case.open_offer


def grow(complaint):
    """Let much more happen in the case."""
    for number in range(5):
        actions.note(
            complaint_id=complaint.pk,
            text=f"第{number}次",
            audience=Audience.ALL,
            by=accounts.li_min(),
            at=NOON,
        )
        actions.add_evidence(
            complaint_id=complaint.pk,
            content=io.BytesIO(PDF + str(number).encode()),
            name=f"{number}.pdf",
            by=accounts.li_min(),
            at=NOON,
        )
        an_offer(complaint, amount_fen=100 + number)


@pytest.mark.parametrize("who", ["officer", "superior", "consumer", "business"])
def test_a_case_page_costs_the_same_for_a_thick_case(who):
    complaint = a_complaint(Stage.NEGOTIATING)
    reader = {
        "officer": accounts.li_min(),
        "superior": accounts.chen_jing(),
        "consumer": zhou_ying(complaint),
        "business": zhao_lei(),
    }[who]

    def read():
        use_all(queries.case(complaint.pk, reader, at=NOON))

    thin = cost(read)
    grow(complaint)

    assert cost(read) == thin
    assert thin <= 16


def test_a_case_that_may_not_be_read_costs_two_queries():
    complaint, stranger = filed(), accounts.wang_qiang()

    assert cost(lambda: queries.case(complaint.pk, stranger, at=NOON)) == 2


LISTS = {
    "listing": lambda: queries.listing(accounts.li_min(), Filters(), at=NOON),
    "search": lambda: queries.listing(accounts.li_min(), Filters(q="羽绒服"), at=NOON),
    "superior": lambda: queries.listing(accounts.chen_jing(), Filters(), at=NOON),
    "similar": lambda: queries.similar_open(1, accounts.li_min(), at=NOON),
    "today": lambda: queries.today(accounts.li_min(), at=NOON),
    "counts": lambda: queries.counts(accounts.li_min(), at=NOON),
    "follow-ups": lambda: queries.followups_due(accounts.follow_up_caller(), at=NOON),
    "approvals": lambda: queries.approvals(accounts.head()),
    "handed on": lambda: queries.transfers(accounts.li_min(), "out"),
    "to sign": lambda: queries.transfers(accounts.wang_qiang(), "in"),
    "owed": lambda: queries.owed_by_business(zhao_lei(), at=NOON),
    "portal": lambda: queries.business_listing(zhao_lei(), at=NOON),
    "phone": lambda: queries.of_phone(PHONE, at=NOON),
}


def a_day_of_work():
    """Complaints of every kind that the lists show."""
    for stage in (
        Stage.SUBMITTED,
        Stage.NEGOTIATING,
        Stage.TRANSFERRED,
        Stage.MEDIATING,
        Stage.CLOSED,
    ):
        a_complaint(stage)
    waiting = filed()
    actions.reject(
        complaint_id=waiting.pk, code="R01", reason="无权。", by=accounts.li_min(), at=NOON
    )
    actions.index_words(at=NOON)


def test_every_list_costs_the_same_for_many_lines():
    a_day_of_work()
    few = {name: cost(read) for name, read in LISTS.items()}

    a_day_of_work()

    assert {name: cost(read) for name, read in LISTS.items()} == few
