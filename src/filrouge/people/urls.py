"""Addresses of candidates, under `candidats/`. None holds a name."""

from django.urls import path

from .views import candidates, situations

app_name = "people"
urlpatterns = [
    path("", candidates.index, name="candidates"),
    path("nouveau/", candidates.new, name="new_candidate"),
    path("<int:pk>/", candidates.show, name="candidate"),
    path("<int:pk>/corriger/", candidates.edit, name="edit_candidate"),
    path("<int:pk>/decision/", candidates.decide, name="decide_candidate"),
    path("<int:pk>/parcours/nouveau/", situations.new, name="new_situation"),
    path("<int:pk>/parcours/<int:number>/", situations.edit, name="edit_situation"),
    path("<int:pk>/parcours/<int:number>/supprimer/", situations.remove, name="delete_situation"),
]
