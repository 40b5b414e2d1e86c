"""Read settings from the environment; say what to do when one is missing or wrong."""

import base64
import json
import secrets
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError


ENV_FILE = Path(".env")


def load() -> Env:
    """Return the environment, completed from `.env` in the working folder."""
    env = Env()
    if ENV_FILE.is_file():
        env.read_env(str(ENV_FILE.resolve()), recurse=False)
    return env


def required(env: Env, name: str, why: str) -> str:
    """Return the value of a setting that has no default, or stop with the remedy."""
    try:
        return str(env.str(name))
    except EnvError:
        raise ImproperlyConfigured(
            f"{name} is not set ({why}). "
            f"Run `smart315 init` in this folder to write a .env with fresh keys, or set {name}."
        ) from None


SMS_PROVIDERS = ("aliyun",)
SMS_NEEDED = ("key_id", "key_secret", "sign", "templates")
SMS_EXAMPLE = (
    '{"provider": "aliyun", "key_id": "…", "key_secret": "…", "sign": "青海省消费者协会", '
    '"templates": {"accounts.code": "SMS_100000001"}}'
)


def text_messages(env: Env) -> dict[str, Any] | None:
    """Return SMART315_SMS, or None when it is not set; stop with the remedy when it is wrong.

    It is JSON, or the path of a file that holds the JSON.
    """
    written = str(env.str("SMART315_SMS", "")).strip()
    if not written:
        return None
    try:
        text = written if written.startswith("{") else Path(written).read_text(encoding="utf-8")
        configured = json.loads(text)
    except (OSError, ValueError) as problem:
        # The text may hold the key: what is wrong with it is told, not what it says.
        raise _sms(f"cannot be read ({type(problem).__name__})") from None
    if not isinstance(configured, dict) or configured.get("provider") not in SMS_PROVIDERS:
        raise _sms(f"names no provider that is known ({', '.join(SMS_PROVIDERS)})")
    missing = [name for name in SMS_NEEDED if not configured.get(name)]
    unknown = sorted(configured.keys() - {*SMS_NEEDED, "provider", "endpoint"})
    if missing or unknown:
        raise _sms(f"lacks {', '.join(missing)}" if missing else f"has no {', '.join(unknown)}")
    _check_sms(configured)
    return configured


def _check_sms(configured: dict[str, Any]) -> None:
    codes = configured["templates"]
    if not isinstance(codes, dict) or not all(isinstance(each, str) for each in codes.values()):
        raise _sms('must map names to codes under "templates"')
    endpoint = str(configured.get("endpoint", "https://"))
    if not endpoint.startswith(("https://", "http://127.0.0.1:")):
        raise _sms('must have an "endpoint" that begins with https://')


def _sms(problem: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"SMART315_SMS {problem}. Write {SMS_EXAMPLE}, or the path of a file that holds it, or "
        "leave it out: text messages are then noted in the log only."
    )


def write_first_settings() -> str:
    """Write `.env` with fresh keys, once; return the sentence to print."""
    if ENV_FILE.exists():
        return f"{ENV_FILE} is already there; nothing was changed."
    field_key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    ENV_FILE.write_text(
        "# Keep this file secret, and keep a copy: without it encrypted columns cannot be read.\n"
        f"SMART315_SECRET_KEY={secrets.token_urlsafe(50)}\n"
        f"SMART315_FIELD_KEYS=k1:{field_key}\n"
        f"SMART315_LOOKUP_KEY={secrets.token_urlsafe(32)}\n"
        f"SMART315_AUDIT_KEY={secrets.token_urlsafe(32)}\n",
        encoding="utf-8",
    )
    ENV_FILE.chmod(0o600)
    return f"Wrote {ENV_FILE} with fresh keys."
