"""Addresses of the report: what is public first, then funders, then what teams write.

The addresses of chapters take any word, so they come last.
"""

import contextlib
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

app_name = "reports"

LISTS = ("publication_urls", "funders_urls", "writing_urls")

urlpatterns: list[URLPattern] = []
for name in LISTS:
    if find_spec(f"{__package__}.views.{name}") is not None:
        with contextlib.suppress(ImportError):  # TEMPORARY, until outputs/ is there
            urlpatterns += import_module(f"{__package__}.views.{name}").urlpatterns
