"""The way back to one promise: a keyed number in a message, good for one question only."""

from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare

from smart315.casework.models import Agreement
from smart315.vault.lookup import keyed_hash


# How long after the question the answer is taken without number and code.
LIFETIME = timedelta(days=60)
# Eighty bits: a message is short, and the question is one about a single case.
PROOF = 20


def token(agreement: Agreement) -> str:
    """Return the key to one promise: its number and a proof that we wrote it."""
    return f"{agreement.pk}-{_proof(agreement.pk)}"


def of_token(text: str, at: datetime) -> Agreement | None:
    """Return the promise that a key opens: one that was asked about, within its time."""
    number, _dash, proof = text.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < PROOF):
        return None
    if not constant_time_compare(_proof(int(number)), proof):
        return None
    found = Agreement.objects.select_related("complaint", "business").filter(pk=number).first()
    if found is None or found.asked_at is None or at - found.asked_at > LIFETIME:
        return None
    return found


def _proof(number: int) -> str:
    return keyed_hash(str(number), "casework.promise")[:PROOF]
