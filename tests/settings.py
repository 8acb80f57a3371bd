"""The product's settings, on a data folder of its own, with a strict template engine."""

import atexit
import os
import shutil
import tempfile
from typing import Any

# Before the product's settings are read: the tests never touch the checkout's data folder.
os.environ["FILROUGE_DATA"] = tempfile.mkdtemp(prefix="filrouge-tests-")
os.environ.setdefault("FILROUGE_SECRET_KEY", "a-key-for-the-tests-only-0123456789abcdef")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from filrouge.config.settings import *  # noqa: F403
from filrouge.config.settings import DATA, LOGGING, MIDDLEWARE, STORAGES

MIDDLEWARE = ["tests.harness.readonly.ReadOnlyGets", *MIDDLEWARE]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS: dict[str, Any] = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# Tests about something else log in with a name; those of the second factor require it.
SECOND_FACTOR = "offered"
# What the program says of each refusal is for who serves it; tests that look at it catch it.
LOGGING = LOGGING | {"handlers": {"stderr": {"class": "logging.NullHandler"}}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

atexit.register(shutil.rmtree, DATA, ignore_errors=True)
