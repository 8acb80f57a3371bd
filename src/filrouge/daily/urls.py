"""Addresses of a day at work. Each part of the day brings its own."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "daily"
urlpatterns: list[URLPattern] = []
