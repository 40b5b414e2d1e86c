"""The product's settings with fixed keys, for tests and for the type checker.

Nothing personal comes in: no `.env`, no SMART315_ variable of the shell. DATABASE_URL alone is
taken over, because it says on which server the test database is to be made.
"""

import os
import shutil
import tempfile
from pathlib import Path

from smart315.config import environment


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _own_folder() -> Path:
    """Return a folder for this process alone; those of ended processes are removed."""
    everybody = Path(tempfile.gettempdir()) / f"smart315-tests-{os.getuid()}"
    everybody.mkdir(mode=0o700, exist_ok=True)
    for each in everybody.iterdir():
        if not _alive(each.name):
            shutil.rmtree(each, ignore_errors=True)
    mine = everybody / str(os.getpid())
    mine.mkdir(exist_ok=True)
    return mine


FOLDER = _own_folder()
environment.ENV_FILE = FOLDER / "no.env"
for name in [name for name in os.environ if name.startswith("SMART315_")]:
    if not name.startswith(("SMART315_REQUIRE_", "SMART315_TEST_", "SMART315_SHARED")):
        del os.environ[name]
os.environ |= {
    "SMART315_SECRET_KEY": "tests-only",
    "SMART315_FIELD_KEYS": "k1:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
    "SMART315_LOOKUP_KEY": "tests-only-lookup",
    "SMART315_AUDIT_KEY": "tests-only-audit",
    "SMART315_DATA": str(FOLDER),
    "SMART315_EMAIL_URL": "memory:",
}
# Any name will do: the runner makes a database of its own.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER / 'never-opened.sqlite3'}")

from smart315.config.settings import *  # noqa: E402


DATABASE = DATABASES["default"]  # noqa: F405
if "sqlite" in DATABASE["ENGINE"]:
    # A file, not memory: the live server's threads have connections of their own, as in life.
    DATABASE["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
    # A power cut may take a test's database with it.
    DATABASE["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASE["OPTIONS"]["options"] = "-c synchronous_commit=off"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
