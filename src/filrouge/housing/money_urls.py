"""Addresses of the money of housing, under logement/comptes/."""

from __future__ import annotations

from django.urls import path

from .views import money, money_acts, money_files, money_lists

urlpatterns = [
    path("comptes/", money.index, name="money"),
    path("comptes/retards/", money_lists.late, name="late"),
    path("comptes/avances/", money_lists.advances, name="advances"),
    path("comptes/mois/<int:year>-<int:month>/", money_acts.month, name="money_month"),
    path("comptes/export/", money_files.export, name="money_export"),
    path("comptes/personne/<int:pk>/", money.account, name="account"),
    path("comptes/personne/<int:pk>/ecriture/", money_acts.entry, name="new_entry"),
    path(
        "comptes/personne/<int:pk>/ecriture/<int:number>/",
        money_acts.reverse_entry,
        name="reverse_entry",
    ),
    path("comptes/personne/<int:pk>/garantie/", money_acts.guarantee, name="new_guarantee"),
    path("comptes/personne/<int:pk>/garantie/<int:number>/", money_acts.settle, name="settle"),
    path("comptes/personne/<int:pk>/avance/", money_acts.advance, name="new_advance"),
    path("comptes/personne/<int:pk>/dette/", money_acts.arrears, name="new_arrears"),
    path("comptes/personne/<int:pk>/dette/<int:number>/", money_acts.end, name="end_arrears"),
    path("comptes/personne/<int:pk>/echeance/<int:number>/", money_acts.paid, name="instalment"),
    path(
        "comptes/personne/<int:pk>/lettre/<slug:letter>.<slug:ending>",
        money_files.letter,
        name="money_letter",
    ),
    path("comptes/bailleur/<int:pk>/", money.landlord, name="landlord_account"),
]
