import pytest

from smart315.accounts.models import Membership, OneTimeCode, Organisation, User
from smart315.vault import labels


@pytest.mark.parametrize("model", [Membership, OneTimeCode, Organisation, User])
def test_every_column_says_what_it_tells_about_a_person(model):
    assert labels.problems(model) == []
