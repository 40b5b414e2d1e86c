"""Two entries become one business and two again, each time by two people."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from smart315.accounts import actors
from smart315.audit import queries as audit
from smart315.businesses import actions, queries
from smart315.businesses.matching import Named, match_many
from smart315.businesses.merge_states import MERGING, MergeState
from smart315.businesses.models import Alias, Business
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from smart315.partners import actions as partners
from tests.given import NOON, accounts, businesses as given_businesses, casework, merges
from tests.given.businesses import a_business, a_member, an_application


pytestmark = pytest.mark.django_db
CODE, OTHER_CODE = "91350200776049653A", "91440101MA5CJQ4N59"
LONG, SHORT = "青海大美汽车贸易有限公司", "青海大美汽贸"
ACTS = {
    "dismiss": actions.dismiss_merge,
    "take_back": actions.take_back_merge,
    "refuse": actions.refuse_merge,
    "approve": actions.approve_merge,
    "ask_undo": actions.ask_undo_merge,
    "keep": actions.keep_merge,
    "undo": actions.undo_merge,
}


@pytest.fixture
def pair():
    accounts.county("630102")
    return a_business(SHORT), a_business(LONG, uscc=CODE)


def outgoing(template):
    return list(Outgoing.objects.filter(template=template).values_list("address", flat=True))


def test_the_table_of_merges_knows_every_state_and_each_move_its_action():
    assert MERGING.stages == set(MergeState)
    assert set(MERGING.moves) == {"propose", *ACTS}


@pytest.mark.parametrize("state", MergeState)
def test_a_move_leads_where_the_table_says_or_is_refused(pair, state):
    merge = merges.merge_in(state, *pair)

    for move, act in ACTS.items():
        by = accounts.li_min() if move == "take_back" else accounts.chen_jing()
        sought, tried = MERGING.moves[move], transaction.savepoint()
        if state in sought.sources:
            changed = act(merge_id=merge.pk, reason="核对。", by=by, at=NOON)
            assert changed.state == sought.target.value
        else:
            with pytest.raises(Refused, match="不能这样办理"):
                act(merge_id=merge.pk, reason="核对。", by=by, at=NOON)
        transaction.savepoint_rollback(tried)


def test_names_and_codes_of_the_merged_entry_mean_the_survivor(pair):
    one, survivor = pair
    actions.add_alias(business_id=one.pk, name="大美出行", by=actors.SYSTEM, at=NOON)

    merges.merged(one, survivor)

    assert queries.resolve(SHORT) == queries.resolve("大美出行") == survivor
    assert queries.by_id(one.pk) == survivor
    assert [(each.id, each.why) for each in queries.look_up("大美汽贸")] == [(survivor.pk, SHORT)]
    row = Named(SHORT)
    assert match_many([row]) == {row: survivor.pk}
    assert a_business(SHORT) == survivor
    kinds = [each.kind for each in audit.history(f"business:{one.pk}")]
    assert kinds[-2:] == ["business.merge_proposed", "business.merged"]


def test_who_proposed_does_not_review(pair):
    merge = merges.proposed(*pair)

    with pytest.raises(Refused, match="另一位"):
        actions.approve_merge(merge_id=merge.pk, reason="无误。", by=accounts.li_min(), at=NOON)
    with pytest.raises(Refused, match="没有管理经营者的权限"):
        actions.approve_merge(merge_id=merge.pk, reason="无误。", by=actors.consumer(), at=NOON)
    with pytest.raises(Refused, match="另一位"):
        actions.approve_merge(merge_id=merge.pk, reason="无误。", by=actors.SYSTEM, at=NOON)
    with pytest.raises(Refused, match="写明理由") as blank:
        actions.refuse_merge(merge_id=merge.pk, reason=" ", by=accounts.wang_qiang(), at=NOON)
    assert blank.value.field == "reason"
    assert queries.resolve(SHORT) == pair[0]


def test_reviewers_proposer_and_survivor_are_told(pair):
    one, survivor = pair
    a_member(survivor)
    merge = merges.merged(one, survivor)
    merges.undone(merge)

    proposer = f"user:{accounts.li_min().user_id}"
    assert len(outgoing("businesses.merge.propose")) == 1
    assert outgoing("businesses.merge.approve") == outgoing("businesses.merge.undo") == [proposer]
    assert outgoing("businesses.merged") == outgoing("businesses.unmerged")
    assert outgoing("businesses.merged") == [f"business:{survivor.pk}"]


def test_two_sound_codes_are_one_business_only_with_a_reason():
    accounts.county("630102")
    one, other = a_business(SHORT, uscc=OTHER_CODE), a_business(LONG, uscc=CODE)

    with pytest.raises(Refused, match="代码不同且都有效"):
        merges.proposed(one, other)
    merges.merged(one, other, "2016年三证合一时换码。")

    assert queries.resolve("", OTHER_CODE) == queries.resolve("", CODE) == other
    row = Named("没有登记过的名称", OTHER_CODE)
    assert actions.resolve_many(rows=[row], by=actors.SYSTEM, at=NOON)[row] == other.pk


def test_a_code_of_the_merged_entry_is_not_written_to_the_survivor():
    accounts.county("630102")
    one, survivor = a_business(SHORT, uscc=CODE), a_business(LONG)
    merge = merges.merged(one, survivor)

    assert a_business(LONG, uscc=CODE) == survivor
    row = Named(LONG, CODE)
    assert actions.resolve_many(rows=[row], by=actors.SYSTEM, at=NOON)[row] == survivor.pk
    merges.undone(merge)

    survivor.refresh_from_db()
    assert survivor.uscc == ""
    assert queries.resolve("", CODE) == one


@pytest.mark.parametrize("how", ["joined", "member", "pledge", "application", "platform"])
def test_who_takes_part_survives_and_two_who_do_are_not_merged(how):
    casework.the_world()
    one, other = a_business(SHORT), a_business(LONG)
    for each in (one, other):
        takes_part(each, how)
        if each == one:
            with pytest.raises(Refused, match="请改为保留它"):
                merges.proposed(one, other)

    with pytest.raises(Refused, match="请先由其中一家办理退出"):
        merges.proposed(one, other)


def takes_part(business, how):
    match how:
        case "joined":
            actions.join(business_id=business.pk, by=actors.SYSTEM, at=NOON)
        case "member":
            a_member(business, username=f"member{business.pk}")
        case "pledge":
            given_businesses.a_pledge(business)
        case "application":
            application = an_application(name=business.name, uscc="")
            application.business = business
            application.save(update_fields=["business"])
        case _:
            partners.make_platform(business_id=business.pk, by=actors.SYSTEM, at=NOON)


def test_an_entry_is_not_merged_with_itself(pair):
    with pytest.raises(Refused, match="两家不同的登记"):
        merges.proposed(pair[0], pair[0])


def test_one_that_joined_since_the_proposal_is_not_merged(pair):
    merge = merges.proposed(*pair)
    actions.join(business_id=pair[0].pk, by=actors.SYSTEM, at=NOON)

    with pytest.raises(Refused, match="请改为保留它"):
        actions.approve_merge(merge_id=merge.pk, reason="无误。", by=accounts.wang_qiang(), at=NOON)


def test_a_merged_entry_is_not_changed_any_more(pair):
    merges.merged(*pair)

    with pytest.raises(Refused, match="已并入"):
        actions.join(business_id=pair[0].pk, by=actors.SYSTEM, at=NOON)
    with pytest.raises(Refused, match="已并入"):
        actions.add_alias(business_id=pair[0].pk, name="别名", by=actors.SYSTEM, at=NOON)
    with pytest.raises(Refused, match="已并入"):
        merges.proposed(pair[0], a_business("海东河湟里超市"))


NAMES = (SHORT, LONG, "青海大美汽车", "西宁大美汽贸店")


def answers(ids):
    """Everything that the register answers about these names, and its rows."""
    rows = [Named(each) for each in NAMES]
    return (
        list(Business.objects.order_by("pk").values()),
        list(Alias.objects.order_by("pk").values()),
        match_many(rows),
        [getattr(queries.resolve(each), "pk", None) for each in NAMES],
        [queries.look_up(each) for each in (*NAMES, "大美", CODE)],
        [queries.by_id(each) for each in ids],
        [queries.reception(each) for each in ids],
        [queries.same_as(each) for each in ids],
        queries.all_merged(),
    )


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    pairs=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda two: two[0] != two[1]),
        min_size=1,
        max_size=3,
    ),
    order=st.randoms(use_true_random=False),
)
def test_merging_and_undoing_in_any_order_leaves_every_answer_as_before(pairs, order):
    # What one example leaves behind is no part of the next.
    begun = transaction.savepoint()
    try:
        merged_and_undone(pairs, order)
    finally:
        transaction.savepoint_rollback(begun)


def merged_and_undone(pairs, order):
    accounts.county("630102")
    ids = [a_business(each).pk for each in NAMES]
    before = answers(ids)
    made = []
    for one, other in pairs:
        rows = Business.objects.in_bulk(ids)
        try:
            made.append(merges.merged(rows[ids[one]], rows[ids[other]]))
        except Refused:
            continue
    stands = queries.all_merged()
    assert set(stands.values()).isdisjoint(stands)
    assert all(queries.by_id(each).pk == stands.get(each, each) for each in ids)
    order.shuffle(made)

    for each in made:
        merges.undone(each)

    assert answers(ids) == before
