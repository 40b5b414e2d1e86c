"""Eight who issue at once: no number is left out and none is given twice, whatever fails."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, transaction

from smart315.audit import queries as audit
from smart315.casework import actions
from smart315.casework.models import DocumentSeries, IssuedDocument
from smart315.casework.states import Stage
from tests.given import NOON, accounts
from tests.given.casework import a_complaint
from tests.given.letters import an_order


pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 8
EACH = 3


class PowerCutError(Exception):
    """The process is gone between printing and the commit."""


def at_once(acts):
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_eight_who_issue_at_once_leave_no_gap_and_give_no_number_twice():
    complaint, officer = a_complaint(Stage.INVESTIGATING), accounts.li_min()
    others = [a_complaint(Stage.INVESTIGATING) for _ in range(WRITERS - 1)]

    def several(about):
        def act():
            for number in range(EACH):
                with suppress(PowerCutError), transaction.atomic():
                    actions.issue(order=an_order(about, "D18"), by=officer, at=NOON)
                    if number == 1:
                        raise PowerCutError

        return act

    at_once([several(about) for about in (complaint, *others)])

    issued = IssuedDocument.objects.filter(word="函").order_by("sequence")
    taken = list(issued.values_list("sequence", flat=True))
    assert taken == list(range(1, WRITERS * (EACH - 1) + 1))
    assert DocumentSeries.objects.get().last == len(taken)
    assert audit.verify().ok


def test_the_same_press_eight_times_at_once_is_one_document():
    complaint, officer = a_complaint(Stage.ACCEPTED), accounts.li_min()
    order = an_order(complaint, "D03")

    results = at_once([lambda: actions.issue(order=order, by=officer, at=NOON)] * WRITERS)

    assert len({each.number for each in results}) == 1
    assert DocumentSeries.objects.get().last == 1
