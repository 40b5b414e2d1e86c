"""The command lists what may be double in the register."""

import pytest

from tests.given.businesses import a_business


pytestmark = pytest.mark.django_db


def test_duplicates_are_listed_with_score_and_reasons(smart315):
    long, short = a_business("青海大美汽车贸易有限公司"), a_business("青海大美汽贸")

    said = smart315("duplicates").out
    found = smart315("duplicates", "--json").outcome

    assert "青海大美汽贸 → 青海大美汽车贸易有限公司（字号和行业相同" in said
    assert (found["compared"], found["suggested"], found["waiting"]) == (0, 0, 1)
    assert found["pairs"][0]["reasons"][0] == "same_core"
    assert {found["pairs"][0][side]["id"] for side in ("merged", "survivor")} == {long.pk, short.pk}
