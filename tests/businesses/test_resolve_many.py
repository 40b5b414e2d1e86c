"""Names from a file become businesses of the register."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings, strategies as st

from smart315.accounts import actors
from smart315.audit import queries as audit
from smart315.businesses import actions, queries
from smart315.businesses.matching import Named
from smart315.businesses.models import Business
from smart315.kernel.verdicts import Refused
from tests.given import NOON
from tests.given.accounts import region
from tests.given.businesses import a_business


pytestmark = pytest.mark.django_db
CODE = "91350200776049653A"
OTHER_CODE = "91440101MA5CJQ4N59"
SPELLINGS = (
    Named("西宁河湟里超市有限公司", region="630102"),
    Named("河湟里超市", region="630102"),
    Named("河湟里超市客服"),
    Named("海东河湟里超市有限公司", region="630202"),
    Named("松萤家电", CODE),
    Named("松萤家电售后"),
    Named("青峰轮胎店", region="630102"),
)


def resolved(*rows):
    return actions.resolve_many(rows=rows, by=actors.SYSTEM, at=NOON)


def test_known_businesses_are_found_and_unknown_ones_entered_once():
    known = a_business(region="630102")
    same = [Named("西宁高原红百货", region="630102"), Named("西宁高原红百货有限公司")]
    fresh = [Named("海东河湟里超市有限公司"), Named("海东河湟里超市")]

    ids = resolved(*same, *fresh)

    assert [ids[row] for row in same] == [known.pk, known.pk]
    assert ids[fresh[0]] == ids[fresh[1]]
    assert queries.look_up("河湟里")[0].id == ids[fresh[0]]
    assert [each.kind for each in audit.history(f"business:{ids[fresh[0]]}")] == [
        "business.registered"
    ]
    assert resolved(*same, *fresh) == ids


def test_two_codes_are_two_businesses_and_a_row_without_one_means_the_coded():
    region("630102")
    a_business(region="630102")
    first, second = (
        Named("西宁高原红百货", CODE, "630102"),
        Named("西宁高原红百货", OTHER_CODE, "630102"),
    )
    third, fourth = Named("松萤家电", CODE[:-1] + "B", "630102"), Named("松萤家电", "", "630102")

    ids = resolved(first, second, third, fourth)

    assert ids[first] != ids[second]
    assert ids[third] == ids[fourth]
    assert Business.objects.count() == 3


def test_two_spellings_of_one_new_business_are_entered_once():
    for code in ("630102", "630202"):
        region(code)
    first, second = (
        Named("西宁河湟里超市有限公司", region="630102"),
        Named("河湟里超市客服", "", "630102"),
    )
    branch = Named("西宁河湟里超市有限公司（大十字店）", region="630102")
    elsewhere = Named("海东河湟里超市有限公司", region="630202")

    ids = resolved(first, second, elsewhere, branch)

    assert ids[first] == ids[second] == ids[branch] != ids[elsewhere]
    assert set(Business.objects.values_list("name", flat=True)) == {first.name, elsewhere.name}
    assert resolved(second, branch, first, elsewhere) == ids


def test_a_spelling_without_a_code_means_the_new_business_of_the_same_file_that_has_one():
    bare, coded = Named("松萤家电客服"), Named("松萤家电", CODE)

    ids = resolved(bare, coded)

    assert ids[bare] == ids[coded]
    assert Business.objects.get().uscc == CODE


def test_what_two_new_businesses_may_be_called_is_entered_as_neither():
    for code in ("630102", "630202"):
        region(code)
    here, there = Named("青峰轮胎店", region="630102"), Named("青峰轮胎店", region="630202")
    either = Named("青峰轮胎店客服")

    ids = resolved(here, there, either)

    assert len(set(ids.values())) == 3


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(SPELLINGS))
def test_which_spellings_are_one_does_not_hang_on_the_order_of_the_file(order):
    with transaction.atomic():
        for code in ("630102", "630202"):
            region(code)
        here, told, desk, there, coded, sales, other = map(resolved(*order).get, SPELLINGS)
        assert here == told
        assert coded == sales
        # Two may be called so: in doubt it is neither.
        assert len({here, desk, there, coded, other}) == 5
        transaction.set_rollback(True)


def test_the_same_name_in_another_prefecture_is_another_business():
    region("630202")
    here = a_business("便民超市", region="630102")

    row = Named("便民超市", region="630202")

    assert resolved(row)[row] != here.pk


def test_a_longer_batch_takes_no_more_statements():
    # Django inserts some sixty rows a statement on SQLite.
    def statements(*rows):
        with CaptureQueriesContext(connection) as captured:
            resolved(*rows)
        own = [each["sql"] for each in captured if "businesses_" in each["sql"]]
        return len([sql for sql in own if 'INTO "businesses_business"' not in sql])

    few = statements(*(Named(f"第{number}号测试商行") for number in range(30)))
    many = statements(*(Named(f"第{number}号测试商店") for number in range(600)))

    assert many == few
    assert Business.objects.count() == 630


def test_a_row_without_a_name_is_refused():
    with pytest.raises(Refused, match="请填写经营者名称"):
        resolved(Named("（）"))
