"""Re-encrypt the secrets of second factors, which the sign-in library keeps in rows of its own."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction


SEALED = ("secret", "seed")


def reseal_second_factors() -> int:
    """Seal every authenticator's secret with the newest key; return how many there are.

    Each row is a transaction of its own, so a run that was cut off may be repeated.
    """
    keys = list(Authenticator.objects.order_by("pk").values_list("pk", flat=True))
    return sum(map(_reseal, keys))


@transaction.atomic
def _reseal(key: int) -> int:
    kept = Authenticator.objects.select_for_update().filter(pk=key).first()
    if kept is None:
        return 0
    sealed = {name: encrypt(decrypt(kept.data[name])) for name in SEALED if kept.data.get(name)}
    kept.data |= sealed
    kept.save(update_fields=["data"])
    return 1
