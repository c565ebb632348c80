"""Every setting of the portal, driven by the environment; `.env.example` lists the variables.

Production is the default and stops when a needed variable is missing. DEMO=1 and DEBUG=1 run with everything
embedded (SQLite, files in var/, a secret of their own); TESTING=1 is set by the tests alone.
"""

from pathlib import Path
from typing import Any

import environ
from django.utils.translation import gettext_lazy as _

from dealreg import content_policy, logs, mode, salesforce
from dealreg.sso.settings import identity_provider

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
TESTING = env.bool("TESTING", False)
if not TESTING and (BASE_DIR / ".env").exists():
    env.read_env(str(BASE_DIR / ".env"))
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
PRODUCTION = not (DEBUG or DEMO or TESTING)

# All that the embedded mode writes: database, cache, mail, uploads, secret.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

if PRODUCTION:
    mode.require("SECRET_KEY", "AUDIT_SALT", "SIGNING_KEY", "ALLOWED_HOSTS")


def secret(name: str) -> str:
    return env.str(name, "") or ("testing" if TESTING else mode.kept_secret(VAR_DIR / name.lower()))


SECRET_KEY = secret("SECRET_KEY")
# Seals the chain of events; unlike SECRET_KEY it is never changed, or every event would look altered.
AUDIT_SALT = secret("AUDIT_SALT")
# Signs letters and exports (Ed25519): 32 bytes in URL-safe base64. `manage.py new_signing_key` makes one.
SIGNING_KEY = env.str("SIGNING_KEY", "") or mode.kept_secret(VAR_DIR / "signing_key", size=32)
SIGNING_KEY = mode.key_of("SIGNING_KEY", SIGNING_KEY, size=32)
RETIRED_SIGNING_KEYS = env.list("RETIRED_SIGNING_KEYS", default=[])
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The programme
VENDOR_NAME = env.str("VENDOR_NAME", "Huawei")
PROGRAMME_NAME = env.str("PROGRAMME_NAME", "Deal Registration")
# Base of the links in mails and letters, without a slash at the end.
PORTAL_URL = env.str("PORTAL_URL", "http://localhost:8000").rstrip("/")
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", "")

INSTALLED_APPS = [
    "dealreg",
    "notifications",
    "deals",
    "partners",
    "validation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_countries",
    "django_filters",
    "django_htmx",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "dealreg.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dealreg.middleware.SessionEndMiddleware",
    "dealreg.middleware.SecondFactorMiddleware",
    "dealreg.middleware.TimeZoneMiddleware",
]

ROOT_URLCONF = "dealreg.urls"
WSGI_APPLICATION = "dealreg.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["partners.templatetags.icons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "notifications.context.unread",
                "dealreg.context.programme",
                "dealreg.context.session",
                "dealreg.context.factors",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "dealreg.widgets.StraightRenderer"

