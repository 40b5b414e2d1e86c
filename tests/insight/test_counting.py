"""Groups are counted by what came, left or changed, and come to what counting all members gives."""

from contextlib import closing

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from smart315.accounts.actors import SYSTEM
from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation
from smart315.casework import actions as casework_actions, queries as casework_queries
from smart315.casework.actions import Correction
from smart315.casework.models import Complaint, Party
from smart315.insight import actions, matters
from smart315.insight.actions import levelling
from smart315.insight.actions.counting import people_of, recount
from smart315.insight.belonging import members_of
from smart315.insight.held import KEEPER
from smart315.insight.models import Decision, Group, Incident, Placement, Placing, Share, Tally
from smart315.insight.states import OPEN
from smart315.kernel.verdicts import Refused
from smart315.signals.grouping.stream import shared
from tests.given import NOON, accounts, businesses, casework
from tests.given.matters import CARDS
from tests.insight.test_placing import TEXTS, file


pytestmark = pytest.mark.django_db
COLUMNS = (
    "organisation", "first_at", "last_at", "complaints", "people", "copies", "why", "ended_at",
)  # fmt: skip


HANDLING = (Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)
COUNTIES = ("630102", "630103", "630202")
MARK = {"sqlite": "?", "postgresql": "%s"}
ARRIVALS = ["arrive"] * 8
OTHERS = ["correct", "join", "split", "merge", "undo", "take_out", "close"]


@pytest.fixture(autouse=True)
def world():
    casework.the_world()
    for code in COUNTIES:
        accounts.county(code)
    KEEPER.drop()


@pytest.fixture
def kept(django_capture_on_commit_callbacks):
    def place():
        with django_capture_on_commit_callbacks(execute=True):
            return actions.place(at=NOON, wait=False)

    return place


def written():
    return {each["pk"]: each for each in Group.objects.filter(ended_at=None).values("pk", *COLUMNS)}


def place_of(organisations):
    """Return the county, else the prefecture of all, else the province."""
    codes = {Organisation.objects.get(pk=each).region_id for each in organisations}
    prefectures = {f"{code[:4]}00" for code in codes}
    shared_code = codes if len(codes) == 1 else prefectures if len(prefectures) == 1 else {"630000"}
    return Organisation.objects.get(region=shared_code.pop(), level__in=HANDLING).pk


def counted_by_hand():
    found = {}
    for pk, rows in members_of(list(written())).items():
        times = [matter.received_at for _row, matter in rows]
        why = shared([matters.read(row.why) for row, _matter in rows])
        found[pk] = {
            "pk": pk,
            "organisation": place_of({matter.organisation for _row, matter in rows}),
            "first_at": min(times),
            "last_at": max(times),
            "complaints": len(rows),
            "people": people_of(rows),
            "copies": sum(row.copy_of_id is not None for row, _matter in rows),
            "why": [list(each) for each in matters.written(why)],
            "ended_at": None,
        }
    return found


def assert_true():
    """What is written is what counting all members gives, by hand and by the full recount."""
    before = written()
    by_hand = counted_by_hand()
    assert before.keys() == by_hand.keys()
    for pk, each in before.items():
        assert each == by_hand[pk]
    tallies = sorted(Tally.objects.values_list("whose", "kind", "value", "amount"))
    shares = sorted(Share.objects.values_list("whose", "complaint"))
    recount(list(before), turn=Placing.objects.get().turn, at=NOON)
    for incident in Incident.objects.filter(state__in=OPEN):
        assert_counted(incident)
    assert written() == before
    assert sorted(Tally.objects.values_list("whose", "kind", "value", "amount")) == tallies
    assert sorted(Share.objects.values_list("whose", "complaint")) == shares


def assert_counted(incident):
    """An incident holds what its members add up to, by hand and by counting all of them."""
    ids = incident.members.filter(removed_at=None).values_list("complaint", flat=True)
    facts = casework_queries.harmed(list(ids))
    assert incident.complaints == len(facts)
    assert incident.people == len({each for fact in facts for each in fact.people})
    assert incident.amount_fen == sum(fact.amount_fen for fact in facts)
    assert incident.prefectures == len({fact.region_code[:4] for fact in facts})
    copies = Placement.objects.filter(complaint__in=ids, copy_of__in=ids)
    assert incident.copies == copies.count()
    levelling.recount(incident, SYSTEM, NOON)


