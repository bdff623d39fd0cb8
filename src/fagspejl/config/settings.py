"""Settings. Everything that differs between installations comes from the environment (docs/reference/settings.md).

`FAGSPEJL_DATA` is the data folder; keys never lie inside it. Nothing here lowers a disclosure threshold.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from fagspejl.config.environment import database, mail, proxies, secure_site, site_address
from fagspejl.lib.follow_up import read_days
from fagspejl.lib.private_files import read_secret

DATA = Path(os.environ.get("FAGSPEJL_DATA", "var/data")).resolve()
KEYS = Path(os.environ.get("FAGSPEJL_KEYS", f"{DATA}-keys")).resolve()
# The demo: what `fagspejl demo` made, with the demo's own pages where FAGSPEJL_DEMO=1. Never another database than the
# folder's own. Its mails become files, whoever starts it.
_OWN_DATABASE = not os.environ.get("FAGSPEJL_DATABASE")
DEMO = os.environ.get("FAGSPEJL_DEMO") == "1" and _OWN_DATABASE
DEMO_DATA = (DATA / "DEMO").is_file() and _OWN_DATABASE
BASE_URL = site_address(DATA, os.environ, demo=DEMO_DATA)


SECRET_KEY = read_secret(KEYS / "site.secret")
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("FAGSPEJL_HOSTS", "localhost,127.0.0.1").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "fagspejl.audit",
    "fagspejl.organisation",
    "fagspejl.accounts",
    "fagspejl.evaluation",
    "fagspejl.mailing",
    "fagspejl.answering",
    "fagspejl.disclosure",
    "fagspejl.reporting",
    "fagspejl.workspace.sessions",
    "fagspejl.workspace.judgement",
    "fagspejl.workspace.quality",
    "fagspejl.workspace.agreements",
    "fagspejl.workspace.cases",
    "fagspejl.workspace.load",
    "fagspejl.workspace.competence",
    "fagspejl.workspace.relief",
    "fagspejl.workspace.responsibility",
    "fagspejl.workspace.reflection",
    "fagspejl.workspace.dialogue",
    "fagspejl.workspace.notes",
    "fagspejl.workspace.paths",
    "fagspejl.workspace.courses",
    "fagspejl.workspace.courses.questions",
    "fagspejl.workspace.home",
    "fagspejl.operations",
    "fagspejl.planning",
    "fagspejl.web",
]
# What a lower room needs of a higher one it never imports: it asks these by name. DUE: (time) -> Duty, for the
# worker. RETENTION: (time) -> tuple of Retention, what the night deletes, in this order. MENU: (request) -> entries of
# the home page. PROMISED: (policy) -> bytes, what a round keeps of the words it promises when it opens.
# STARTS: (request, report) -> tuple of web.types.Start, what a leader may begin from her own report.
# SENTENCES: () -> str, the hash of what reports may say and of the rules that earn it.
DUE = [
    "fagspejl.operations.services.orders.handlers.orders_due",
    "fagspejl.operations.services.rounds.planned_mails.planned_mailings_due",
    "fagspejl.operations.services.duties.mail_due",
    "fagspejl.operations.services.duties.personal_due",
    "fagspejl.operations.services.orders.key_orders.halves_due",
    "fagspejl.operations.services.duties.night_due",
    "fagspejl.operations.services.duties.closing_due",
    "fagspejl.workspace.sessions.services.closing.due",
    "fagspejl.workspace.paths.services.reminding.due",
    "fagspejl.workspace.notes.services.reminding.due",
    "fagspejl.workspace.courses.forgetting.due",
]
RETENTION = [
    "fagspejl.operations.services.orders.doing.retention",
    "fagspejl.operations.services.kept_reports.retention",
    "fagspejl.workspace.sessions.services.retention.retention",
    "fagspejl.workspace.judgement.services.retention",
    "fagspejl.workspace.quality.services.retention.retention",
    "fagspejl.workspace.agreements.services.retention.retention",
    "fagspejl.workspace.agreements.pulse.services.retention",
    "fagspejl.workspace.cases.services.retention.retention",
    "fagspejl.workspace.load.services.retention.retention",
    "fagspejl.workspace.competence.services.retention.retention",
    "fagspejl.workspace.relief.services.retention.retention",
    "fagspejl.workspace.responsibility.services.retention.retention",
    "fagspejl.workspace.reflection.services.purging.retention",
    "fagspejl.workspace.home.unit_page.links.retention",
    "fagspejl.workspace.home.theme.keeping.retention",
    "fagspejl.workspace.paths.services.retention.retention",
    "fagspejl.workspace.notes.services.retention.retention",
    "fagspejl.workspace.courses.forgetting.retention",
    "fagspejl.mailing.services.retention.retention",
    "fagspejl.evaluation.services.retention.retention",
    "fagspejl.operations.services.kept_files.retention",
    "fagspejl.operations.services.imports.taking.retention",
    "fagspejl.organisation.services.drafts.retention",
    "fagspejl.organisation.services.retention",
    "fagspejl.accounts.services.retention",
    "fagspejl.audit.services.retention",
]
MENU = [
    "fagspejl.planning.menu.menu",
    "fagspejl.planning.running.menu.menu",
    "fagspejl.reporting.menu.menu",
    "fagspejl.workspace.home.menu.menu",
    "fagspejl.workspace.paths.menu.menu",
    "fagspejl.workspace.notes.menu.menu",
    "fagspejl.workspace.courses.menu.menu",
    "fagspejl.workspace.reflection.menu.menu",
    "fagspejl.workspace.competence.menu.menu",
    "fagspejl.accounts.menu.menu",
]
STARTS = [
    "fagspejl.workspace.reflection.menu.starts",
    "fagspejl.workspace.paths.menu.starts",
    "fagspejl.workspace.home.starts.starts",
    "fagspejl.workspace.notes.menu.starts",
]
PROMISED = "fagspejl.answering.promised.promised_words"
SENTENCES = "fagspejl.reporting.words.sentences_sha256"
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "fagspejl.config.urls"
STATIC_URL = "/none/"  # files come from web.assets; Django's own test server wants a name all the same
WSGI_APPLICATION = "fagspejl.config.wsgi.application"

DATABASES: dict[str, Any] = {"default": database(DATA)}
# Threads of each web process, how many of them may save, and how many more may wait to save: the rest is left for
# whoever reads while the database is locked (answering/services/turns.py). In a file only one writes at a time anyway,
# and with more than four threads saves overtake each other: 99 of 100 took 40 ms instead of 23 (`make bench`).
# PostgreSQL writes many rows at once; each thread at work has a connection there, and they are dear.
WEB_THREADS, SAVES_AT_ONCE, SAVES_WAITING = (4, 1, 1) if _OWN_DATABASE else (10, 4, 3)
# A save is one statement on one row and shares its transaction with nothing (docs/explanation/rules.md 3.3).
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Uploads stay in memory: what is too large for it is not read (planning/uploads.py takes every file that a form has).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

MIDDLEWARE = [
    "fagspejl.config.middleware.SecurityHeaders",
    "fagspejl.config.middleware.ShortPath",  # respondents: nothing below ever sees them
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fagspejl.accounts.middleware.StaffMiddleware",
    "fagspejl.config.error_pages.ErrorPages",
    "allauth.account.middleware.AccountMiddleware",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# What nobody needs to log in for, by name; the respondents' pages answer before a login is asked for (ShortPath).
OPEN_PAGES = {
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "account_logout",
}
STAFF_WORDS = [
    "fagspejl.web.words",
    "fagspejl.accounts.words",
    "fagspejl.reporting.words.site",
    "fagspejl.workspace.home.words",
    "fagspejl.workspace.quality.words",
    "fagspejl.workspace.agreements.words",
    "fagspejl.workspace.cases.words",
    "fagspejl.workspace.load.words",
    "fagspejl.workspace.competence.words",
    "fagspejl.workspace.relief.words",
    "fagspejl.workspace.courses.questions.words",
    "fagspejl.workspace.responsibility.words",
    "fagspejl.workspace.reflection.words",
    "fagspejl.workspace.agreements.pulse.words",
    "fagspejl.workspace.home.unit_page.words",
    "fagspejl.workspace.home.theme.words",
    "fagspejl.workspace.paths.words",
    "fagspejl.workspace.notes.words",
    "fagspejl.workspace.dialogue.words",
    "fagspejl.workspace.courses.words",
    "fagspejl.planning.words",
    "fagspejl.planning.imports.words",
    "fagspejl.planning.forecast.words",
    "fagspejl.planning.keys.words",
    "fagspejl.planning.running.words",
    "fagspejl.planning.rollout.words",
    "fagspejl.planning.lists.words",
    "fagspejl.planning.reach.words",
    "fagspejl.planning.mails.words",
    "fagspejl.planning.compose.words",
    "fagspejl.planning.draft.words",
    "fagspejl.planning.opening.words",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "fagspejl.accounts.context.site",
                "fagspejl.planning.context.round_warning",
            ]
        },
    }
]

if DEMO and DEMO_DATA:  # the demo's own pages: its start page, logging in as somebody, the post
    OPEN_PAGES |= {
        "demo-front",
        "demo-start",
        "demo-login",
        "demo-room",
        "demo-clock",
        "demo-mails",
        "demo-mail",
        "demo-file",
    }
    STAFF_WORDS.append("fagspejl.demo.pages.words")
    INSTALLED_APPS.append("fagspejl.demo.pages")

# One cookie, for staff who log in (docs/explanation/rules.md 8).
# A `__Host-` name needs https, which the demo on localhost has not.
SECURE = secure_site(BASE_URL)
SESSION_COOKIE_NAME = "__Host-fagspejl" if SECURE else "fagspejl"
SESSION_COOKIE_SECURE = SECURE
SESSION_ENGINE = "fagspejl.accounts.session_store"  # hashes of ids, sealed content
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60  # the longest; 30 minutes without a request end it (accounts/sessions.py)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True  # no second cookie
CSRF_FAILURE_VIEW = "fagspejl.config.error_pages.csrf_failed"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# The proxies that are believed when they say who asks, and by which scheme (config/proxies.py).
PROXIES = proxies(os.environ)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "staff_cache",
        "OPTIONS": {
            "MAX_ENTRIES": 100_000
        },  # beyond it entries are thrown away, and with them what was counted
    }
}  # for all processes together

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LETTER_CODE_URL = "answer-code"  # where the login page leads whoever has a letter
ACCOUNT_ADAPTER = "fagspejl.accounts.adapter.StaffAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code in the mail verifies the address at every login
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_METHODS = ("mfa",)  # a second factor is proven by a factor, never by another mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
# Counted by accounts/throttling.py: by account and network together, and under a lock.
ACCOUNT_RATE_LIMITS = {"request_login_code": None, "login_failed": None}
MFA_ADAPTER = "fagspejl.accounts.adapter.StaffFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: clocks differ
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# Mail, for codes to log in and for invitations. The demo keeps its mails in the data folder and sends none.
EMAIL_FILE_PATH = DATA / "mailbox"
globals().update(mail(os.environ, demo=DEMO_DATA))
# Whom to ask when a link is dead: the same words for everybody, on a page that knows no round.
CONTACT = " ".join(os.environ.get("FAGSPEJL_CONTACT", "").split())
# Days from the release to the talk with the own leader, with the staff, the plan, and the two looks back.
FOLLOW_UP_DAYS = read_days(os.environ.get("FAGSPEJL_FOLLOW_UP_DAYS", ""))
DEFAULT_FROM_EMAIL = os.environ.get("FAGSPEJL_MAIL_FROM", "fagspejl@localhost")
EMAIL_TIMEOUT = 30

# Warnings go to standard error, and a respondent's path never does (docs/explanation/rules.md 3.5).
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"not_respondents": {"()": "fagspejl.config.log_rules.NotRespondents"}},
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "level": "WARNING",
            "filters": ["not_respondents"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # what was not found or not allowed names paths
}
