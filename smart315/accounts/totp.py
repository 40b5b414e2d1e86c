"""The number that an authenticator shows at a moment (RFC 6238)."""

from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth


def totp_now(secret: str, at: datetime) -> str:
    """Return the six digits; the secret is Base32 text."""
    counter = int(at.timestamp()) // int(app_settings.TOTP_PERIOD)
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))
