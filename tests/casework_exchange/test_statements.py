"""A batch costs the same number of statements, whatever is in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smart315.casework.models import Complaint
from tests.casework_exchange import files


STAGES = ("待受理", "调查中", "调解中", "已受理")


def rows(count, begin):
    """Rows of two counties, several years, many businesses; half closed, half open."""
    for number in range(begin, begin + count):
        cells = {
            "external_id": str(number),
            "region_code": ("630102", "630104")[number % 2],
            "business_name": f"第{number}号测试商行",
        }
        if number % 4 < 2:
            yield files.a_closed_row(received_on=f"{2015 + number % 9}-03-05", **cells)
        else:
            yield files.a_row(stage=STAGES[number % 3], **cells)


def statements(take, *some, batch):
    """Count the statements of an import; those that insert through Django go in parts."""
    with CaptureQueriesContext(connection) as captured:
        take(*some, batch=batch)
    sent = [each["sql"] for each in captured]
    in_parts = ("businesses_business", "casework_clock", "audit_event")
    return len([sql for sql in sent if not any(f'INTO "{each}"' in sql for each in in_parts)])


def test_more_rows_in_a_batch_take_no_more_statements(take):
    take(*rows(4, 0))

    few = statements(take, *rows(40, 100), batch=1000)
    many = statements(take, *rows(400, 1000), batch=1000)

    assert many == few
    assert Complaint.objects.count() == 444


def test_each_batch_takes_as_many_statements_as_the_one_before(take):
    take(*rows(4, 0))

    one = statements(take, *rows(40, 100), batch=40)
    two = statements(take, *rows(80, 200), batch=40)
    three = statements(take, *rows(120, 300), batch=40)
    known = statements(take, *rows(120, 300), batch=40)

    assert three - two == two - one
    assert known < one


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other planners look at the table's size")
def test_no_statement_of_a_batch_reads_a_whole_table(take):
    take(*rows(40, 0))

    with CaptureQueriesContext(connection) as captured:
        take(*rows(80, 20))

    with connection.cursor() as cursor:
        for sql in {each["sql"] for each in captured if each["sql"].startswith("SELECT")}:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(str(step[-1]) for step in cursor.fetchall())
            # The routing rules are few, and read once for all rows.
            assert "SCAN casework" not in plan.replace("SCAN casework_routingrule", "")
            assert "SCAN audit" not in plan
            assert "SCAN businesses" not in plan
