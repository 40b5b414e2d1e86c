"""The province writes what businesses sign; what was signed stays word for word."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions, queries
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, businesses as given, casework


pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOON.date()
WORDS = "新版：{respond_hours}小时回应，{solve_hours}小时提出方案。{advance_compensation}"


def published(words=WORDS, *, day=TODAY + 5 * DAY):
    draft = actions.draft_text(kind="direct", text=words, by=SYSTEM, at=NOON)
    return actions.publish_text(text_id=draft.pk, begins_on=day, by=SYSTEM, at=NOON)


def test_a_new_version_is_signed_from_its_day_and_alters_nothing_that_was_signed():
    shop = given.a_business(joined=True)
    old = given.a_pledge(shop)
    words, text = old.text, published()

    assert (text.version, queries.in_force("direct", TODAY).name) == (
        "direct-2026-2", "direct-2026-1",
    )  # fmt: skip
    (told,) = Outgoing.objects.filter(template="businesses.pledge_text.published")
    assert told.address == f"business:{shop.pk}"
    assert queries.to_be_signed(shop.pk, on=TODAY) == []
    assert queries.to_be_signed(shop.pk, on=TODAY + 5 * DAY) == [old]
    new = given.a_pledge(shop, at=NOON + 5 * DAY)

    old.refresh_from_db()
    assert (old.text, old.version) == (words, "direct-2026-1")
    assert (new.version, new.text[:9]) == ("direct-2026-2", "新版：24小时回应"[:9])
    assert queries.to_be_signed(shop.pk, on=TODAY + 5 * DAY) == []


def test_who_read_an_older_version_reads_the_new_one_first():
    shop = given.a_business(joined=True)
    published(day=TODAY)

    with pytest.raises(Refused, match="新版本"):
        actions.sign_pledge(
            business_id=shop.pk, kind="direct", terms=actions.Terms(24, 48), signed_by="赵磊",
            read="direct-2026-1", by=SYSTEM, at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize(("words", "why"), [
    ("没有位置", "恰好出现一次"),
    (WORDS + "{respond_hours.__class__}", "恰好出现一次"),
    (WORDS + "{", "花括号"),
    ("", "6000"),
])  # fmt: skip
def test_a_text_has_each_place_once_and_nothing_else_in_braces(words, why):
    with pytest.raises(Refused, match=why):
        actions.draft_text(kind="direct", text=words, by=SYSTEM, at=NOON)


def test_a_draft_is_published_once_as_it_was_previewed():
    draft = actions.draft_text(kind="direct", text=WORDS, by=SYSTEM, at=NOON)
    actions.draft_text(kind="direct", text=WORDS + "改", by=SYSTEM, at=NOON + DAY)

    with pytest.raises(Refused, match="重新预览"):
        actions.publish_text(
            text_id=draft.pk, begins_on=TODAY + DAY, read_at=NOON, by=SYSTEM, at=NOON + DAY
        )
    first = published()
    again = actions.publish_text(text_id=first.pk, begins_on=TODAY, by=SYSTEM, at=NOON + DAY)
    assert (again.version, again.begins_on) == (first.version, TODAY + 5 * DAY)
    with pytest.raises(Refused, match="更晚"):
        published(day=TODAY)


def test_a_county_does_not_write_what_the_province_signs():
    casework.the_world()

    with pytest.raises(Refused, match="省消费者协会"):
        actions.draft_text(kind="direct", text=WORDS, by=accounts.li_min(), at=NOON)
