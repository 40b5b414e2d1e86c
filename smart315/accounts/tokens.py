"""Signed tokens: a phone that was confirmed once need not be confirmed again the same day."""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

from smart315.accounts import phones


LIFETIME = timedelta(hours=24)


def phone_token(phone: str, at: datetime) -> str:
    """Return a token saying that the phone was confirmed at that moment.

    It carries the moment and a signature bound to the number, and not the number itself. Raises
    Refused when the phone is not a mobile.
    """
    # TimestampSigner would read the clock.
    return _signer(phones.mobile(phone)).sign(str(int(at.timestamp())))


def check_phone_token(token: str, phone: str, at: datetime) -> bool:
    """Tell whether the token was given for this phone within the last 24 hours."""
    try:
        confirmed = int(_signer(phones.mobile(phone)).unsign(token))
    except BadSignature:
        return False
    return 0 <= int(at.timestamp()) - confirmed <= LIFETIME.total_seconds()


def _signer(number: str) -> Signer:
    return Signer(salt=f"accounts.phone_token:{phones.hashed(number)}")
