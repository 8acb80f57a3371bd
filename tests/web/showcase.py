"""A page with every component on it: what the look, the contrast and the keyboard tests open."""

from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from filrouge.access.policy import LOGGED_IN, policy
from filrouge.config.urls import urlpatterns as product
from filrouge.web.components import Bar, Crumb, Filter, Number, Point, Step
from filrouge.web.paging import first_rows

PAGE = Path(__file__).with_name("showcase.html")


class Example(forms.Form):
    """One field of each kind, one of them wrong."""

    name = forms.CharField(label="Nom", help_text="Comme sur le contrat.")
    day = forms.DateField(label="Jour", widget=forms.DateInput({"type": "date"}))
    team = forms.ChoiceField(label="Équipe", choices=[("act", "ACT"), ("icm", "ICM")])
    sure = forms.BooleanField(label="Essai à blanc", required=False)


NUMBERS = [
    Number("Visites à domicile", "1 859", "#a", "", "−4 %", "1 937", (1100, 1500, 1937, 1859)),
    Number("Accompagnements extérieurs", "627", "#b", "", "+1 %", "621", (400, 410, 621, 627)),
    Number(
        "Visites manquées",
        "22 %",
        "#c",
        "2 383",
        "−2 pt",
        "24 %",
        (20, None, 24, 22),
        "choix",
        "hf",
    ),
    Number("Rencontres par mois et par locataire", "2,7", "#d", "928 mois"),
    Number("Communes", "Anderlecht ; Bruxelles ; Ixelles ; Schaerbeek", "#e", words=True),
]


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows, fictional."""
    lines = [(f"2024-03-{day:02}", "Visite", "Cygne Iris", "ACT", 45) for day in range(1, 29)]
    return {
        "way": [Crumb("Chiffres", "#"), Crumb("Housing First", "#"), Crumb("Rencontres", "#")],
        "words": [Filter("Tout", "#", True), Filter("Personnes", "#"), Filter("Logement", "#")],
        "numbers": NUMBERS,
        "steps": [
            Step("Valeur", "1 859 visites à domicile"),
            Step("Définition", "Rencontres tenues de genre visite, datées de 2024", "#def"),
            Step("Enregistrements", "1 859 rencontres, 58 personnes", "#rec"),
        ],
        "pairs": [("Unité", "rencontre"), ("Base", "2 383 rencontres prévues"), ("Vide", "")],
        "rows": [
            Bar("ACT", 1203, "1 203", was=1300, was_display="1 300", url="#"),
            Bar("ICM", 656, "656", was=637, was_display="637"),
            Bar("Sans équipe", 0, "0", was=0, was_display="0"),
        ],
        "plain": [Bar("ACT", 65, "65 %", "1 859"), Bar("ICM", 35, "35 %", "1 859")],
        "points": [
            Point("2020", 900, "900"),
            Point("2021", None),
            Point("2022", 1500, "1 500"),
            Point("2023", 1937, "1 937"),
            Point("2024", 1859, "1 859"),
        ],
        "columns": ["Date", "Genre", "Personne", "Équipe", "Durée (min)"],
        "page": first_rows(request, lines, len(lines)),
        "lines": first_rows(request, lines, len(lines)).rows,
        "form": Example({"name": "", "day": "2024-01-01", "team": "act"}),
        "panel_title": "Visites à domicile" if request.GET.get("panneau") else "",
    }


@policy(LOGGED_IN)
def showcase(request: HttpRequest) -> HttpResponse:
    """Render the page."""
    template = engines["django"].from_string(PAGE.read_text(encoding="utf-8"))
    return HttpResponse(template.render(context(request), request))


urlpatterns = [*product, path("vitrine/", showcase, name="showcase")]
