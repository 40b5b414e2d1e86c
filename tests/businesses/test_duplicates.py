"""What may be double in the register is found, told once, and left to people."""

import pytest

from smart315.accounts import actors
from smart315.audit import queries as audit
from smart315.businesses import actions, queries
from smart315.businesses.actions import comparing
from smart315.businesses.matching import Named
from smart315.businesses.models import Business
from tests.given import NOON, accounts, merges
from tests.given.accounts import region
from tests.given.businesses import a_business


pytestmark = pytest.mark.django_db
LONG, SHORT = "青海大美汽车贸易有限公司", "青海大美汽贸"


def compared():
    return actions.compare_register(by=actors.SYSTEM, at=NOON)


def pairs():
    found = queries.merges(["suggested"])
    return [(each.merged.name, each.survivor.name) for each in found]


@pytest.fixture(params=[500, 1], ids=["a few", "many"])
def _held(request, monkeypatch):
    """New entries are compared one by one, or with all names held in memory."""
    monkeypatch.setattr(comparing, "MANY", request.param)


@pytest.mark.usefixtures("_held")
def test_two_ways_of_writing_a_name_are_suggested_with_reasons_once():
    long, short = a_business(LONG, uscc="91350200776049653A"), a_business(SHORT)
    a_business("海东河湟里超市有限公司")

    first, again = compared(), compared()

    assert pairs() == [(SHORT, LONG)]
    (merge,) = queries.merges(["suggested"])
    assert merge.reasons[0] == "same_core"
    assert merge.score > comparing.LEAST
    assert (first.compared, first.suggested) == (3, 1)
    assert (again.compared, again.suggested) == (0, 0)
    kinds = [each.kind for each in audit.history(f"business:{short.pk}")]
    assert kinds == ["business.registered", "business.merge_suggested"]
    assert queries.resolve(LONG) == long


@pytest.mark.usefixtures("_held")
def test_what_speaks_against_is_not_suggested():
    region("630102")
    region("630202")
    a_business("大美百货", region="630102", uscc="91350200776049653A")
    a_business("大美百货", region="630102", uscc="91440101MA5CJQ4N59")
    a_business("大美百货", region="630202")
    a_business("青海大美百货有限公司西宁分公司")
    a_business("大美汽车贸易有限公司", region="630102")
    a_business("第一建筑工程有限公司", region="630102")
    a_business("第二建筑工程有限公司", region="630102")

    compared()

    assert pairs() == []


def test_a_new_alias_has_the_entry_compared_again():
    a_business("拼多多")
    other = a_business("上海寻梦信息技术有限公司")
    assert compared().suggested == 0

    actions.add_alias(business_id=other.pk, name="拼多多", kind="brand", by=actors.SYSTEM, at=NOON)

    assert compared() == actions.Comparison(compared=1, suggested=1)


def test_what_was_dismissed_or_merged_is_not_suggested_again():
    accounts.county("630102")
    one, other = a_business(SHORT), a_business(LONG)
    merge = merges.merged(one, other)
    assert compared().suggested == 0

    merges.undone(merge)
    Business.objects.update(compared_at=None)

    assert compared().suggested == 0
    assert [each.state for each in queries.merges_about(one.pk)] == ["undone"]


def test_an_import_takes_the_one_entry_that_a_name_means_for_certain():
    known = a_business(LONG)
    written = [Named(each) for each in (SHORT, "青海大美汽車貿易(有限公司)", "大美汽贸西宁分公司")]

    found = actions.resolve_many(rows=written, by=actors.SYSTEM, at=NOON)

    assert set(found.values()) == {known.pk}
    assert Business.objects.count() == 1


def test_an_import_enters_what_it_is_not_sure_of_and_suggests_it():
    region("630102")
    known = a_business("西宁高原红石榴花百货商贸有限公司", region="630102")
    misspelt = Named("西宁高原红石留花百货商贸有限公司", region="630102")
    coded = Named("西宁高原红石榴花百货商贸", "91350200776049653A", "630102")

    found = actions.resolve_many(rows=[misspelt], by=actors.SYSTEM, at=NOON)
    by_code = actions.resolve_many(rows=[coded], by=actors.SYSTEM, at=NOON)

    assert found[misspelt] != known.pk
    assert by_code[coded] == known.pk
    assert compared().suggested == 1
    (merge,) = queries.merges(["suggested"])
    assert {merge.merged_id, merge.survivor_id} == {known.pk, found[misspelt]}


def test_a_name_with_an_unknown_code_is_its_own_business_however_alike():
    a_business(LONG)
    coded = Named(SHORT, "91350200776049653A")

    found = actions.resolve_many(rows=[coded], by=actors.SYSTEM, at=NOON)

    assert Business.objects.count() == 2
    assert queries.resolve("", coded.uscc).pk == found[coded]


def test_several_bearers_leave_it_open():
    region("630102")
    region("630202")
    a_business("大美百货有限公司", region="630102")
    a_business("大美百货有限责任公司海东店", region="630202")

    assert queries.resolve("大美百货（官方旗舰店）") is None or Business.objects.count() == 2
