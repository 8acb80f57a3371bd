"""Addresses of the report: what is public first, then funders, then what teams write.

The addresses of chapters take any word, so they come last.
"""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

app_name = "reports"

LISTS = ("publication_urls", "funders_urls", "writing_urls")

urlpatterns: list[URLPattern] = [
    pattern
    for name in LISTS
    if find_spec(f"{__package__}.views.{name}") is not None
    for pattern in import_module(f"{__package__}.views.{name}").urlpatterns
]
