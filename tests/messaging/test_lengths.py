"""Every text of every room is short enough with the longest values, in both languages."""

import pytest

from smart315.casework import notices as casework_notices
from smart315.messaging import lengths, templates
from smart315.messaging.templates import Template


ALL = [each for each in templates.registered() if not each.name.startswith("tests.")]


@pytest.fixture
def every_text(monkeypatch):
    monkeypatch.setattr(templates, "_REGISTER", {each.name: each for each in ALL})


def test_every_registered_text_is_short_enough_and_knows_its_places(every_text):
    assert casework_notices.MESSAGES
    assert len(templates.registered()) > 40

    assert lengths.problems() == []


def test_a_text_that_is_too_long_or_has_an_unknown_place_is_found():
    templates.register(Template("tests.long", "", "某" * 125))
    templates.register(Template("tests.unknown", "", "%(whatever)s"))

    templates.register(Template("tests.inside", "题", "%(whatever)s"))
    long, _tibetan, unknown = [each for each in lengths.problems() if "'tests." in each]

    assert "tests.long" in long
    assert "3 parts" in long
    assert "whatever" in unknown


def test_the_senders_name_and_the_longest_values_count(settings):
    settings.SMS_SIGN = "十个字的签名十个字的"
    template = Template("tests.x", "", "%(wish)s", samples={"wish": "某" * 58})

    length = lengths.measured(template, "zh-hans")

    assert (length.characters, length.parts) == (70, 1)
    assert lengths.measured(template, "zh-hans", "%(wish)s。").parts == 2


@pytest.mark.parametrize("text", ["退还百分之%", "%(number)", "%(a b)s", "您好%s", "%", "100%退款"])
def test_a_place_that_could_not_be_filled_in_is_refused(text):
    with pytest.raises(ValueError, match="%"):
        templates.places_of(text)
