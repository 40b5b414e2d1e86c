"""The frame around every desk page."""

import pytest
from django.urls import reverse

from smart315.messaging import actions as messaging, templates
from smart315.messaging.states import Channel
from tests.given import NOON


REMINDER = templates.Template("web_desk.reminder", "期限提醒", "%(number)s将到期")


@pytest.fixture
def a_message(county):
    templates.register(REMINDER)
    messaging.owe(
        channel=Channel.IN_APP,
        address=f"org:{county.pk}",
        template="web_desk.reminder",
        context={"number": "000123"},
        stream="complaint:1",
        at=NOON,
    )


def test_the_frame_names_the_place_and_the_person(desk):
    page = desk.get(reverse("desk:home")).content.decode()

    assert "城东区消费者协会" in page
    assert "李敏" in page
    assert 'href="#main"' in page


def test_no_page_carries_script_or_style_of_its_own(desk):
    for name in ("desk:home", "desk:inbox", "desk:profile"):
        page = desk.get(reverse(name)).content.decode()

        assert "style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count("<script src=")


def test_the_inbox_shows_the_messages_to_the_organisation_and_marks_them_read(desk, a_message):
    page = desk.get(reverse("desk:inbox"))
    letters = page.context["letters"]

    desk.post(reverse("desk:inbox"), {"id": [letter.id for letter in letters]})

    assert "000123将到期" in page.content.decode()
    assert all(letter.read_at for letter in desk.get(reverse("desk:inbox")).context["letters"])


def test_the_profile_says_who_somebody_is_here(desk):
    page = desk.get(reverse("desk:profile")).content.decode()

    assert "受理员" in page
    assert "两步验证" in page
