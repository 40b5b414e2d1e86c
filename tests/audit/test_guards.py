import pytest
from django.db import DatabaseError, connection, transaction

from smart315.audit import actions, guards
from smart315.audit.models import Event
from tests.given import NOON, audit as given


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", ["audit_event", "audit_anchor"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET digest = 'x'"])
def test_the_database_refuses_to_change_or_delete(table, statement):
    guards.install(connection)
    given.events()
    actions.anchor(day=NOON.date(), at=NOON)

    with (
        pytest.raises(DatabaseError, match="no UPDATE, no DELETE"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))

    assert Event.objects.count() == 4