class History:
    """What may happen to groups, each thing chosen by a number."""

    def __init__(self):
        self.filed = 0
        self.by = accounts.li_min()

    def arrive(self, number):
        # Most are about one matter, so that there is an incident soon.
        text = (CARDS if number % 3 else TEXTS)[number % len(CARDS)] + "。" * (number % 4)
        county = COUNTIES[number % len(COUNTIES)]
        # Some people complain more than once.
        phone = f"138970200{number % 7:02}"
        row = file([text], first=self.filed, region_code=county, respondent_region_code=county)[0]
        self.filed += 1
        Party.objects.filter(complaint=row).update(phone_hash="" if number % 5 == 0 else phone)

    def correct(self, number):
        row = self._one(Complaint.objects.filter(organisation__region="630102"), number)
        other = businesses.a_business(f"第{number % 3}家", region="630102")
        correction = Correction(reason="是另一家", business_id=other.pk)
        casework_actions.correct(complaint_id=row.pk, correction=correction, by=self.by, at=NOON)

    def join(self, number):
        rows = Complaint.objects.filter(organisation__region="630102", joined_to=None)
        one, other = self._one(rows, number), self._one(rows, number // 7)
        casework_actions.join_complaints(
            complaint_id=one.pk, others=[other.pk], by=self.by, at=NOON
        )

    def split(self, number):
        group = self._one(Group.objects.filter(ended_at=None), number)
        members = list(group.placements.values_list("complaint_id", flat=True))
        taken = members[: 1 + number % len(members)]
        actions.split_group(group_id=group.pk, complaints=taken, why="两件事", by=self.by, at=NOON)

    def take_out(self, number):
        incident = self._one(Incident.objects.filter(state__in=OPEN), number)
        member = self._one(incident.members.filter(removed_at=None), number)
        actions.remove_member(
            incident_id=incident.pk,
            complaint_id=member.complaint_id,
            why="不是",
            by=self.by,
            at=NOON,
        )

    def close(self, number):
        incident = self._one(Incident.objects.filter(state__in=OPEN), number)
        actions.dismiss(incident_id=incident.pk, conclusion="无事", by=self.by, at=NOON)

    def merge(self, number):
        rows = Group.objects.filter(ended_at=None)
        one, other = self._one(rows, number), self._one(rows, number // 5)
        actions.merge_groups(group_id=one.pk, into_id=other.pk, why="一件事", by=self.by, at=NOON)

    def undo(self, number):
        made = self._one(Decision.objects.filter(undone_at=None), number)
        actions.undo_decision(decision_id=made.pk, why="弄错了", by=self.by, at=NOON)

    @staticmethod
    def _one(rows, number):
        found = list(rows.order_by("pk"))
        if not found:
            raise Refused("nothing there")
        return found[number % len(found)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(ARRIVALS + OTHERS),
            st.integers(0, 200),
            st.booleans(),
        ),
        min_size=4,
        max_size=24,
    )
)
def test_what_is_counted_step_by_step_is_what_counting_all_members_gives(kept, steps):
    with transaction.atomic():
        history = History()
        for what, number, pause in steps:
            try:
                with transaction.atomic():
                    getattr(history, what)(number)
            except Refused:
                continue
            if pause:
                kept()
                assert_true()
        kept()
        assert_true()
        # The hourly look at all members finds nothing that is not there already.
        assert actions.find_groups(at=NOON) == []
        transaction.set_rollback(True)
    KEEPER.drop()


def rows_read(run):
    """Return how many rows a run reads from the database, and in how many statements."""
    read = []

    def counting(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sql.startswith("SELECT") and "FOR UPDATE" not in sql:
            with closing(connection.connection.cursor()) as cursor:
                counted = f"SELECT COUNT(*) FROM ({sql}) AS asked"  # noqa: S608
                cursor.execute(counted.replace("%s", MARK[connection.vendor]), params)
                read.append(cursor.fetchone()[0])
        return done

    with connection.execute_wrapper(counting):
        run()
    return sum(read), len(read)


def test_an_arrival_reads_no_more_of_a_large_group_than_of_a_small_one(kept):
    file([CARDS[0]] * 12)
    kept()
    file([CARDS[0]], first=12)
    small, statements = rows_read(kept)
    file([CARDS[0]] * 120, first=13)
    kept()
    file([CARDS[0]], first=133)

    large, its_statements = rows_read(kept)

    group, incident = Group.objects.get(), Incident.objects.get()
    assert group.complaints == incident.complaints == 134
    assert its_statements == statements
    assert large <= small + 3
