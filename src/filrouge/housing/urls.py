"""Addresses of housing, under `logement/`. None holds a name."""

from __future__ import annotations

from django.urls import path

from . import money_urls
from .views import board, desk, dwellings, inspections, landlords, letters, moves, tenants

app_name = "housing"
urlpatterns = [
    path("", desk.show, name="desk"),
    path("titres/<int:pk>/etape/", desk.step, name="title_step"),
    path("occupation/", board.occupation, name="board"),
    path("logements/", board.dwellings, name="dwellings"),
    path("logements/<int:pk>/", dwellings.show, name="dwelling"),
    path("logements/<int:pk>/inspection/", inspections.new, name="new_inspection"),
    path("logements/<int:pk>/courrier/", letters.write, name="letter"),
    path("inspections/<int:pk>/", inspections.show, name="inspection"),
    path("inspections/<int:pk>/corriger/", inspections.edit, name="edit_inspection"),
    path("inspections/<int:pk>/supprimer/", inspections.remove, name="delete_inspection"),
    path("inspections/<int:pk>/photos/<uuid:seal>/", inspections.photo, name="inspection_photo"),
    path("bailleurs/", landlords.index, name="landlords"),
    path("bailleurs/<int:pk>/", landlords.show, name="landlord"),
    path("conventions/<int:pk>/evaluer/", landlords.evaluate, name="evaluate_agreement"),
    path("mobilier/", moves.furniture, name="furniture"),
    path("personne/<int:pk>/", tenants.show, name="tenant"),
    path("personne/<int:pk>/entrer/", tenants.enter, name="enter"),
    path("personne/<int:pk>/sejours/<int:number>/finir/", tenants.leave, name="leave"),
    path("personne/<int:pk>/sejours/<int:number>/titre/", tenants.retitle, name="retitle"),
    path("personne/<int:pk>/demenagements/nouveau/", moves.plan, name="plan_move"),
    path("personne/<int:pk>/demenagements/<int:number>/", moves.show, name="move"),
    path("personne/<int:pk>/demenagements/<int:number>/modifier/", moves.edit, name="edit_move"),
    path("personne/<int:pk>/demenagements/<int:number>/fait/", moves.done, name="move_done"),
    path("personne/<int:pk>/demenagements/<int:number>/suite/", moves.act, name="move_act"),
    *money_urls.urlpatterns,
]
