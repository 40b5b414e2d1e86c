"""Eight who issue at once: no number is left out and none is given twice, whatever fails."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, transaction

from smart315.audit import queries as audit
from smart315.casework import actions
from smart315.casework.actions import printing
from smart315.casework.models import DocumentSeries, IssuedDocument
from smart315.casework.states import Stage
from smart315.documents import queries as files
from tests.documents.reading import text_of, words
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
                order = an_order(about, "D18")
                if number != 1:
                    actions.issue(order=order, by=officer, at=NOON)
                    continue
                with suppress(PowerCutError), transaction.atomic():
                    actions.issue(order=order, by=officer, at=NOON)
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


def test_whoever_is_overtaken_prints_again_under_the_next_number(monkeypatch):
    """Another process takes the number while the first one prints."""
    complaint, other = (a_complaint(Stage.INVESTIGATING) for _ in range(2))
    print_one = printing.printed
    quicker: list[IssuedDocument | None] = []

    def slowly(paper, *, at):
        if not quicker:
            quicker.append(None)
            with transaction.atomic():
                quicker[0] = actions.issue(
                    order=an_order(other, "D18"), by=accounts.li_min(), at=NOON
                )
        return print_one(paper, at=at)

    monkeypatch.setattr(printing, "printed", slowly)
    slower = actions.issue(order=an_order(complaint, "D18"), by=accounts.li_min(), at=NOON)

    assert (quicker[0].sequence, slower.sequence) == (1, 2)
    with files.open_content(slower.pdf_id) as content:
        assert words(slower.number) in text_of(content.read())
