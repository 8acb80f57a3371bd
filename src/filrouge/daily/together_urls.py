"""Addresses of group activities, rounds in the street and work outside any file."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import groups, rounds, work

patterns: list[URLPattern] = [
    path("activites/", groups.index, name="groups"),
    path("activites/nouvelle/", groups.edit, name="new_group"),
    path("activites/<int:pk>/", groups.show, name="group"),
    path("activites/<int:pk>/corriger/", groups.edit, name="edit_group"),
    path("activites/<int:pk>/supprimer/", groups.remove, name="delete_group"),
    path("tournees/", rounds.index, name="rounds"),
    path("tournees/nouvelle/", rounds.edit, name="new_round"),
    path("tournees/<int:pk>/", rounds.show, name="round"),
    path("tournees/<int:pk>/corriger/", rounds.edit, name="edit_round"),
    path("tournees/<int:pk>/supprimer/", rounds.remove, name="delete_round"),
    path("travail/", work.work, name="work"),
]
