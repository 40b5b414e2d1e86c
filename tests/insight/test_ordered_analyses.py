"""An ordered analysis is compiled once by the worker, and what goes wrong is said on the order."""

import json
from datetime import timedelta

import pytest

from smart315.accounts import actions as accounts_actions, queries as accounts_queries
from smart315.accounts.actors import SYSTEM, Role
from smart315.audit.models import Event
from smart315.insight import actions, queries
from smart315.insight.actions import compiling
from smart315.insight.analyses.compilations import LEASE, MOST_ATTEMPTS, CompilationState
from smart315.insight.models import Analysis, Compilation
from smart315.kernel.verdicts import Refused
from tests.given import accounts, analyses, counting


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
AT, SOON = analyses.AT, analyses.AT + timedelta(seconds=5)
S = CompilationState


@pytest.fixture(autouse=True)
def counted():
    counting.complaints()


def ordered(period="2026", *, reason="", by=None):
    order = queries.order(period, region=analyses.PLACE)
    return actions.order_analysis(order=order, reason=reason, by=by or analyses.analyst(), at=AT)


def compile_next(*, at, compiled=queries.compiled):
    return actions.compile_ordered(compiled=compiled, at=at)


def read(row):
    return Compilation.objects.get(pk=row.pk)


def test_an_order_waits_for_the_worker_and_becomes_the_same_draft_as_at_once():
    row = ordered()
    assert (row.state, row.analysis) == (S.WAITING, None)

    assert compile_next(at=SOON)
    assert not compile_next(at=SOON)

    row = read(row)
    at_once = queries.compiled(queries.order("2026", region=analyses.PLACE), at=AT)
    assert (row.state, row.ended_at) == (S.DONE, SOON)
    assert row.analysis.sha256 == at_once.sha256
    assert row.analysis.writers == [analyses.analyst().name]


def test_what_is_ordered_twice_is_compiled_once():
    first = ordered()

    assert ordered() == first
    while compile_next(at=SOON):
        pass
    assert Analysis.objects.count() == 1
    with pytest.raises(Refused, match="正在起草"):
        ordered()


def test_every_step_is_told_in_its_order(monkeypatch):
    steps = []
    row = ordered()
    told = compiling._tell

    def listening(held, step):
        told(held, step)
        steps.append(read(row).step)

    monkeypatch.setattr(compiling, "_tell", listening)
    compile_next(at=SOON)

    assert steps == [each.value for each in queries.Step]


def test_only_those_who_write_at_the_place_order_and_wait():
    row = ordered()

    for stranger in (accounts.li_min(), analyses.analyst("630103")):
        assert queries.compilation(row.pk, stranger) is None
        assert queries.compilations(stranger) == []
        with pytest.raises(Refused):
            ordered("2026Q3", by=stranger)
    assert queries.compilations(analyses.analyst()) == [row]


def test_a_correction_without_a_reason_is_refused_when_it_is_ordered():
    analyses.published()

    with pytest.raises(Refused, match="理由") as refused:
        ordered()
    assert refused.value.field == "reason"

    row = ordered(reason="补录")
    compile_next(at=SOON)
    assert (read(row).analysis.version, read(row).analysis.reason) == (2, "补录")


def test_what_changed_between_order_and_compiling_is_said_on_the_order():
    row = ordered()
    analyses.drafted()

    assert compile_next(at=SOON)

    row = read(row)
    assert (row.state, row.analysis) == (S.FAILED, None)
    assert "正在起草" in row.trouble
    (event,) = Event.objects.filter(stream=row.stream, kind="analysis.compilation_failed")
    assert json.loads(event.data)["why"] == row.trouble


def test_who_lost_the_role_while_waiting_gets_nothing():
    row = ordered()
    (held,) = [
        each
        for each in accounts_queries.memberships(accounts.county().pk)
        if (each.user_id, each.role) == (row.ordered_by_id, Role.ANALYST)
    ]
    accounts_actions.dismiss(by=SYSTEM, at=AT, membership_id=held.pk)

    compile_next(at=SOON)

    assert read(row).state == S.FAILED
    assert not Analysis.objects.exists()


def test_an_error_leaves_no_half_product_and_says_the_way_out():
    row = ordered()

    def broken(*_args, **_words):
        raise ZeroDivisionError("张三的电话")

    with pytest.raises(ZeroDivisionError):
        compile_next(at=SOON, compiled=broken)

    row = read(row)
    assert row.state == S.FAILED
    assert "再汇编一次" in row.trouble
    assert "张三" not in row.trouble
    assert not Analysis.objects.exists()
    again = ordered()
    compile_next(at=SOON)
    assert read(again).state == S.DONE


def test_an_order_whose_worker_died_is_taken_by_the_next_and_given_up_after_a_few():
    row = ordered()
    at = SOON
    for _attempt in range(MOST_ATTEMPTS):
        assert compiling._claimed(at) is not None
        assert compiling._claimed(at + LEASE / 2) is None
        at += LEASE + timedelta(seconds=1)

    assert not compile_next(at=at)
    assert "多次中断" in read(row).trouble


def test_who_comes_back_after_the_lease_keeps_nothing():
    row = ordered()
    slow = compiling._claimed(SOON)
    assert slow is not None
    frozen = queries.compiled(queries.order("2026", region=analyses.PLACE), at=AT)
    compile_next(at=SOON + LEASE + timedelta(seconds=1))
    kept = read(row).analysis

    compiling._kept(slow, frozen, analyses.analyst(), SOON + 2 * LEASE)

    assert Analysis.objects.get() == kept


def test_fresh_figures_under_a_draft_come_from_the_worker_too():
    draft = analyses.drafted()
    row = actions.order_again(
        analysis_id=draft.pk, order=queries.order_of(draft), by=analyses.analyst(), at=AT
    )

    compile_next(at=SOON)

    assert read(row).analysis == draft
    assert Analysis.objects.get().compiled_at == SOON
