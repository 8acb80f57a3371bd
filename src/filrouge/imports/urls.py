"""Addresses of the import pages, under `imports/`."""

from django.urls import path

from . import views

app_name = "imports"
urlpatterns = [
    path("", views.run_list, name="list"),
    path("<int:pk>/", views.run_detail, name="run"),
    path("<int:pk>/annuler/", views.undo_run, name="undo"),
]
