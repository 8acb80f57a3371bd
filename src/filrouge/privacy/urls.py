"""Addresses of what the rights of persons ask for, under `vie-privee/`."""

from django.urls import path

from .views import demand, demands, erasures, files

app_name = "privacy"
urlpatterns = [
    path("echeances/", demands.due, name="due"),
    path("demandes/", demands.demands, name="demands"),
    path("demandes/<int:pk>/", demand.show, name="demand"),
    path("effacements/<int:pk>/", erasures.show, name="erased"),
    path("effacements/<int:pk>/certificat.pdf", erasures.printed, name="certificate"),
    path("conservation/<int:pk>/", files.hold, name="hold"),
    path("dossiers/<int:pk>/demande/", files.demand, name="file_demand"),
    path("dossiers/<int:pk>/paroles/", files.words, name="file_words"),
]
