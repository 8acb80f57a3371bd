"""Addresses of the figures and of the dashboards. None holds a name."""

from django.urls import path, register_converter

from .views import dashboard, exports, figure, listing, records

app_name = "figures"


class Programme:
    """A programme in an address: `housing-first` for `housing_first`."""

    regex = "[a-z-]+|[a-z_]+"

    def to_python(self, value: str) -> str:
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        return value.replace("_", "-")


class Year:
    """Four digits, kept as text: also the slug of the period."""

    regex = "(?:19|20|21)[0-9]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(Programme, "programme")
register_converter(Year, "year_slug")

urlpatterns = [
    path("chiffres/", listing.latest, name="latest"),
    path("chiffres/periode/", listing.choose, name="choose"),
    path("chiffres/<str:slug>/", listing.period, name="year"),
    path("chiffres/<str:slug>/export.csv", exports.as_csv, name="csv"),
    path("chiffres/<str:slug>/export.json", exports.as_json, name="json"),
    path("chiffres/<str:slug>/<str:id_>/", figure.show, name="figure"),
    path("chiffres/<str:slug>/<str:id_>/donnees/", records.show, name="records"),
    path("tableaux/<programme:programme>/", dashboard.latest, name="dashboard_of"),
    path("tableaux/<str:slug>/<programme:programme>/", dashboard.show, name="dashboard"),
    path("rapport/", dashboard.moved, name="moved"),
    path("rapport/<programme:programme>/", dashboard.moved, name="moved_programme"),
    path("rapport/<year_slug:slug>/<programme:programme>/", dashboard.moved, name="moved_year"),
]
