"""The invented businesses of the demonstration."""

import pytest

from smart315.businesses import queries, seeds
from smart315.businesses.models import Business
from smart315.regions import actions as regions
from tests.given import NOON


@pytest.mark.django_db
def test_the_demonstration_loads_twice_alike():
    regions.load(at=NOON)

    count = seeds.load(NOON)
    again = seeds.load(NOON)

    assert count == again == Business.objects.filter(demonstration=True).count() >= 80
    assert not [each for each in Business.objects.all() if queries.uscc_warning(each.uscc)]
    prefectures = {each[:4] for each in Business.objects.values_list("region_id", flat=True)}
    assert len(prefectures) == 8
    assert queries.look_up("高原红生活馆")[0].name == "西宁高原红百货有限公司"
