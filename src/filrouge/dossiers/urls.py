"""Addresses of the files, under `personnes/`. None holds a name."""

from django.urls import path

from .views import (
    access,
    attachments,
    endings,
    entries,
    files,
    handover,
    network,
    openings,
    reviews_of_person,
    sharing,
    writing,
)

app_name = "dossiers"
urlpatterns = [
    path("", files.index, name="list"),
    path("recherche/", files.search, name="search"),
    path("sans-lien/", openings.open_without_link, name="break_glass"),
    path("acces/revues/", openings.reviews, name="reviews"),
    path("acces/avis/", openings.notices, name="notices"),
    path("acces/relais/", handover.show, name="handover"),
    path("<int:pk>/", files.show, name="file"),
    path("<int:pk>/recherche/", files.search_in, name="search_in"),
    path("<int:pk>/evaluer/", reviews_of_person.show, name="review"),
    path("<int:pk>/partager/", sharing.show, name="share"),
    path("<int:pk>/acces/", access.show, name="access"),
    path("<int:pk>/pieces/", attachments.index, name="attachments"),
    path("<int:pk>/pieces/<uuid:seal>/", attachments.show, name="attachment"),
    path("<int:pk>/pieces/<uuid:seal>/contenu/", attachments.content, name="attachment_content"),
    path("<int:pk>/reseau/", network.show, name="network"),
    path("<int:pk>/reseau/liste/", network.listed, name="network_list"),
    path("entree/<int:pk>/", entries.enter, name="enter"),
    path("<int:pk>/terminer/", endings.end, name="end"),
    path("<int:pk>/reprendre/", endings.resume, name="resume"),
    path("<int:pk>/consultations/", files.log, name="log"),
    path("<int:pk>/fiches/<slug:slug>/nouvelle/", writing.new, name="new_record"),
    path("<int:pk>/fiches/<slug:slug>/<int:key>/", writing.edit, name="edit_record"),
    path("<int:pk>/fiches/<slug:slug>/<int:key>/supprimer/", writing.remove, name="delete_record"),
]
