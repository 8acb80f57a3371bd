"""Addresses of publishing and of what is published. None holds a name."""

from django.urls import URLPattern, path

from . import public, publication

YEAR = "publications/<int:year>/"
NUMBER = f"{YEAR}edition-<int:number>/"

_PUBLIC = (
    ("", public.cover, "cover"),
    ("rapport.<str:kind>", public.download, "download"),
    ("chiffres/", public.figures, "figures"),
    ("chiffres/<slug:code>/", public.sheet, "sheet"),
    ("chiffres/<str:id_>", public.one_figure, "figure"),
    ("<slug:code>/", public.part, "part"),
)

urlpatterns: list[URLPattern] = [
    path("publications/", public.years, name="public_years"),
    *(path(f"{NUMBER}{end}", view, name=f"public_{name}_of") for end, view, name in _PUBLIC),
    *(path(f"{YEAR}{end}", view, name=f"public_{name}") for end, view, name in _PUBLIC),
    path("rapports/<int:year>/publier/", publication.publish, name="publish"),
    path("rapports/<int:year>/publication/", publication.show, name="publication"),
    path("rapports/<int:year>/publication/corriger/", publication.reopen, name="reopen"),
]