# Database: embedded SQLite writes only behind WAL and BEGIN IMMEDIATE without "database is locked".
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL")
    if env.str("DATABASE_URL", "")
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR_DIR / "dealreg.sqlite3")}
}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A file, since the threads of a live server would share one connection of a database in memory.
    DATABASE["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    DATABASE["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("PGBOUNCER", False)
    if not DATABASE["DISABLE_SERVER_SIDE_CURSORS"]:
        # What is asked again and again is parsed once a connection; a pooler does not keep the connection for long.
        prepared = {"server_side_binding": True, "prepare_threshold": 5}
        DATABASE["OPTIONS"] = prepared | DATABASE.get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# No web request needs Redis: sessions, sign-in limits and the cache live in the database.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "dealreg_cache"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", 8 * 3600)
SESSION_COOKIE_SAMESITE = "Lax"

# Clock and queue; the schedule itself is in dealreg/celery.py.
REDIS_URL = env.str("REDIS_URL", "")
TICK_SECONDS = env.int("TICK_SECONDS", 5 if DEMO else 60)
# Silence after which a supervisor should restart the workers (`manage.py check_heartbeat`).
HEARTBEAT_SILENCE_SECONDS = env.int("HEARTBEAT_SILENCE_SECONDS", 180)
# Address of a monitor outside that hears of each beat, in the way of healthchecks.
PING_URL = env.str("PING_URL", "")
EVENT_DOORBELL = "dealreg.celery.ring_doorbell"
# Who words the letter that the desk shows before a decision is sent.
LETTER_PREVIEW = "notifications.preview.letter"
DEMO_CLOCK_OFFSET = env.int("DEMO_CLOCK_OFFSET", 0) if DEMO else 0

# Source of the pipeline; None where it comes as files alone.
SALESFORCE = salesforce.account(env)

# People
AUTH_USER_MODEL = "partners.User"
AUTHENTICATION_BACKENDS = ["dealreg.accounts.PortalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
)
LOGIN_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "dealreg.accounts.PortalAccountAdapter"
ACCOUNT_FORMS = {
    "user_token": "dealreg.accounts.SealedTokenForm", "login": "dealreg.forms.LoginForm",
    "add_email": "dealreg.forms.AddEmailForm", "reset_password": "dealreg.forms.ResetPasswordForm",
    "reset_password_from_key": "dealreg.forms.NewPasswordForm", "change_password": "dealreg.forms.ChangePasswordForm",
}  # fmt: skip
# A random key kept in the database: the signed one would carry the key of the address's row in plain sight.
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PORTAL_URL.startswith("https") else "http"
# Tries to check a letter; what is not named here keeps allauth's own limits.
ACCOUNT_RATE_LIMITS = {"check_letter": "10/m/ip"}
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = f"{VENDOR_NAME} {PROGRAMME_NAME}"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "dealreg.passkeys.PasskeyAdapter"
MFA_FORMS = {
    "login_webauthn": "dealreg.passkeys.PasskeyLoginForm", "add_webauthn": "dealreg.forms.AddPasskeyForm",
    "authenticate": "dealreg.forms.CodeForm", "activate_totp": "dealreg.forms.SetUpAppForm",
}  # fmt: skip
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Where people may sign in besides by password and passkey; None without any OIDC_ variable.
OIDC = identity_provider(env)
SOCIALACCOUNT_ADAPTER = "dealreg.sso.provider.SocialAdapter"
ROLE_RIGHTS = "dealreg.rights.ROLE_RIGHTS"
# Coordinators, managers and auditors enrol a second factor before they see anything else, except in the demo.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", not DEMO)

# Transport security; the demo speaks plain HTTP and must still let people sign in.
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 365 * 86_400 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", PRODUCTION)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", PRODUCTION)
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = env.bool("SESSION_COOKIE_SECURE", PRODUCTION)
CSRF_COOKIE_SECURE = env.bool("CSRF_COOKIE_SECURE", PRODUCTION)
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

if env.bool("CSP_REPORT_ONLY", False):
    CONTENT_SECURITY_POLICY_REPORT_ONLY = content_policy.STRICT
else:
    CONTENT_SECURITY_POLICY = content_policy.STRICT

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "dealreg" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["dealreg.formats"]
TIME_ZONE = "UTC"

# Files. Without collectstatic (demo, development, tests) WhiteNoise reads the sources themselves.
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
# Each client of the tests builds the middleware anew: files are looked for when asked for, not listed every time.
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
UPLOADS_DIR = Path(env.str("UPLOADS_DIR", str(VAR_DIR / "uploads")))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(UPLOADS_DIR), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Mail; without EMAIL_URL each message becomes a file in var/mail.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
if env.str("EMAIL_URL", ""):
    vars().update(env.email("EMAIL_URL"))
EMAIL_TIMEOUT = 10
MAIL_DOMAIN = env.str("MAIL_DOMAIN", "localhost")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"deal-registration@{MAIL_DOMAIN}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Logs carry the id of a user, never a name, an address or a query string.
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = logs.configured(readable=not PRODUCTION, level=env.str("LOG_LEVEL", "INFO"))
