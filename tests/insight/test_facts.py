"""The facts are the store: exact at any moment, whole at any moment, the same from nothing."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.apps import apps
from hypothesis import given as drawn, settings as within, strategies as st

from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import actions as cases
from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from smart315.insight import actions
from smart315.insight.facts import columns, store, updating
from smart315.insight.facts.digest import digest
from smart315.insight.queries import measured
from smart315.measures.periods import Period
from tests.given import NOON, businesses as given_businesses, casework, counting, merges


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
LATER, DAY = counting.LATER, counting.DAY
AUTUMN = Period.read("2026Q3")


def now():
    return updating.current(at=LATER)


def rows():
    tables = [store.read(part) for _month, part in sorted(now().months.items())]
    return {row["id"]: row for table in tables for row in table.to_pylist()}


def from_nothing():
    return actions.update_facts(at=LATER, from_nothing=True).manifest.digest


def test_what_grew_day_by_day_is_what_is_made_from_nothing():
    for _each in counting.STORIES:
        now()
    counting.complaints()

    grown = now()

    assert grown.rows == len(counting.STORIES)
    assert sorted(grown.months) == ["2026-09", "2026-10", "2026-11"]
    assert from_nothing() == grown.digest


def test_every_move_is_in_the_facts_at_once():
    for stage in (Stage.SUBMITTED, Stage.MEDIATING, Stage.ARCHIVED):
        complaint = casework.a_complaint(stage, phone=f"138970{len(stage):05}")
        assert rows()[complaint.pk]["stage"] == stage


def test_a_merged_business_counts_under_the_one_that_stands_for_it_until_that_is_undone():
    twin = given_businesses.a_business("爱健身")
    casework.a_complaint(Stage.ACCEPTED, business_id=twin.pk)
    casework.a_complaint(Stage.ACCEPTED, phone="13897010002")
    survivor = casework.the_shop()
    now()

    merge = merges.merged(twin, survivor)

    grown = now()
    assert {row["business"] for row in rows().values()} == {survivor.pk}
    for entry in (twin, survivor):
        asked = measured(
            "received", AUTUMN, scope=SYSTEM, at=LATER, where={"business": str(entry.pk)}
        )
        assert asked.total.numerator == 2
    assert from_nothing() == grown.digest

    merges.undone(merge)

    apart = now()
    assert {row["business"] for row in rows().values()} == {survivor.pk, twin.pk}
    assert from_nothing() == apart.digest


def test_only_the_month_of_what_changed_is_written_again():
    first, *_others = counting.complaints()
    before = now()
    casework.STEPS[Stage.ACCEPTED].make(first, first.stage_at + DAY)

    done = actions.update_facts(at=LATER)

    assert (done.months, done.complaints) == (("2026-09",), 1)
    assert {
        month for month in before.months if before.months[month] != done.manifest.months[month]
    } == {"2026-09"}
    assert actions.update_facts(at=LATER).months == ()


def test_what_the_store_forgets_the_facts_forget():
    gone = casework.a_complaint(Stage.ACCEPTED)
    kept = casework.filed(phone="13897000002")
    now()
    audit_of = gone.stream
    gone.parties.all().delete()
    for rows_below in (gone.entries, gone.clocks, gone.documents, gone.assignments):
        rows_below.all().delete()
    Complaint.objects.filter(pk=gone.pk).delete()
    casework_record(audit_of)

    assert list(rows()) == [kept.pk]


def casework_record(stream):
    from smart315.audit import actions as journal

    journal.record(kind="complaint.forgotten", stream=stream, actor="system:worker", at=LATER)


def test_another_journal_is_another_store():
    casework.filed()
    held = now()
    page, (turns, _last) = next(iter(held.mark.items()))
    store.publish(store.Manifest(held.version, {page: (turns + 9, "")}, NOON, {}))

    with pytest.raises(audit.Rewound):
        audit.changed_since({page: (turns + 9, "")})
    assert now().digest == held.digest


def test_facts_of_another_form_are_made_anew():
    casework.filed()
    held = now()
    store.publish(store.Manifest("older", held.mark, NOON, {}))

    assert now().digest == held.digest


def test_who_reads_meanwhile_has_all_of_the_old():
    complaint = casework.filed()
    before = now()
    casework.STEPS[Stage.ACCEPTED].make(complaint, complaint.stage_at + DAY)
    after = now()

    assert after.paths != before.paths
    assert pq.read_table(before.paths, partitioning=None).column("stage").to_pylist() == [
        "submitted"
    ]
    assert pq.read_table(after.paths, partitioning=None).column("stage").to_pylist() == ["accepted"]


def test_a_broken_manifest_is_made_again(facts):
    casework.filed()
    held = now()
    (facts / "manifest.json").write_text('{"version": ')

    assert now().digest == held.digest


def test_drafts_trials_and_what_was_joined_count_for_nothing():
    casework.the_world()
    shop = casework.the_shop()
    cases.file_in_sandbox(business_id=shop.pk, by=SYSTEM, at=NOON)

    assert rows() == {}


def test_no_column_of_the_facts_says_anything_about_a_person():
    labels = {
        f"{model.__name__}.{name}": label
        for model in apps.get_models()
        if hasattr(model, "Privacy")
        for label in ("public", "personal", "sensitive")
        for name in getattr(model.Privacy, label, ())
    }

    read = {source for column in columns.COLUMNS.values() for source in column.sources}

    assert {source: labels.get(source) for source in read if labels.get(source) != "public"} == {}


CELLS = st.lists(
    st.tuples(
        st.integers(0, 2**40), st.none() | st.integers(0, 9), st.text(max_size=4), st.booleans()
    )
)  # fmt: skip


def a_table(cells, cut=0):
    schema = pa.schema(
        [("id", pa.int64()), ("n", pa.int32()), ("t", pa.string()), ("f", pa.bool_())]
    )
    parts = [cells[:cut], cells[cut:]]
    made = [
        pa.table([list(c) for c in zip(*part, strict=True)] or [[]] * 4, schema) for part in parts
    ]
    return pa.concat_tables(made)


@within(deadline=None)
@drawn(CELLS, st.integers(0, 5))
def test_the_digest_is_of_the_values_and_not_of_how_they_lie(cells, cut):
    table = a_table(cells)

    assert digest(table) == digest(a_table(cells, cut))
    assert digest(table) == digest(pa.concat_tables([table, table]).slice(len(cells)))


@within(deadline=None)
@drawn(CELLS, CELLS)
def test_other_values_have_another_digest(some, others):
    assert (digest(a_table(some)) == digest(a_table(others))) == (some == others)
