"""Addresses of the directory, under `repertoire/`. None holds a name."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.directory, name="list"),
    path("<int:pk>/", views.institution, name="institution"),
    path("<int:pk>/fusionner/", views.merge, name="merge"),
    path("fusions/<int:pk>/annuler/", views.undo, name="undo_merge"),
]
