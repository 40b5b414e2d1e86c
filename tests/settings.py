"""The product's settings with fixed keys, for tests and for the type checker."""

import os
import tempfile
from pathlib import Path


os.environ.setdefault("SMART315_SECRET_KEY", "tests-only")
os.environ.setdefault("SMART315_FIELD_KEYS", "k1:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
os.environ.setdefault("SMART315_LOOKUP_KEY", "tests-only-lookup")
os.environ.setdefault("SMART315_AUDIT_KEY", "tests-only-audit")
os.environ["SMART315_DATA"] = str(Path(tempfile.gettempdir()) / f"smart315-tests-{os.getuid()}")
os.environ.setdefault("SMART315_EMAIL_URL", "locmem:")
os.environ.pop("SMART315_DEMO", None)

from smart315.config.settings import *  # noqa: E402


PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
