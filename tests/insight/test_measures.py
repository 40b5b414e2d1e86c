"""Every figure twice: from the facts by the catalogue, and from the rows one by one."""

from collections import Counter

import pytest
from django.utils.timezone import localdate

from smart315.accounts.actors import SYSTEM, Role
from smart315.casework import actions as cases
from smart315.casework.codes import Resolved
from smart315.casework.models import Complaint
from smart315.casework.models.clock import ClockState
from smart315.casework.states import Stage
from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.queries import PUBLIC, Asked, Public, measured, measured_all
from smart315.kernel.verdicts import Refused
from smart315.measures.periods import Period
from tests.given import accounts, casework, counting


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
QUARTER = Period.read("2026Q3")
LATER = counting.LATER


@pytest.fixture
def complaints():
    counting.complaints()
    for place, each in enumerate(Complaint.objects.filter(stage=Stage.CLOSED)):
        cases.judge(
            complaint_id=each.pk, resolved=Resolved.YES, satisfaction=3 + place,
            by=casework.zhou_ying(each), at=LATER,
        )  # fmt: skip
    return list(Complaint.objects.order_by("pk"))


def ask(name, **more):
    return measured(name, QUARTER, at=LATER, **({"scope": SYSTEM} | more))


def within(moment):
    return moment is not None and localdate(moment) in QUARTER


def solved(row):
    satisfied = row.outcome == "withdrawn" and row.withdrawn_satisfied
    return row.closed_at is not None and (row.outcome in {"settled", "mediated"} or satisfied)


def kept(row, key):
    states = [each.state for each in row.clocks.filter(key=key) if each.ended_at]
    return all(state == ClockState.MET for state in states) if states else None


def pleased(row):
    if hasattr(row, "judgement"):
        return row.judgement.satisfaction
    said = [each.satisfaction for each in row.follow_ups.order_by("at") if each.satisfaction]
    return said[-1] if said else None


def days(row):
    return (localdate(row.closed_at) - localdate(row.accepted_at)).days if row.closed_at else None


def people(row):
    return row.parties.filter(role__in=("complainant", "joint"), left_at=None).count()


def came(row):
    return row.channel == "visit" or (row.stage == Stage.CONSULT and row.channel != "imported")


def amount(row, name):
    return (getattr(row, name) or 0) if row.closed_at else 0


def part(answer):
    """Of a yes, a no, or an unknown: what it adds to the numerator and to the denominator."""
    return (int(answer or 0), int(answer is not None))


ACCEPTED, RECEIVED = "accepted_at", "received_at"
# Of one complaint: by which day it counts, and what it adds to the numerator and denominator.
ONE_BY_ONE = {
    "accepted": (ACCEPTED, lambda row: (1, None)),
    "resolved": (ACCEPTED, lambda row: (int(solved(row)), None)),
    "resolve_rate": (ACCEPTED, lambda row: part(solved(row))),
    "recovered_loss": (ACCEPTED, lambda row: (amount(row, "recovered_fen"), None)),
    "multi_comp_cases": (
        ACCEPTED, lambda row: (int(amount(row, "extra_compensation_fen") > 0), None),
    ),
    "multi_comp_amount": (ACCEPTED, lambda row: (amount(row, "extra_compensation_fen"), None)),
    "visits_consults": (RECEIVED, lambda row: (people(row) if came(row) else 0, None)),
    "received": (RECEIVED, lambda row: (1, None)),
    "rejected": (RECEIVED, lambda row: (int("rejected" in {row.stage, row.outcome}), None)),
    "settled_directly": (
        RECEIVED, lambda row: (int(row.outcome == "settled" and row.accepted_at is None), None),
    ),
    "taken_on": (RECEIVED, lambda row: (int(row.accepted_at is not None), None)),
    "mediated": (RECEIVED, lambda row: (int(row.entries.filter(stage="mediating").exists()), None)),
    "agreed": (RECEIVED, lambda row: (row.agreements.filter(in_force=True).count(), None)),
    "performed": (
        RECEIVED,
        lambda row: (
            row.agreements.filter(in_force=True, performed_at__isnull=False).count(), None,
        ),
    ),
    "disputed_amount": (ACCEPTED, lambda row: (row.amount_fen or 0, None)),
    "people": (ACCEPTED, lambda row: (people(row), None)),
    "accept_on_time": (RECEIVED, lambda row: part(kept(row, "accept.decide"))),
    "close_on_time": (ACCEPTED, lambda row: part(kept(row, "mediation.limit"))),
    "avg_days": (ACCEPTED, lambda row: (days(row) or 0, int(days(row) is not None))),
    "satisfaction": (ACCEPTED, lambda row: (pleased(row) or 0, int(pleased(row) is not None))),
    "satisfied_rate": (
        ACCEPTED, lambda row: part(pleased(row) >= 4 if pleased(row) is not None else None),
    ),
    "followup_rate": (
        ACCEPTED, lambda row: part(row.follow_ups.exists() if row.closed_at else None),
    ),
    "reopen_rate": (ACCEPTED, lambda row: part(row.reopened > 0)),
}  # fmt: skip


