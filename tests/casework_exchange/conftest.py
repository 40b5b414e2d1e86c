import pytest

from smart315.accounts.actors import SYSTEM
from smart315.casework.actions import importing
from tests.casework_exchange import files
from tests.given import NOON, accounts, parameters, regions
from tests.given.remembered import remembered


@pytest.fixture
def qinghai(db):
    """All divisions, the rules, and the associations of 西宁 and two of its counties."""
    remembered("qinghai", _build)


def _build():
    regions.load()
    parameters.the_register()
    accounts.county("630102")
    accounts.county("630104")


@pytest.fixture
def take(qinghai, tmp_path):
    """Import canonical rows; say what became of them and which were not taken."""

    def taken(*rows, mapping="canonical", by=SYSTEM, at=NOON, **options):
        path = options.pop("path", None) or files.a_csv(tmp_path, *rows)
        refused = []
        tally = importing.import_file(
            path=path,
            mapping=mapping,
            by=by,
            at=at,
            reject=lambda rejection, header: refused.append(rejection),
            **options,
        )
        return tally, refused

    return taken
