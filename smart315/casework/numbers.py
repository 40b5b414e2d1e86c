"""The number under which a complaint is registered, and the code with which its consumer asks."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.crypto import constant_time_compare

from smart315.accounts.queries import Organisation
from smart315.casework.models import DocumentSeries, NumberSeries
from smart315.kernel import identifiers
from smart315.vault.lookup import keyed_hash


TAKE = """
    INSERT INTO casework_numberseries (organisation_id, year, last) VALUES (%s, %s, %s)
    ON CONFLICT (organisation_id, year)
    DO UPDATE SET last = casework_numberseries.last + excluded.last
    RETURNING last
"""


def take(organisation: Organisation, on: date, count: int = 1) -> range:
    """Take the next numbers of an organisation's year, without gaps: one statement.

    Whoever asks meanwhile waits for this transaction; when it fails, the numbers are free again.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [organisation.pk, on.year, count])
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


def take_many(wanted: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], range]:
    """Take the next numbers of several organisations' years, given as (key, year): one statement.

    In one order, so that two who take many do not wait for each other.
    """
    if not wanted:
        return {}
    rows = [(*series, wanted[series]) for series in sorted(wanted)]
    sql = TAKE.replace("(%s, %s, %s)", ", ".join(["(%s, %s, %s)"] * len(rows)))
    sql = sql.replace("RETURNING last", "RETURNING organisation_id, year, last")
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])
        taken = cursor.fetchall()
    return {
        (int(key), int(year)): range(last - wanted[key, year] + 1, last + 1)
        for key, year, last in taken
    }


def written(organisation: Organisation, on: date, sequence: int) -> str:
    """Return a number as it is printed (handbook §2.8)."""
    return identifiers.complaint_number(organisation.region_id, on.year, sequence)


def bearing(sequence: int) -> list[str]:
    """Return every number that ends in a sequence: one for each year of each organisation.

    Asking for these by name is a look-up in an index; asking how a number ends reads them all.
    """
    if sequence < 1:
        return []
    series = NumberSeries.objects.filter(last__gte=sequence)
    years = series.order_by("pk").values_list("organisation__region_id", "year")
    return [identifiers.complaint_number(code, year, sequence) for code, year in years]


def query_code(client_key: UUID) -> str:
    """Return the code of a complaint: made from its key and a secret, so it is stored nowhere."""
    secret = bytes.fromhex(keyed_hash(str(client_key), "casework.query_code"))
    return identifiers.query_code(secret)


def is_query_code(client_key: UUID, typed: str) -> bool:
    """Tell whether what somebody typed is the code of the complaint."""
    meant = identifiers.normalise_query_code(typed)
    return constant_time_compare(meant, query_code(client_key))


TAKE_DOCUMENT = """
    INSERT INTO casework_documentseries (organisation_id, word, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (organisation_id, word, year)
    DO UPDATE SET last = casework_documentseries.last + 1
    RETURNING last
"""


def take_document(organisation: Organisation, word: str, on: date) -> int:
    """Take the next number of a document word in an organisation's year, without gaps."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_DOCUMENT, [organisation.pk, word, on.year])
        return int(cursor.fetchone()[0])


HOLD_DOCUMENT = """
    INSERT INTO casework_documentseries (organisation_id, word, year, last) VALUES (%s, %s, %s, 0)
    ON CONFLICT (organisation_id, word, year)
    DO UPDATE SET last = casework_documentseries.last
    RETURNING last
"""


def hold_document(organisation: Organisation, word: str, on: date) -> int:
    """Return the number that is next, and let nobody else take it before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD_DOCUMENT, [organisation.pk, word, on.year])
        return int(cursor.fetchone()[0]) + 1


def next_document(organisation: Organisation, word: str, on: date) -> int:
    """Return the number that `take_document` would take now, without taking it."""
    series = DocumentSeries.objects.filter(organisation=organisation, word=word, year=on.year)
    return (series.values_list("last", flat=True).first() or 0) + 1


def document_number(pattern: str, organisation: Organisation, word: str, year: int, n: int) -> str:
    """Return a document's number after a pattern of the register (`doc.numbers`).

    Anything but the four named places stays as it is written.
    """
    places = {"word": word, "year": f"{year:04d}", "region": organisation.region_id, "n": str(n)}
    for name, value in places.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern
