"""Addresses: each app brings its own `urls` module under a French prefix."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

PREFIXES = {
    "home": "",
    "figures": "",
    "reports": "",
    "imports": "imports/",
    "access": "compte/",
    "records": "fiches/",
    "daily": "",
    "people": "candidats/",
    "housing": "logement/",
    "harm_reduction": "materiel/",
    "dossiers": "personnes/",
    "directory": "repertoire/",
    "privacy": "vie-privee/",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(f"filrouge.{app}.urls"))
    for app, prefix in PREFIXES.items()
    if find_spec(f"filrouge.{app}.urls") is not None
]
