"""A draft is never lost by an error, never read by a stranger, and forgotten after thirty days."""

import io
from datetime import timedelta

import pytest
from django.db import connection

from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import Draft
from smart315.documents import actions as documents
from smart315.documents.models import StoredFile
from tests.given import NOON
from tests.given.documents import PDF


pytestmark = pytest.mark.django_db
TOKEN, OTHER = "token-of-zhou-ying", "token-of-somebody-else"
FORM = {"name": "周颖", "claims": [{"kind": "refund", "amount": "299.00"}], "elder": True}
DAY = timedelta(days=1)


def save(token=TOKEN, form=None, at=NOON):
    actions.save_draft(token=token, form=FORM if form is None else form, at=at)


def store(token=TOKEN):
    return documents.store(
        content=io.BytesIO(PDF),
        name="小票.pdf",
        stream=queries.draft_stream(token),
        by="consumer",
        at=NOON,
    )


def test_a_form_comes_back_as_it_was_typed():
    save()

    assert queries.draft(TOKEN, NOON + 29 * DAY) == FORM


def test_saving_again_replaces_what_was_there():
    save()
    save(form={"name": "周"}, at=NOON + DAY)

    assert queries.draft(TOKEN, NOON) == {"name": "周"}
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("token", [OTHER, "", TOKEN.upper()])
def test_another_token_finds_nothing(token):
    save()

    assert queries.draft(token, NOON) is None


def test_thirty_days_after_the_last_save_a_draft_is_gone():
    save()
    save(at=NOON + 10 * DAY)

    assert queries.draft(TOKEN, NOON + 40 * DAY - timedelta(seconds=1)) == FORM
    assert queries.draft(TOKEN, NOON + 40 * DAY) is None


def test_nobody_reads_a_draft_or_its_token_in_the_database():
    save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_draft")
        row = str(cursor.fetchall())
    assert "周颖" not in row
    assert TOKEN not in row
    assert TOKEN not in queries.draft_stream(TOKEN)


def test_streams_of_two_drafts_are_apart():
    assert queries.draft_stream(TOKEN) == queries.draft_stream(TOKEN)
    assert queries.draft_stream(TOKEN) != queries.draft_stream(OTHER)


def test_a_discarded_draft_takes_its_files_along():
    save()
    save(OTHER)
    store()
    kept = store(OTHER)

    actions.discard_draft(token=TOKEN, at=NOON)

    assert queries.draft(TOKEN, NOON) is None
    assert queries.draft(OTHER, NOON) == FORM
    assert StoredFile.objects.get() == kept


def test_drafts_nobody_came_back_to_are_forgotten_with_their_files():
    save()
    store()
    save(OTHER, at=NOON + DAY)
    store(OTHER)

    more = actions.forget_drafts(at=NOON + 30 * DAY)

    assert not more
    assert Draft.objects.count() == StoredFile.objects.count() == 1
    assert queries.draft(OTHER, NOON + 30 * DAY) == FORM
    (event,) = audit.history("drafts")
    assert event.kind == "drafts.forgotten"


def test_forgetting_goes_on_until_none_is_left(monkeypatch):
    monkeypatch.setattr("smart315.casework.actions.drafts.FORGOTTEN_AT_ONCE", 1)
    save()
    save(OTHER)

    later = NOON + 31 * DAY
    assert [actions.forget_drafts(at=later) for _ in range(3)] == [True, True, False]
    assert not Draft.objects.exists()
    assert len(audit.history("drafts")) == 2
