"""Addresses of what the rights of persons ask for, under `vie-privee/`."""

from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("echeances/", views.due, name="due"),
    path("demandes/", views.demands, name="demands"),
]
