import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from django.db.models import F
from django.test.utils import isolate_apps

from smart315.vault import ciphers
from smart315.vault.fields import EncryptedTextField
from tests.vault.conftest import OTHER_KEY, Secret


pytestmark = pytest.mark.usefixtures("secrets_table")

PHONE = "13800131234"


def stored(column="phone"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM vault_secret ORDER BY id")  # noqa: S608
        return [value for (value,) in cursor.fetchall()]


def test_the_database_sees_only_the_sealed_text():
    Secret.objects.create(phone=PHONE, note="张三")

    (sealed,) = stored()

    assert sealed.startswith("k1:AG:")
    assert PHONE not in sealed


def test_every_way_of_reading_decrypts():
    secret = Secret.objects.create(phone=PHONE)

    assert Secret.objects.get().phone == PHONE
    assert Secret.objects.values("phone").get() == {"phone": PHONE}
    assert list(Secret.objects.values_list("phone", flat=True)) == [PHONE]
    assert Secret.objects.defer("phone").get().phone == PHONE
    assert Secret.objects.values_list(F("phone")).get() == (PHONE,)
    assert Secret.objects.raw("SELECT * FROM vault_secret")[0].phone == PHONE
    secret.refresh_from_db()
    assert secret.phone == PHONE


def test_every_way_of_writing_encrypts():
    Secret.objects.bulk_create([Secret(phone="1"), Secret(phone="2")])
    first, second = Secret.objects.order_by("id")
    Secret.objects.filter(pk=first.pk).update(phone="3")
    second.phone = "4"
    Secret.objects.bulk_update([second], ["phone"])

    assert all(sealed.startswith("k1:AG:") for sealed in stored())
    assert list(Secret.objects.order_by("id").values_list("phone", flat=True)) == ["3", "4"]


def test_the_same_text_is_sealed_differently_each_time():
    Secret.objects.create(phone=PHONE)
    Secret.objects.create(phone=PHONE)

    assert len(set(stored())) == 2


def test_blank_stays_blank_and_nothing_stays_nothing():
    Secret.objects.create(phone="", note=None)
    Secret.objects.create(phone=PHONE, note="x")

    assert stored()[0] == ""
    assert stored("note")[0] is None
    assert Secret.objects.filter(phone="").count() == 1
    assert Secret.objects.exclude(phone="").count() == 1
    assert Secret.objects.filter(note__isnull=True).count() == 1


@pytest.mark.parametrize(
    "condition",
    [
        {"phone": PHONE},
        {"phone": F("note")},
        {"phone__in": [PHONE]},
        {"phone__contains": "138"},
        {"phone__gt": "1"},
        {"phone__iexact": PHONE},
    ],
)
def test_other_look_ups_are_refused_with_the_remedy(condition):
    with pytest.raises(FieldError, match=r"vault\.secret\.phone is encrypted.*keyed_hash"):
        Secret.objects.filter(**condition)


def test_a_sealed_text_moved_to_another_column_does_not_open():
    Secret.objects.create(phone=PHONE, note="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_secret SET note = phone")

    with pytest.raises(ciphers.Unreadable, match=r"vault\.secret\.note") as refusal:
        Secret.objects.get()

    assert PHONE not in str(refusal.value)


@pytest.mark.parametrize("value", ["plain", "k1:AG:!!", "k1:XX:AAAA", "k1:AG:AAAA", "k1:AG:é"])
def test_a_value_that_is_not_sealed_is_refused_by_column(value):
    Secret.objects.create(phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_secret SET phone = %s", [value])

    with pytest.raises(ciphers.Unreadable, match=r"vault\.secret\.phone"):
        Secret.objects.get()


def test_an_older_key_still_opens(settings):
    Secret.objects.create(phone="old")

    settings.FIELD_KEYS += f",k2:{OTHER_KEY}"
    settings.FIELD_CIPHER = "SM4-GCM"
    Secret.objects.create(phone="new")

    assert [sealed[:6] for sealed in stored()] == ["k1:AG:", "k2:SG:"]
    assert list(Secret.objects.order_by("id").values_list("phone", flat=True)) == ["old", "new"]


def test_a_key_that_is_gone_is_named(settings):
    Secret.objects.create(phone=PHONE)

    settings.FIELD_KEYS = f"k2:{OTHER_KEY}"

    with pytest.raises(ImproperlyConfigured, match="'k1'"):
        Secret.objects.get()


def test_an_encrypted_column_cannot_be_unique():
    with isolate_apps("smart315.vault"):

        class Wrong(models.Model):  # noqa: DJ008
            phone = EncryptedTextField(unique=True)

            class Meta:
                app_label = "vault"

        (problem,) = Wrong._meta.get_field("phone").check()

    assert problem.id == "vault.E001"
