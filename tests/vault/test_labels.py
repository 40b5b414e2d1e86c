from django.db import models
from django.test.utils import isolate_apps

from smart315.regions.models import Region
from smart315.vault import labels
from smart315.vault.fields import EncryptedTextField


def test_a_model_with_right_labels_has_no_problems():
    assert labels.problems(Region) == []
    assert labels.labelled(Region)["parent"] == "public"


@isolate_apps("smart315.vault")
def test_every_kind_of_wrong_label_is_listed():
    class Wrong(models.Model):  # noqa: DJ008
        name = models.TextField()
        phone = EncryptedTextField()
        phone_hash = models.TextField()
        email = models.TextField()

        class Meta:
            app_label = "vault"

        class Privacy:
            public = frozenset({"id", "gone"})
            personal = frozenset({"phone"})
            sensitive = frozenset({"phone", "phone_hash", "email"})

    assert labels.problems(Wrong) == [
        "vault.Wrong.email is sensitive but is neither encrypted nor a hash.",
        "vault.Wrong.gone is labelled but is not a column.",
        "vault.Wrong.name has no privacy label.",
        "vault.Wrong.phone has more than one label.",
    ]


@isolate_apps("smart315.vault")
def test_a_model_without_labels_is_one_problem():
    class Bare(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "vault"

    assert labels.problems(Bare) == ["vault.Bare has no inner class Privacy."]
