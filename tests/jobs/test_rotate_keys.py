import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt

from smart315.accounts import actions as accounts
from smart315.audit import queries as audit
from smart315.messaging.templates import Template, register
from tests.given import NOON
from tests.given.accounts import person
from tests.given.messaging import an_owed_message


TEXT = register(Template("tests.rotated", "题", "您的投诉%(number)s已受理。"))
OTHER = ",k2:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def sealed(db, settings):
    an_owed_message(template=TEXT.name)
    accounts.enrol_totp(user=person("李敏"), secret=SECRET, at=NOON)
    settings.FIELD_KEYS += OTHER


def test_columns_and_second_factors_come_to_the_newest_key(smart315, sealed, settings):
    outcome = smart315("rotate_keys", "--json").outcome

    assert outcome["key"] == "k2"
    assert outcome["columns"]["messaging.Outgoing.address"] == 1
    assert outcome["second_factors"] == 1
    settings.FIELD_KEYS = OTHER.lstrip(",")
    kept = Authenticator.objects.get()
    assert kept.data["secret"].startswith("k2:")
    assert decrypt(kept.data["secret"]) == SECRET


def test_a_second_run_moves_nothing_and_each_is_recorded(smart315, sealed):
    smart315("rotate_keys")

    assert smart315("rotate_keys", "--json").outcome["moved"] == 0
    kinds = [event.kind for event in audit.history("system:operations")]
    assert kinds == ["keys.rotated", "keys.rotated"]
