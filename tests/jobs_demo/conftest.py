"""Where a demonstration of the tests is built: an installation of its own."""

import pytest
from django.core.files.storage import FileSystemStorage

from smart315.documents import actions as documents, queries as files
from tests.given import parameters, regions


@pytest.fixture
def place(settings, tmp_path, monkeypatch):
    """A data folder and a store of files of the test's own."""
    settings.DATA, settings.DEMO = tmp_path, True
    storage = FileSystemStorage(location=str(tmp_path / "files"))
    for module in (documents, files):
        monkeypatch.setattr(module, "default_storage", storage)
    return tmp_path


@pytest.fixture
def reference(db, place):
    regions.load()
    parameters.the_register()
