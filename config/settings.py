"""Django's settings, from the environment once; nothing else reads the environment."""

from pathlib import Path

import dj_database_url

from config.broker import broker_url
from config.environment import BASE, values
from config.messages import sentences
from config.secret import secret_key

_ENV = values()

# What the service keeps.
VANTHU_DATA = Path(_ENV["VANTHU_DATA"]).expanduser().resolve()
VANTHU_INBOX = Path(_ENV["VANTHU_INBOX"] or VANTHU_DATA / "inbox").expanduser().resolve()
VANTHU_STORE = VANTHU_DATA / "store"
VANTHU_PREVIEWS = VANTHU_DATA / "pages"
VANTHU_ARCHIVES = VANTHU_DATA / "archive"
VANTHU_ARCHIVE = _ENV["VANTHU_ARCHIVE"] == "1"
VANTHU_TMP = VANTHU_DATA / "tmp"

# How it works.
VANTHU_ATTEMPTS = int(_ENV["VANTHU_ATTEMPTS"])
VANTHU_RETRY_S = float(_ENV["VANTHU_RETRY_S"])
VANTHU_LEASE_S = float(_ENV["VANTHU_LEASE_S"])
VANTHU_TURN_S = float(_ENV["VANTHU_TURN_S"])
VANTHU_SWEEP_S = float(_ENV["VANTHU_SWEEP_S"])
VANTHU_SCAN_S = float(_ENV["VANTHU_SCAN_S"])
VANTHU_SETTLE_S = float(_ENV["VANTHU_SETTLE_S"])
VANTHU_PARTIAL_S = float(_ENV["VANTHU_PARTIAL_S"])
VANTHU_MAX_MB = int(_ENV["VANTHU_MAX_MB"])
VANTHU_FREE_MB = int(_ENV["VANTHU_FREE_MB"])
VANTHU_MAX_PAGES = int(_ENV["VANTHU_MAX_PAGES"])
VANTHU_PAGE_TIMEOUT_S = float(_ENV["VANTHU_PAGE_TIMEOUT_S"])
# Without accounts the pages are open, but to this machine alone.
VANTHU_LOCAL_ONLY = _ENV["VANTHU_HOST"] in {"127.0.0.1", "localhost", "::1"}
# Tests put a quick one in its place (tests/fakes/engine.py).
VANTHU_READER = _ENV["VANTHU_READER"]
VANTHU_LANGUAGES = tuple(_ENV["VANTHU_LANGUAGES"].split("+"))
VANTHU_WEBHOOK_HOSTS = frozenset(
    name.strip() for name in _ENV["VANTHU_WEBHOOK_HOSTS"].split(",") if name.strip()
)
VANTHU_DELIVERIES_DAYS = int(_ENV["VANTHU_DELIVERIES_DAYS"])
VANTHU_API_RATE = int(_ENV["VANTHU_API_RATE"])
# What staff read for each error code; the packages below may not import those that raise them.
VANTHU_ERROR_SENTENCES = sentences()

SECRET_KEY = _ENV["VANTHU_SECRET_KEY"] or secret_key(VANTHU_DATA)
DEBUG = False
ALLOWED_HOSTS = [name.strip() for name in _ENV["VANTHU_HOSTS"].split(",")]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "records",
    "review",
    "feed",
    "workers",
]

MIDDLEWARE = [
    "config.limits.BodyLimit",
    "django.middleware.security.SecurityMiddleware",
    "review.security.ContentSecurityPolicy",
    "feed.problems.Problems",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "review.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "review.access.StaffOnly",
    "review.views.errors.RecordsErrors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "review.context.page",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        _ENV["DATABASE_URL"] or f"sqlite:///{VANTHU_DATA / 'vanthu.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL: a commit that the watcher has seen survives a power cut, since the watcher then
    # removes the dropped file. IMMEDIATE: a writer waits at its start, it never fails half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # In memory it would lock tables where a file locks nothing.
    DATABASES["default"]["TEST"] = {"NAME": VANTHU_DATA / "tests.sqlite3"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "originals": {
        "BACKEND": "records.store.ContentStorage",
        "OPTIONS": {"location": VANTHU_STORE},
    },
}
if _ENV["VANTHU_S3_BUCKET"]:
    # Who may write there is boto3's matter: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, a role.
    STORAGES["originals"] = {
        "BACKEND": "records.s3.S3Originals",
        "OPTIONS": {
            "bucket_name": _ENV["VANTHU_S3_BUCKET"],
            "endpoint_url": _ENV["VANTHU_S3_URL"] or None,
            "file_overwrite": True,
            "default_acl": None,
        },
    }
# Uploads beyond 2.5 MB are written here while they come in: on the disk whose room is looked at.
FILE_UPLOAD_TEMP_DIR = VANTHU_TMP
# That it exists: config.limits makes it, where there is a web page at all.
SILENCED_SYSTEM_CHECKS = ["files.E001"]
MEDIA_ROOT = VANTHU_DATA / "media"
STATIC_URL = "static/"
# No collectstatic step: the few static files are found once, when the web process starts.
WHITENOISE_USE_FINDERS = True

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE / "review" / "locale"]
TIME_ZONE = _ENV["VANTHU_TIME_ZONE"]
USE_TZ = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "letters"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "review.views.errors.no_token"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# One message wakes a worker for one row. The row is the truth, so a lost message costs a sweep.
CELERY_BROKER_URL = broker_url(VANTHU_DATA, _ENV["VANTHU_BROKER_URL"])
VANTHU_OWN_BROKER = not _ENV["VANTHU_BROKER_URL"]
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_TASK_DEFAULT_QUEUE = "read"
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SOFT_TIME_LIMIT = 1830
CELERY_TASK_TIME_LIMIT = 1900
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 500_000
CELERY_WORKER_CONCURRENCY = int(_ENV["VANTHU_WORKERS"] or 0) or None
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CHANNEL_ERROR_RETRY = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 7200,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 5,
    "socket_timeout": 30,
    "health_check_interval": 25,
    "retry_on_timeout": True,
    "max_connections": 20,
    # A request never waits for a broker that is away: the sweep asks again.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "queue_order_strategy": "priority",
    # Those of `records.queue`; others are taken for the next higher one.
    "priority_steps": [0, 2, 3, 6, 9],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"watchfiles": {"level": "WARNING"}},
}
