"""Addresses of what each funder is told. A funder is an organisation: its name may be there."""

from django.urls import URLPattern, path

from . import funders

FUNDER = "bailleurs/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("bailleurs/", funders.index, name="funders"),
    path(f"{FUNDER}modele/", funders.template, name="funder_template"),
    path(f"{FUNDER}modele/defaut/", funders.drop, name="funder_default"),
    path(f"{FUNDER}<str:slug>/", funders.show, name="funder"),
    path(f"{FUNDER}<str:slug>/rapport.<str:kind>", funders.download, name="funder_download"),
]
