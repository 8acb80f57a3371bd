"""Addresses of the harm-reduction material, under `materiel/`. None holds a name."""

from django.urls import path

from .views import handing, orders, stock, tables

app_name = "harm_reduction"
urlpatterns = [
    path("", handing.index, name="hand"),
    path("personnes/<int:pk>/", handing.of_file, name="hand_to"),
    path("remises/<uuid:handout>/reprendre/", handing.take_back, name="take_back"),
    path("stock/", stock.index, name="stock"),
    path("stock/inventaire/", stock.count, name="count"),
    path("kits/", stock.kits, name="kits"),
    path("kits/nouveau/", stock.kit, name="new_kit"),
    path("kits/<int:pk>/", stock.kit, name="kit"),
    path("commandes/", orders.index, name="orders"),
    path("commandes/nouvelle/", orders.new, name="new_order"),
    path("commandes/<int:pk>/", orders.show, name="order"),
    path("tableau/", tables.index, name="table"),
    path("tableau/<int:year>.csv", tables.export, {"ending": "csv"}, name="table_csv"),
    path("tableau/<int:year>.xlsx", tables.export, {"ending": "xlsx"}, name="table_xlsx"),
]
