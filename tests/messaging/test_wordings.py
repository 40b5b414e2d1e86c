"""An association's own words: the same checks, version by version, and back again."""

import pytest

from smart315.audit import queries as audit
from smart315.kernel.verdicts import Refused
from smart315.messaging import actions, delivery, queries
from tests.given import NOON
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db


def reword(body, **changes):
    return actions.set_wording(
        **{
            "template": "tests.accepted",
            "language": "zh-hans",
            "subject": "受理通知",
            "body": body,
            "provider_code": "",
            "reason": "用语统一",
            "by": "staff:1",
            "at": NOON,
            **changes,
        }
    )


def test_own_words_are_sent_and_each_version_is_kept_and_recorded(sms):
    reword("%(number)s受理了")
    reword("%(number)s已由我会受理", provider_code="SMS_77")
    an_owed_message()

    delivery.deliver_due(at=NOON, worker="w1")

    (letter,) = sms.sent
    assert (letter.body, letter.provider_code) == ("000123已由我会受理", "SMS_77")
    assert [each.version for each in queries.versions("tests.accepted", "zh-hans")] == [2, 1]
    assert [each.kind for each in audit.history("wording:tests.accepted")] == ["wording.set"] * 2


def test_an_empty_text_puts_the_delivered_one_back(sms):
    reword("%(number)s受理了")
    reword("")
    an_owed_message()

    delivery.deliver_due(at=NOON, worker="w1")

    assert sms.sent[0].body == "您的投诉000123已受理。"
    assert not queries.text("tests.accepted", "zh-hans").own


def test_a_tibetan_reader_gets_the_own_chinese_words_where_there_are_no_tibetan_ones(sms):
    reword("%(number)s受理了")
    an_owed_message(language="bo")

    delivery.deliver_due(at=NOON, worker="w1")
    reword("%(number)s བོད", language="bo")
    an_owed_message(language="bo")
    delivery.deliver_due(at=NOON, worker="w1")

    assert [letter.body for letter in sms.sent] == ["000123受理了", "000123 བོད"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"body": "您的投诉已受理。"}, "body", r"缺少占位符：%\(number\)s"),
        ({"body": "%(number)s%(amount)s"}, "body", r"没有这些占位符：%\(amount\)s"),
        ({"body": "%(number)s退100%"}, "body", "百分号"),
        ({"body": "%(number)s", "subject": "%(x)s"}, "subject", "没有这些占位符"),
        ({"body": "%(number)s", "reason": " "}, "reason", "修改原因"),
    ],
)
def test_words_that_could_not_be_filled_in_are_refused(changes, field, says):
    with pytest.raises(Refused, match=says) as refused:
        reword(**changes)

    assert refused.value.field == field


def test_words_that_would_cost_more_than_allowed_are_refused():
    with pytest.raises(Refused, match="要分3条") as refused:
        reword("%(code)s" + "某" * 150, template="tests.code", subject="验证码")

    assert refused.value.field == "body"