def test_every_measure_is_derived_a_second_way():
    assert set(ONE_BY_ONE) == set(MEASURES)


def test_every_figure_is_what_the_rows_add_up_to(complaints):
    tables = measured_all([Asked(name) for name in MEASURES], QUARTER, scope=SYSTEM, at=LATER)

    for table in tables:
        day, adds = ONE_BY_ONE[table.measure]
        each = [adds(row) for row in complaints if within(getattr(row, day))]
        whole = sum(numerator for numerator, _of in each)
        of = None if MEASURES[table.measure].denominator is None else sum(d for _n, d in each)
        assert (table.measure, table.total.numerator, table.total.denominator) == (
            table.measure,
            whole,
            of,
        )
        if of is not None:
            assert table.total.value == (whole / of if of else None)


BY = {
    "nature": lambda row: row.nature_code,
    "kind": lambda row: {"G": "goods", "S": "services"}.get(row.category_code[:1], ""),
    "category": lambda row: row.category_code[:3],
    "subcategory": lambda row: row.category_code if "-" in row.category_code else "",
    "prefecture": lambda row: "630100",
    "county": lambda row: "630102",
    "town": lambda row: row.region_id if len(row.region_id) > len("630102") else "",
    "area": lambda row: "town" if row.region_id == "630102001" else "",
    "organisation": lambda row: str(row.organisation_id),
    "level": lambda row: row.organisation.level,
    "station": lambda row: "",
    "channel": lambda row: row.channel,
    "outcome": lambda row: row.outcome,
    "stage": lambda row: row.stage,
    "business": lambda row: str(row.business_id or ""),
    "platform": lambda row: row.platform,
    "online": lambda row: "online" if row.platform else "offline",
    "month": lambda row: f"{localdate(row.received_at):%Y-%m}",
    "quarter": lambda row: "2026Q3",
    "day": lambda row: f"{localdate(row.received_at)}",
}


def test_a_figure_divided_is_what_the_rows_of_each_part_add_up_to(complaints):
    assert set(BY) == set(DIMENSIONS)
    here = [row for row in complaints if within(row.received_at)]

    asked = [Asked("received", (name,)) for name in BY]
    tables = measured_all(asked, QUARTER, scope=SYSTEM, at=LATER)

    for (name, read), table in zip(BY.items(), tables, strict=True):
        counts = Counter((read(row),) for row in here)
        assert {row.dims: row.numerator for row in table.rows} == counts, name
        code, count = next(iter(counts.items()))
        assert ask("received", where={name: code}).total.numerator == count, name


def test_what_is_asked_together_is_what_is_asked_alone(complaints):
    asked = [
        Asked(name, by, where)
        for name in ("accepted", "resolve_rate", "avg_days", "received")
        for by in ((), ("nature",), ("category", "month"), ("prefecture", "kind"), ("outcome",))
        for where in ({}, {"nature": ("N02", "N03")})
    ]

    together = measured_all(asked, QUARTER, scope=SYSTEM, at=LATER)

    for each in (0, 3, 7, 14, 22, 35):
        assert together[each] == measured_all([asked[each]], QUARTER, scope=SYSTEM, at=LATER)[0]


def test_an_officer_counts_what_their_organisations_have(complaints):
    here = ask("received", scope=accounts.li_min()).total.numerator
    elsewhere = ask("received", scope=accounts.wang_qiang()).total.numerator
    above = ask("received", scope=accounts.officer("省会", Role.ANALYST, accounts.province()))

    assert (here, elsewhere) == (ask("received").total.numerator, 0)
    assert above.total.numerator == here


def test_who_may_read_nowhere_is_refused(complaints):
    for scope in (casework.zhou_ying(complaints[0]), accounts.officer("编辑", Role.EDITOR)):
        with pytest.raises(Refused, match="没有查看投诉数据的权限"):
            ask("received", scope=scope)


@pytest.mark.parametrize("public", [PUBLIC, Public()])
def test_the_public_sees_no_cell_of_few(complaints, public):
    table = ask("received", by=["nature"], scope=public)

    assert {row.suppressed for row in table.rows if row.dims != ("N03",)} == {True}
    assert all(row.numerator is None for row in table.rows if row.suppressed)


@pytest.mark.parametrize("name", [name for name, each in DIMENSIONS.items() if each.inner])
def test_no_public_table_leads_to_single_businesses_or_officers(name):
    with pytest.raises(Refused, match="不能按"):
        ask("received", by=[name], scope=PUBLIC)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"by": ["colour"]}, "不能按“colour”统计"),
        ({"where": {"month": "spring"}}, "“spring”不是月份的取值"),
    ],
)
def test_a_question_that_means_nothing_says_what_can_be_asked(more, says):
    with pytest.raises(Refused, match=says):
        ask("received", **more)


def test_an_unknown_measure_says_which_there_are():
    with pytest.raises(Refused, match="可用的有：accepted"):
        ask("colour")
