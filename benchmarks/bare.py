"""The limit: one durable single-row insert behind one bare view of the same server."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


CREATE = {
    "sqlite": "CREATE TABLE bench_bare (id integer PRIMARY KEY, at text NOT NULL, body text)",
    "postgresql": "CREATE TABLE bench_bare (id bigserial PRIMARY KEY, at text NOT NULL, body text)",
}


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Insert what was posted, in a transaction of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_bare (at, body) VALUES (%s, %s)",
            [request.META.get("REQUEST_TIME", "now"), request.body.decode()],
        )
    return HttpResponse(status=201)


def create_table() -> None:
    """Make the table that the bare view writes to."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE[connection.vendor])


def count() -> int:
    """Count what the bare view wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_bare")
        return int(cursor.fetchone()[0])
