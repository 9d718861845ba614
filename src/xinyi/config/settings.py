"""Django's settings, all derived from the validated environment and from the folders that are there."""

from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from xinyi.config.discovery import SOURCE, find_apps
from xinyi.config.environment import LOCAL_HOSTS, read_environment
from xinyi.config.host.keys import read_keys
from xinyi.config.logs import configure_structlog, log_settings

ENVIRONMENT = read_environment()
KEYS = read_keys(ENVIRONMENT.var)
MEGABYTE = 1024 * 1024

# What this installation is ------------------------------------------------------------------------------------------
DEBUG = False
XINYI_MODE = ENVIRONMENT.mode
SAMPLE_MODE = ENVIRONMENT.is_sample
ONE_CLICK_SIGN_IN = ENVIRONMENT.one_click_sign_in
VAR = ENVIRONMENT.var
SECRET_KEY = ENVIRONMENT.secret_key or (KEYS.secret_key if KEYS else "")
XINYI_KEYS = KEYS.for_vault if KEYS else {}

# Apps ---------------------------------------------------------------------------------------------------------------
APPS = find_apps()
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.messages",
    "template_partials",
    "procrastinate.contrib.django",
    *APPS,
    "xinyi.config",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "xinyi.config.urls"
ASGI_APPLICATION = "xinyi.config.asgi.application"
MIDDLEWARE = [
    "xinyi.config.health.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "xinyi.config.headers.policy_headers",
    "xinyi.config.languages.chosen_language",
    "xinyi.config.errors.explain_too_large",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "xinyi.kernel.accounts.middleware.asking",
    "django.contrib.messages.middleware.MessageMiddleware",
    "xinyi.kernel.plugins.middleware.switched_on",
]

# Database -----------------------------------------------------------------------------------------------------------
_address = conninfo_to_dict(ENVIRONMENT.database_url or "postgresql:///xinyi")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.pop("dbname", "xinyi"),
        "USER": _address.pop("user", ""),
        "PASSWORD": _address.pop("password", ""),
        "HOST": _address.pop("host", ""),
        "PORT": str(_address.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,
        # Parameters stay bound by the client: a generic server-side plan hides the scope from the planner.
        "OPTIONS": {**_address, "pool": {"min_size": 1, "max_size": 10, "timeout": 10}},
    }
}

# Requests -----------------------------------------------------------------------------------------------------------
ALLOWED_HOSTS = [*LOCAL_HOSTS, *ENVIRONMENT.hosts]
LIVE_ORIGIN = ENVIRONMENT.live_origin
LIVE_PORT = ENVIRONMENT.live_port
CSRF_COOKIE_NAME = "xinyi_csrf"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "xinyi.config.errors.form_expired"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
LANGUAGE_COOKIE_NAME = "xinyi_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
# A photo of 30 MB must reach the form, which refuses it in words; it waits on disk, never in memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = MEGABYTE // 4
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FILES = 20
LARGEST_REQUEST = 64 * MEGABYTE

# Pages --------------------------------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "xinyi.terminals.components.templatetags.components",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.hashed_static
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not ENVIRONMENT.hashed_static

# Language and time --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [str(folder) for folder in sorted(SOURCE.glob("*/locale")) if Path(folder).is_dir()]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Work in the background and its log ---------------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
configure_structlog()
LOGGING = log_settings(readable=SAMPLE_MODE)
