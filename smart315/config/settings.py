"""Settings: defaults that run on one machine, everything else from the environment."""

import ipaddress
from pathlib import Path

from csp.constants import NONE, SELF
from django.conf import locale as django_locale
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

from smart315.config import environment
from smart315.engine import choosing as engines


env = environment.load()
PACKAGE = Path(__file__).resolve().parent.parent

DATA = Path(env.str("SMART315_DATA", "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)

SECRET_KEY = environment.required(env, "SMART315_SECRET_KEY", "it signs sessions and forms")
FIELD_KEYS = environment.required(env, "SMART315_FIELD_KEYS", "it encrypts personal columns")
LOOKUP_KEY = environment.required(env, "SMART315_LOOKUP_KEY", "it hashes phones for look-up")
AUDIT_KEY = environment.required(env, "SMART315_AUDIT_KEY", "it seals the audit chain")
FIELD_CIPHER = env.str("SMART315_FIELD_CIPHER", "AES-GCM")
if FIELD_CIPHER not in {"AES-GCM", "SM4-GCM"}:
    raise ImproperlyConfigured(
        f"SMART315_FIELD_CIPHER is {FIELD_CIPHER!r}; write AES-GCM or SM4-GCM."
    )

DEBUG = env.bool("SMART315_DEBUG", False)
DEMO = env.bool("SMART315_DEMO", False)
HTTPS = env.bool("SMART315_HTTPS", False)
ALLOWED_HOSTS = env.list("SMART315_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("SMART315_ORIGINS", [])
OPEN_DATA_LICENCE = env.str(
    "SMART315_OPEN_DATA_LICENCE", "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"
)
BASE_URL = env.str("SMART315_BASE_URL", "http://127.0.0.1:8315")

INSTALLED_APPS = [
    "smart315.web",
    "smart315.api",
    "smart315.jobs",
    "smart315.insight",
    "smart315.casework",
    "smart315.partners",
    "smart315.businesses",
    "smart315.community",
    "smart315.parameters",
    "smart315.accounts",
    "smart315.documents",
    "smart315.messaging",
    "smart315.audit",
    "smart315.regions",
    "smart315.vault",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "smart315.api.middleware.say_allowance",
]

ROOT_URLCONF = "smart315.config.urls"
WSGI_APPLICATION = "smart315.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

try:
    DATABASES = {
        "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / 'smart315.sqlite3'}"),
    }
except (EnvError, ValueError) as problem:
    raise ImproperlyConfigured(
        f"DATABASE_URL cannot be read ({problem}). Write sqlite:///PATH or "
        "postgres://USER:PASSWORD@HOST:PORT/NAME, or leave it out for SQLite in SMART315_DATA."
    ) from None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "smart315.config.sqlite"
    # Opening is dear: the journal is read again, and the last to close copies it back.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: a complaint that was acknowledged must survive a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
            "PRAGMA mmap_size=268435456; PRAGMA wal_autocheckpoint=8000;"
        ),
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.int("SMART315_POOL", 8), "timeout": 20},
    }
else:
    raise ImproperlyConfigured(
        "DATABASE_URL names a database that is not supported: write sqlite:// or postgres://."
    )

CACHE_URL = env.str("SMART315_CACHE_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
        if CACHE_URL
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(DATA / "cache"),
        }
    ),
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("bo", "བོད་ཡིག")]
# Django ships no entry for Tibetan.
django_locale.LANG_INFO["bo"] = {
    "bidi": False,
    "code": "bo",
    "name": "Tibetan",
    "name_local": "བོད་ཡིག",
}
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = None

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = DATA / "files"
# The facts that figures are counted from: Parquet files, made again from the store at any time.
FACTS = DATA / "facts"
FACTS_ENGINE = env.str("SMART315_FACTS_ENGINE", "") or "duckdb"
if engines.problem_with_facts(FACTS_ENGINE):
    raise ImproperlyConfigured(f"SMART315_FACTS_ENGINE {engines.problem_with_facts(FACTS_ENGINE)}.")
FACTS_MEMORY = env.int("SMART315_FACTS_MEMORY", 2048)
STORAGES = {
    "default": (
        {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": env.json("SMART315_S3")}
        if env.str("SMART315_S3", "")
        else {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(MEDIA_ROOT)},
        }
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CLAMD = env.str("SMART315_CLAMD", "")
# The cluster for batch work; without one it is done here.
ENGINE = env.str("SMART315_ENGINE", "")
if engines.problem(ENGINE):
    raise ImproperlyConfigured(f"SMART315_ENGINE {engines.problem(ENGINE)}.")
# Networks inside the house that a webhook may call; this machine itself only for a trial.
WEBHOOK_NETWORKS: list[str] = env.list("SMART315_WEBHOOK_NETWORKS", [])
try:
    for network in WEBHOOK_NETWORKS:
        ipaddress.ip_network(network)
except ValueError as problem:
    raise ImproperlyConfigured(
        f"SMART315_WEBHOOK_NETWORKS cannot be read ({problem}); write networks such as "
        "10.1.0.0/16, separated by commas, or leave it out."
    ) from None
if DEBUG or DEMO:
    WEBHOOK_NETWORKS += ["127.0.0.0/8", "::1/128"]
# Ten files of 20 MB, and the form beside them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/signed-in/"
ACCOUNT_ADAPTER = "smart315.web.adapters.AccountAdapter"
MFA_ADAPTER = "smart315.web.adapters.SecondFactorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Five wrong passwords lock the name for half an hour (handbook §12.2).
ACCOUNT_RATE_LIMITS = {"login_failed": "5/30m/key,30/30m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# The code before and after hold too: typing takes time, and clocks differ (RFC 6238 §5.2).
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "智慧3·15"

SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

EMAIL_URL = env.dj_email_url("SMART315_EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in EMAIL_URL:
    raise ImproperlyConfigured(
        "SMART315_EMAIL_URL cannot be read; write smtp://USER:PASSWORD@HOST:PORT, "
        "submission://USER:PASSWORD@HOST, or console: to print mail instead of sending it."
    )
EMAIL_BACKEND = EMAIL_URL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_URL["EMAIL_HOST"]
EMAIL_PORT = EMAIL_URL["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_URL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_URL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL_URL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = EMAIL_URL["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = env.str("SMART315_FROM", "smart315@localhost")

# Text messages: the provider and its approved texts, or nothing. The sender's name counts with
# the length of a text, whoever sends it.
SMS = environment.text_messages(env)
SMS_SIGN = str(SMS["sign"]) if SMS else "青海省消费者协会"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("SMART315_LOG_LEVEL", "INFO")},
    # It notes the address of each request, which holds the number of who is written to.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
}
