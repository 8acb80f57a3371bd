"""Addresses of the records, under `fiches/`."""

from django.urls import path

from . import views
from .declaration import PROGRAMMES

app_name = "records"
urlpatterns = [
    path("", views.index, name="index"),
    *(
        path(f"{programme}/", views.index, {"programme": programme}, name=programme)
        for programme in PROGRAMMES
    ),
    path("<slug:kind_slug>/", views.record_list, name="list"),
    path("<slug:kind_slug>/nouvelle/", views.new_record, name="new"),
    path("<slug:kind_slug>/<int:pk>/", views.record_page, name="page"),
    path("<slug:kind_slug>/<int:pk>/corriger/", views.edit_record, name="edit"),
    path("<slug:kind_slug>/<int:pk>/supprimer/", views.remove_record, name="delete"),
]
