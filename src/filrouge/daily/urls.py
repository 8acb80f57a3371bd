"""Addresses of a day at work. Each part of the day brings its own."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import day_urls, together_urls
from .views import encounters, note, upkeep

app_name = "daily"
urlpatterns: list[URLPattern] = [
    *day_urls.patterns,
    *together_urls.patterns,
    path("noter/", note.note, name="note"),
    path("noter/brouillon/", note.draft, name="note_draft"),
    path("noter/brouillon/jeter/", note.throw_away, name="drop_draft"),
    path("rencontres/<int:pk>/etat/", encounters.state, name="encounter_state"),
    path("rencontres/<int:pk>/supprimer/", encounters.remove, name="delete_encounter"),
    path("entretien/", upkeep.index, name="upkeep"),
    path("entretien/chiffres/", upkeep.value, name="upkeep_worth"),
    path("entretien/<int:pk>/<slug:subject>/", upkeep.fact, name="stale_fact"),
    path("entretien/<int:pk>/<slug:subject>/<int:about>/", upkeep.fact, name="stale_record"),
]
