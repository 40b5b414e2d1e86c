"""Committees, a new term with its reasons, a case given to one, the dossier."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import SYSTEM, Role
from smart315.casework import actions as casework
from smart315.community import actions, queries, seeds
from smart315.community.roster import Roster, Seat
from tests.given import NOON, accounts, mediation as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
ROSTER = "马主任，省汽车协会，维修\n才让，省质检院，检测\n李委员，律师事务所，法律"


def test_a_term_begins_and_a_case_goes_to_the_committee(county):
    complaint = given.mediating(at=NOON - timedelta(hours=1))
    seeds.load(NOON)
    committee = queries.committees(on=NOON.date())[0].committee
    committee.organisation = complaint.organisation
    committee.save()
    head = browser_of(accounts.head())
    term = reverse("desk:begin_term", args=[committee.pk])
    typed = {"begins_on": "2026-09-01", "members": ROSTER, "women": "0"}

    refused = text_of(head.post(term, typed))
    assert "妇女" in refused
    assert "人数较少民族" in refused
    assert "马主任" in refused
    typed |= {"women": "1", "smaller_groups": "on"}
    assert "马主任" in text_of(head.post(term, typed, follow=True))

    give = reverse("desk:deed", args=[complaint.pk, "give-to-committee"])
    asked = {
        "committee_id": committee.pk, "reason": "专业性强", "consumer_agrees": "on",
        "business_agrees": "on",
    }  # fmt: skip
    assert "待组成调解组" in text_of(head.post(give, asked, follow=True))
    panel = complaint.panels.get()
    people = queries.committee(committee.pk, on=NOON.date()).members
    seat = reverse("desk:deed_of", args=[complaint.pk, "seat-panel", panel.pk])
    chosen = {"member_ids": [each.pk for each in people], "presiding_id": people[0].pk}
    assert "调解组已组成" in text_of(head.post(seat, chosen, follow=True))

    page = text_of(head.get(reverse("desk:dossier", args=[complaint.pk])))
    assert "卷内目录" in page
    assert "卷内还缺" in page


def test_who_heads_no_house_begins_no_term(county):
    given.mediating(at=NOON - timedelta(hours=1))
    seeds.load(NOON)
    committee = queries.committees(on=NOON.date())[0].committee
    clerk = browser_of(accounts.li_min())

    assert clerk.get(reverse("desk:begin_term", args=[committee.pk])).status_code == 403
    assert f"{committee.pk}/term/" not in text_of(clerk.get(reverse("desk:committees")))


NAMED = {"industry": "预付式消费", "categories": ["S01", "S01-01"], "founded_on": "2026-09-01"}


def test_a_committee_is_founded_renamed_and_closed_on_its_pages(county):
    complaint = given.mediating(at=NOON - timedelta(hours=1))
    home = complaint.organisation
    head = browser_of(accounts.head())
    new = reverse("desk:found_committee")
    typed = NAMED | {"organisation_id": home.pk, "name": "城东区预付消费纠纷人民调解委员会"}

    assert "已设立" in text_of(head.post(new, typed, follow=True))
    assert "已设立" in text_of(head.post(new, typed, follow=True))
    (row,) = queries.committees(on=NOON.date())
    here = [row.committee.pk]
    assert (row.committee.categories, row.term) == (["S01", "S01-01"], None)
    renamed = NAMED | {"name": "城东区健身消费纠纷人民调解委员会"}
    page = text_of(head.post(reverse("desk:describe_committee", args=here), renamed, follow=True))
    assert "城东区健身消费纠纷人民调解委员会" in page
    assert "没有在任期内的委员" in page

    begin = {"begins_on": "2026-09-01", "members": ROSTER, "women": "1", "smaller_groups": "on"}
    unknown = begin | {"members": f"{ROSTER}，nobody"}
    term = reverse("desk:begin_term", args=here)
    assert "没有用户名“nobody”" in text_of(head.post(term, unknown))
    head.post(term, begin)
    give = reverse("desk:deed", args=[complaint.pk, "give-to-committee"])
    both = {"reason": "专业性强", "consumer_agrees": "on", "business_agrees": "on"}
    head.post(give, {"committee_id": here[0], **both})
    close = reverse("desk:close_committee", args=here)
    refused = text_of(head.post(close))
    assert f"还有1件投诉没有办完：{complaint.number}" in refused
    assert "登记退回" in refused
    panel = complaint.panels.get()
    casework.give_back(panel_id=panel.pk, report="退回", by=accounts.head(), at=NOON)
    assert "已停办" in text_of(head.post(close, follow=True))
    assert queries.committees(on=NOON.date()) == []
    assert head.get(close).status_code == 404


def test_who_keeps_no_house_founds_none_and_who_keeps_organisations_does(county):
    given.mediating(at=NOON - timedelta(hours=1))
    keeper = browser_of(accounts.officer("系统管理员", Role.SYSTEM_ADMIN, accounts.province()))
    clerk = browser_of(accounts.li_min())
    new = reverse("desk:found_committee")

    assert clerk.get(new).status_code == 403
    assert new not in text_of(clerk.get(reverse("desk:committees")))
    page = text_of(keeper.get(new))
    assert "城东区消费者协会" in page
    assert "青海省消费者协会" in page


def test_the_calendar_is_narrowed_to_a_committee_by_a_link(county):
    complaint, other = (given.mediating(at=NOON - timedelta(hours=1)) for _each in range(2))
    seeds.load(NOON)
    committee = queries.committees(on=NOON.date())[0].committee
    seats = [Seat(name, chair=name == "马主任") for name in ("马主任", "才让", "李委员")]
    actions.begin_term(
        committee_id=committee.pk, begins_on=NOON.date(), roster=Roster(seats, 1, True, True),
        by=SYSTEM, at=NOON,
    )  # fmt: skip
    casework.give_to_committee(
        complaint_id=complaint.pk, committee_id=committee.pk, reason="专业性强",
        consumer_agrees=True, business_agrees=True, by=accounts.head(), at=NOON,
    )  # fmt: skip
    for each, place in ((complaint, "汽车调解室"), (other, "普通调解室")):
        given.a_session(each, place=place)
    officer = browser_of(accounts.li_min())
    week = reverse("desk:hearings") + "?week=2026-09-08"

    everything = text_of(officer.get(week))
    narrowed = text_of(officer.get(f"{week}&committee={committee.pk}"))

    assert "汽车调解室" in everything
    assert "普通调解室" in everything
    assert "汽车调解室" in narrowed
    assert "普通调解室" not in narrowed
    assert f"committee={committee.pk}" in narrowed
    assert officer.get(f"{week}&committee=²").status_code == 200
