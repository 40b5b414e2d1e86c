"""Committees, a new term with its reasons, a case given to one, the dossier."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.community import queries, seeds
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
