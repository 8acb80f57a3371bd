"""Django settings: one file, fed by the environment readers of `env.py`."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from filrouge.config import databases, env, logs

DATA = env.data_folder()
DEBUG = env.flag("FILROUGE_DEBUG")
HTTPS = env.flag("FILROUGE_HTTPS")
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.words("FILROUGE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

# Lower layers first: templates and migrations of an app may lean on those above it, never below.
FILROUGE_APPS = [
    "filrouge.common",
    "filrouge.web",
    "filrouge.audit",
    "filrouge.vault",
    "filrouge.access",
    "filrouge.vocabulary",
    "filrouge.records",
    "filrouge.context",
    "filrouge.directory",
    "filrouge.staff",
    "filrouge.people",
    "filrouge.followup",
    "filrouge.housing",
    "filrouge.harm_reduction",
    "filrouge.training",
    "filrouge.institution",
    "filrouge.exchange",
    "filrouge.outreach",
    "filrouge.mobile_team",
    "filrouge.peer_support",
    "filrouge.dossiers",
    "filrouge.imports",
    "filrouge.figures",
    "filrouge.privacy",
    "filrouge.daily",
    "filrouge.reports",
    "filrouge.demo",
    "filrouge.home",
]
INSTALLED_APPS = [
    # Ours come first: their templates replace those that allauth ships.
    *FILROUGE_APPS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "heroicons",
    "django_tasks_db",
]

MIDDLEWARE = [
    # What every answer carries comes first: redirections, refusals and files have it too.
    "filrouge.access.edges.NotKept",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads each answer at random, so that its length tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "filrouge.web.language.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    # Before what reads the body.
    "filrouge.web.bodies.BoundedBodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "filrouge.access.middleware.SessionLimits",
    "filrouge.access.middleware.Isolation",
    "filrouge.access.middleware.SecondFactorFirst",
    "filrouge.audit.edges.NoJournalNoPage",
]

ROOT_URLCONF = "filrouge.config.urls"
WSGI_APPLICATION = "filrouge.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "filrouge.access.context.page",
            ],
        },
    }
]

# Forms and fields are drawn by one set of templates (web/templates/web/forms).
FORM_RENDERER = "filrouge.web.forms.Renderer"

DATABASES = {"default": databases.chosen(DATA), "keys": databases.key_store(DATA)}
DATABASE_ROUTERS = ["filrouge.vault.router.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A verb opens its own transaction: a page that only reads holds no lock.
ATOMIC_REQUESTS = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Accounts. Nobody signs up: an account is made by `filrouge createuser` or by an administrator.
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["filrouge.access.backends.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "filrouge.access.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "filrouge.access.forms.LoginForm",
    "change_password": "filrouge.access.forms.ChangePasswordForm",
    "reset_password": "filrouge.access.forms.ResetPasswordForm",
    "reset_password_from_key": "filrouge.access.forms.ResetPasswordKeyForm",
    "reauthenticate": "filrouge.access.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# A shared computer forgets its reader when the browser closes.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Guesses at passwords and codes are counted by access/throttle.py, in the database. These count
# everything that is sent, right or wrong.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": None,
    "change_password": "10/15m/user",
    "reset_password": "20/15m/ip,3/15m/key",
}
# The address of a reader is the connection's; behind FILROUGE_PROXY proxies, the one they report.
ALLAUTH_TRUSTED_PROXY_COUNT = env.positive("FILROUGE_PROXY", 0)

# The second factor: "required" of whoever may open a file or manages accounts, or "offered". A
# demonstration only offers it (access/second_factor.py).
SECOND_FACTOR = "required"
MFA_ADAPTER = "filrouge.access.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "filrouge.access.passkey_forms.AddForm",
    "login_webauthn": "filrouge.access.passkey_forms.LoginForm",
    "reauthenticate_webauthn": "filrouge.access.passkey_forms.ReauthenticateForm",
    "authenticate": "filrouge.access.forms.CodeForm",
    "reauthenticate": "filrouge.access.forms.ConfirmCodeForm",
    "activate_totp": "filrouge.access.forms.ActivateForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Filrouge"
# A code of the half minute before or after passes too: clocks differ, and typing takes time.
MFA_TOTP_TOLERANCE = 1

SESSION_IDLE = env.positive("FILROUGE_IDLE_MINUTES", 20) * 60
SESSION_LONGEST = 10 * 3600
SESSION_COOKIE_AGE = SESSION_LONGEST
# With HTTPS a browser takes these names from this very host only, and over HTTPS only.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}filrouge_session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
KNOWN_BROWSER_COOKIE = f"{COOKIE_PREFIX}filrouge_known"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True

# What a browser may do with our pages: load our own files and nothing else.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if HTTPS:
    # The proxy in front ends TLS and must set this header itself (docs/operate/install.md).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 30 * 24 * 3600

# The journal's heads are signed by a key of the data folder; the file of heads belongs elsewhere
# (another disk, another machine): docs/operate/secrecy.md.
JOURNAL_KEY = DATA / "keys" / "journal_ed25519"
JOURNAL_HEADS = Path(env.text("FILROUGE_HEADS") or DATA / "heads" / "journal_heads.jsonl")

# Master keys open the key store, which opens the narratives: three places, three kinds of copies.
VAULT_MASTER_KEYS = Path(env.text("FILROUGE_MASTER_KEYS") or DATA / "keys" / "master_keys.json")

# Shown on the log-in page; a demonstration also shows its accounts there.
FILROUGE_ORGANISATION = env.text("FILROUGE_ORGANISATION")
FILROUGE_DEMO = (DATA / "demo").exists()
FILROUGE_DEMO_ACCOUNTS = "filrouge.demo.accounts"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [env.PACKAGE / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Drawings are kept from one process to the next; nothing about a person is ever put there.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.subfolder(DATA, "cache"),
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# Uploaded workbooks stay in the data folder, temporary ones included: /tmp is not ours.
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_TEMP_DIR = env.subfolder(DATA, "uploads")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# How many days pass at most between two meetings, after the first three months (weekly by then) and
# for a person without a rhythm of their own.
RHYTHM_DAYS = env.positive("FILROUGE_RHYTHM_DAYS", 14)

# What is put in a person's file: a picture or a PDF.
UPLOAD_MAX_MB = env.positive("FILROUGE_UPLOAD_MAX_MB", 10)

# What an imported workbook may cost. Beyond, it is refused before it is read.
IMPORT_MAX_MB = env.positive("FILROUGE_IMPORT_MAX_MB", 20)
IMPORT_MAX_UNPACKED_MB = env.positive("FILROUGE_IMPORT_MAX_UNPACKED_MB", 400)
IMPORT_MAX_FILES = env.positive("FILROUGE_IMPORT_MAX_FILES", 10)
IMPORT_MAX_SHEETS = env.positive("FILROUGE_IMPORT_MAX_SHEETS", 60)
IMPORT_MAX_ROWS = env.positive("FILROUGE_IMPORT_MAX_ROWS", 400_000)
IMPORT_MAX_COLUMNS = env.positive("FILROUGE_IMPORT_MAX_COLUMNS", 200)
IMPORT_MAX_CELLS = env.positive("FILROUGE_IMPORT_MAX_CELLS", 5_000_000)
IMPORT_MAX_PROBLEMS = env.positive("FILROUGE_IMPORT_MAX_PROBLEMS", 2_000)

MAILERS = {"default": env.mailer()}
DEFAULT_FROM_EMAIL = env.text("FILROUGE_MAIL_FROM", "filrouge@localhost")

LOGGING = logs.logging_settings(env.text("FILROUGE_LOG_LEVEL", "WARNING").upper())
