"""Read settings from the environment; say what to do when one is missing or wrong."""

import base64
import secrets
from pathlib import Path

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
