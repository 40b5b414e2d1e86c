"""The open data: each figure derived a second way, and nothing in it that tells of few."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from scipy.optimize import linprog

from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from smart315.insight import actions, queries
from smart315.insight.catalogue import MEASURES
from smart315.insight.models import Release
from smart315.insight.opendata.declared import TABLES
from smart315.kernel.verdicts import Refused
from smart315.measures import withholding
from smart315.measures.periods import Period
from smart315.measures.withholding import Unprotected, Withheld
from smart315.regions import queries as regions
from tests.given import NOON, accounts, casework, counting, opened
from tests.insight.test_measures import ONE_BY_ONE


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
QUARTER = Period.read("2026Q3")
LATER, DAY = opened.LATER, counting.DAY
K = 5
Codes = tuple[str, ...]
READ: dict[str, Callable[[Complaint], str]] = {
    "nature": lambda row: row.nature_code,
    "category": lambda row: row.category_code.split("-")[0],
    "prefecture": lambda row: regions.prefecture_of(row.region_id or ""),
    "channel": lambda row: row.channel,
    "online": lambda row: "online" if row.platform else "offline",
    "outcome": lambda row: row.outcome,
}


def released(period=QUARTER, by=SYSTEM, reason=""):
    return actions.release_open_data(period=period, reason=reason, by=by, at=LATER)


def accepted():
    rows = Complaint.objects.exclude(accepted_at=None).prefetch_related("parties")
    return [row for row in rows if localdate(row.accepted_at) in QUARTER]


def by_hand(name):
    """Return the counts and the telephones of every cell of a table, from the rows alone."""
    counts: defaultdict[Codes, int] = defaultdict(int)
    phones: defaultdict[Codes, set[str]] = defaultdict(set)
    for row in accepted():
        key = tuple(READ[each](row) for each in TABLES[name].by)
        counts[key] += 1
        phones[key] |= {each.phone_hash for each in row.parties.all()}
    return counts, phones


@pytest.fixture
def quarters():
    return opened.two_quarters()


def test_every_cell_that_is_shown_is_what_the_rows_add_up_to(quarters):
    body = released().frozen

    for name, rows in body.tables.items():
        counts, _phones = by_hand(name)
        shown = {row.codes: row.count for row in rows if row.count is not None}
        assert shown == {key: counts.get(key, 0) for key in shown}, name
        assert set(counts) <= {row.codes for row in rows}
    assert {
        name for name, rows in body.tables.items() if all(r.count is None for r in rows)
    } == set()


def test_every_indicator_is_what_the_rows_add_up_to(quarters):
    figures = released().frozen.figures

    for name, figure in figures.items():
        day, adds = ONE_BY_ONE[name]
        dated = [(row, getattr(row, day)) for row in Complaint.objects.all()]
        each = [adds(row) for row, moment in dated if moment and localdate(moment) in QUARTER]
        of = None if MEASURES[name].denominator is None else sum(d for _n, d in each)
        assert (figure.numerator, figure.denominator) == (sum(n for n, _of in each), of), name


def test_cells_of_fewer_than_k_people_are_not_shown_though_they_have_as_many_complaints(quarters):
    for day in range(3):
        casework.a_complaint(
            Stage.ACCEPTED, at=NOON + day * DAY, phone="13810999999", nature_code="N05"
        )

    rows = {row.codes: row.count for row in released().frozen.tables["nature"]}

    counts, phones = by_hand("nature")
    assert (counts["N05",], len(phones["N05",])) == (6, 1)
    for code, people in phones.items():
        assert rows[code] is None or len(people) >= K
    assert rows["N05",] is None


def test_who_adds_up_the_whole_release_learns_no_cell_of_few(quarters):
    body = released().frozen

    few = {
        (name, *key)
        for name in TABLES
        for key, phones in by_hand(name)[1].items()
        if len(phones) < K
    }
    assert len(few) >= 4
    for key in few:
        assert most_of(body, key) >= K, key


def test_a_crossed_table_that_would_be_mostly_withheld_is_left_out():
    counting.complaints()

    body = released().frozen

    assert set(TABLES) - set(body.tables) == {"prefecture_nature"}


def careless(tables, k, **_more):
    """Withhold what tells of few, and nothing that gives it away."""
    few = tables.few(k)
    return Withheld(few, few)


def hopeless(*_tables, **_more):
    raise Unprotected(("nature", "N05"))


@pytest.mark.parametrize(
    ("method", "says"), [(careless, "可以从其他数字推算出来"), (hopeless, "无法保护")]
)
def test_what_an_attacker_would_find_is_never_published(quarters, monkeypatch, method, says):
    monkeypatch.setattr(withholding, "withheld", method)

    with pytest.raises(Refused, match=says):
        released()

    assert not Release.objects.exists()


def most_of(body, wanted):
    """Return the most that a cell can be for whoever knows the sums within one release."""
    cells = {(name, *row.codes): row.count for name, rows in body.tables.items() for row in rows}
    unknown = sorted(key for key, count in cells.items() if count is None)
    sums = [
        (body.figures["accepted"].numerator, [key for key in cells if key[0] == name])
        for name, table in TABLES.items()
        if len(table.by) == 1
    ]
    for place, name in enumerate(TABLES["prefecture_nature"].by, start=1):
        for line in [key for key in cells if key[0] == name]:
            crossed = [k for k in cells if k[0] == "prefecture_nature" and k[place] == line[1]]
            sums.append((cells[line], crossed) if cells[line] is not None else (line, crossed))
    rows, right = [], []
    for whole, parts in sums:
        row = np.zeros(len(unknown))
        for key in parts:
            if cells[key] is None:
                row[unknown.index(key)] = 1
        if isinstance(whole, tuple):
            row[unknown.index(whole)] -= 1
            whole = 0
        rows.append(row)
        right.append(whole - sum(cells[key] or 0 for key in parts))
    aim = np.array([-float(key == wanted) for key in unknown])
    end = linprog(aim, A_eq=np.array(rows), b_eq=right, bounds=(1, None))
    assert end.status in {0, 3}, end.message
    return -float(end.fun or 0) if end.status == 0 else float("inf")


def test_a_release_is_known_by_the_hash_of_its_text_and_recorded(quarters):
    row = released()

    assert row.sha256 == hashlib.sha256(row.body.encode()).hexdigest()
    (event,) = audit.history("open_data:2026Q3")
    assert json.loads(event.data) == {"version": 1, "sha256": row.sha256, "reason": ""}
    assert json.loads(row.body)["k"] == K


def test_two_compilations_of_the_same_facts_are_the_same_text(quarters):
    first = released()
    text = first.body
    first.delete()

    assert released().body == text


@pytest.mark.parametrize(
    ("period", "says"),
    [("2027Q2", "还不能公开"), ("2026", "按季度公开"), ("2026-09", "按季度公开")],
)
def test_only_a_quarter_that_has_settled_is_published(quarters, period, says):
    with pytest.raises(Refused, match=says):
        released(period=Period.read(period))


def test_only_the_platform_itself_publishes(quarters):
    with pytest.raises(Refused, match="系统管理员"):
        released(by=accounts.li_min())


def test_a_quarter_without_complaints_is_not_published():
    casework.the_world()

    with pytest.raises(Refused, match="没有投诉"):
        released()
    assert actions.release_when_due(at=LATER) is None


def test_a_revision_says_why_and_leaves_what_was_published(quarters):
    first = released()
    with pytest.raises(Refused, match="更正须写明理由"):
        released()
    with pytest.raises(Refused, match="完全相同"):
        released(reason="再算一遍")
    casework.a_complaint(Stage.ACCEPTED, at=NOON, phone="13810888888", nature_code="N01")

    second = released(reason="补录一件")

    assert (second.version, second.reason) == (2, "补录一件")
    assert second.frozen.figures["accepted"].numerator == len(accepted())
    kept = queries.release("2026Q3", 1)
    assert (kept.body, kept.sha256) == (first.body, first.sha256)
    assert queries.release("2026Q3").pk == second.pk


def test_what_one_version_withheld_the_next_does_not_show(quarters):
    """A cell that has grown to k would tell that it was just below before."""
    first = released().frozen
    for number in range(4):
        casework.a_complaint(
            Stage.ACCEPTED, at=NOON, phone=f"1381077{number:04}", nature_code="N05",
            category_code="G02-01",
        )  # fmt: skip

    second = released(reason="补录四件").frozen

    assert len(by_hand("nature")[1]["N05",]) >= K
    for name, rows in first.tables.items():
        gone = {row.codes for row in rows if row.count is None}
        assert gone <= {row.codes for row in second.tables[name] if row.count is None}, name


def test_a_release_cannot_be_had_twice_or_without_a_reason(quarters):
    row = released()
    for version, reason in ((1, ""), (2, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Release.objects.create(
                period=row.period, first_day=row.first_day, version=version, reason=reason,
                body=row.body, sha256=row.sha256, released_at=LATER, released_by="x",
            )  # fmt: skip


def test_the_worker_publishes_the_last_settled_quarter_once(quarters):
    ends = Period.read("2026Q4").after
    early, due = (NOON + (ends - localdate(NOON)) + days * DAY for days in (19, 20))

    assert actions.release_when_due(at=early).period == "2026Q3"
    assert actions.release_when_due(at=early) is None
    assert actions.release_when_due(at=due).period == "2026Q4"
    assert [each.period for each in queries.newest_releases()] == ["2026Q4", "2026Q3"]


def test_the_command_publishes_and_tells(quarters, capsys, time_machine):
    time_machine.move_to(LATER, tick=False)

    call_command("release_open_data", "2026Q3", "--json")

    told = json.loads(capsys.readouterr().out)
    row = queries.release()
    rows = [each for table in row.frozen.tables.values() for each in table]
    assert told == {
        "period": "2026Q3", "version": 1, "sha256": row.sha256, "k": K, "cells": len(rows),
        "withheld": sum(each.count is None for each in rows),
    }  # fmt: skip
    assert 0 < told["withheld"] < told["cells"]
    with pytest.raises(CommandError, match="更正须写明理由"):
        call_command("release_open_data", "2026Q3")


def test_quarters_stand_in_the_order_of_time(quarters):
    for code in ("2026Q4", "2026Q3"):
        released(period=Period.read(code))

    days = [each.first_day for each in queries.newest_releases()]
    assert all(later > earlier for later, earlier in pairwise(days))
