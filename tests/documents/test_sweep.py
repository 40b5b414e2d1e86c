from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from smart315.documents import actions, queries
from tests.given import NOON
from tests.given.documents import PDF, a_stored_file


pytestmark = pytest.mark.django_db
# The storage stamps its files by the machine's clock.
LATER = datetime.now(UTC) + timedelta(days=2)


def test_content_without_a_row_is_swept_after_a_day():
    orphan = default_storage.save("documents/ab/abcd", ContentFile(b"left over"))

    swept = actions.sweep(at=LATER)

    assert swept == 1
    assert not default_storage.exists(orphan)


def test_content_whose_row_may_still_come_is_left_alone():
    orphan = default_storage.save("documents/ab/abcd", ContentFile(b"just written"))

    swept = actions.sweep(at=datetime.now(UTC))

    assert swept == 0
    assert default_storage.exists(orphan)


def test_content_that_has_a_row_is_never_swept():
    stored = a_stored_file()

    swept = actions.sweep(at=LATER)

    assert swept == 0
    assert default_storage.exists(stored.stored_as)


def test_the_content_of_a_discarded_file_is_swept():
    stored = a_stored_file(stream="draft:1")
    other = a_stored_file(stream="draft:1", content=PDF + b"%%EOF")

    actions.discard(stream="draft:1", ids=[stored.pk], by="system:worker", at=NOON)

    assert actions.sweep(at=LATER) == 1
    assert queries.files("draft:1") == [other]


def test_a_folder_that_was_never_used_has_nothing_to_sweep():
    assert actions.sweep(at=LATER) == 0
