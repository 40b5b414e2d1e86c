import pytest

from smart315.vault import actions
from tests.vault.conftest import OTHER_KEY, Secret
from tests.vault.test_fields import stored


pytestmark = pytest.mark.usefixtures("secrets_table")


def moved():
    return {
        name: count for name, count in actions.rotate(batch=3).items() if name.startswith("vault.")
    }


@pytest.fixture
def old_rows():
    Secret.objects.bulk_create(
        [Secret(phone=str(number), note=None if number % 2 else "x") for number in range(8)]
    )
    Secret.objects.create(phone="", note=None)


def test_rotating_brings_every_value_to_the_new_key(old_rows, settings):
    settings.FIELD_KEYS += f",k2:{OTHER_KEY}"

    assert moved() == {"vault.Secret.phone": 8, "vault.Secret.note": 4}

    settings.FIELD_KEYS = f"k2:{OTHER_KEY}"
    assert [row.phone for row in Secret.objects.order_by("id")] == [*"01234567", ""]
    assert stored()[-1] == ""


def test_rotating_brings_every_value_to_the_new_cipher(old_rows, settings):
    settings.FIELD_CIPHER = "SM4-GCM"

    moved()

    assert {sealed[:6] for sealed in stored()} == {"k1:SG:", ""}


def test_rotating_again_moves_nothing_and_continues_what_was_cut_off(old_rows, settings):
    settings.FIELD_KEYS += f",k2:{OTHER_KEY}"
    Secret.objects.order_by("id")[0].save()

    assert moved() == {"vault.Secret.phone": 7, "vault.Secret.note": 3}
    assert moved() == {"vault.Secret.phone": 0, "vault.Secret.note": 0}
