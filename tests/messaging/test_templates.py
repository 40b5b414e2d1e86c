import pytest

from smart315.messaging import templates
from smart315.messaging.templates import Template
from tests.messaging.conftest import ACCEPTED


def test_registering_a_text_again_changes_nothing():
    assert templates.register(ACCEPTED) is ACCEPTED
    assert templates.named("tests.accepted") is ACCEPTED


def test_two_texts_may_not_share_a_name():
    with pytest.raises(ValueError, match="registered twice"):
        templates.register(Template("tests.accepted", "别的", "别的"))


def test_every_place_of_a_text_has_a_name():
    with pytest.raises(ValueError, match="without a name"):
        templates.check(Template("tests.bad", "题", "您好%s"), {})


def test_a_percent_sign_is_doubled():
    template = Template("tests.rate", "题", "退还%(share)s%%")

    assert templates.render(template, {"share": "90"}) == ("题", "退还90%")
