from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given as hypothesis_given, settings, strategies as st

from smart315.audit import actions, queries
from smart315.audit.models import Anchor, Event, Page
from tests.given import NOON, audit as given


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
VALUES = {
    "AutoField": st.integers(1, 2**31 - 1),
    "BigAutoField": st.integers(1, 2**40),
    "BigIntegerField": st.integers(1, 2**40),
    "PositiveIntegerField": st.integers(1, 2**31 - 1),
    "BooleanField": st.booleans(),
    "CharField": TEXTS,
    "TextField": TEXTS,
    "DateField": st.dates(),
    "DateTimeField": st.datetimes(
        datetime(2000, 1, 1),  # noqa: DTZ001
        datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
}
PLACES = [
    (model, field.column, field.get_internal_type())
    for model in (Event, Page, Anchor)
    for field in model._meta.concrete_fields
]


@pytest.mark.django_db
@pytest.mark.usefixtures("unguarded")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@hypothesis_given(data=st.data())
def test_any_change_of_any_column_of_any_row_is_found(data):
    model, column, kind = data.draw(st.sampled_from(PLACES), label="where")
    value = data.draw(VALUES[kind], label="what")
    chosen = data.draw(st.integers(0, 100), label="which")

    with transaction.atomic():
        given.events("complaint:1")
        actions.anchor(day=NOON.date(), at=NOON)
        given.events("complaint:2")
        rows = list(model._base_manager.order_by("pk"))
        row = rows[chosen % len(rows)]
        changed = getattr(row, column) != value and _change(model, row, column, value)
        proof = queries.verify()

        assert proof.ok is not changed
        if changed and model is Event:
            found = proof.first_broken
            assert found is not None
            assert found.id in {row.pk, value} or (found.stream, found.seq) == (
                row.stream,
                row.seq,
            )
        transaction.set_rollback(True)


def _change(model, row, column, value):
    """Change one cell; False when a constraint of the database refuses."""
    pk = model._meta.pk.column
    field = model._meta.get_field(column)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {model._meta.db_table} SET {column} = %s WHERE {pk} = %s",  # noqa: S608
                [field.get_db_prep_save(value, connection), row.pk],
            )
    except DatabaseError:
        return False
    return True
