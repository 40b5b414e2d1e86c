from collections import Counter

import pytest

from smart315.regions import actions, queries
from smart315.regions.models import Region
from tests.given import NOON


pytestmark = pytest.mark.django_db


def test_the_whole_province_is_loaded():
    assert actions.load(NOON) == 476

    assert Counter(Region.objects.values_list("level", flat=True)) == {
        "province": 1,
        "prefecture": 8,
        "county": 45,
        "township": 422,
    }
    assert not Region.objects.exclude(level="province").filter(parent=None).exists()


def test_loading_again_mends_names_and_keeps_what_left_the_table():
    actions.load(NOON)
    Region.objects.filter(pk="630102").update(name="旧名")
    Region.objects.create(code="630199", name="撤销区", level="county", parent_id="630100")

    actions.load(NOON)

    assert str(queries.region("630102")) == "城东区"
    assert Region.objects.count() == 477


def test_an_unknown_code_has_no_region():
    assert queries.region("110000") is None
