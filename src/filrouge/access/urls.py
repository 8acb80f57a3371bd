"""Addresses of the log-in pages.

Only what is used is routed, each address with its policy: including the library's whole list
would open pages nobody looked at.
"""

from __future__ import annotations

from allauth.account import views
from django.urls import path, re_path
from django.views.i18n import set_language

from .policy import ANYONE, LOGGED_IN, policy

urlpatterns = [
    path("langue/", policy(ANYONE)(set_language), name="set_language"),
    path("connexion/", policy(ANYONE)(views.login), name="account_login"),
    path("deconnexion/", policy(ANYONE)(views.logout), name="account_logout"),
    path("desactive/", policy(ANYONE)(views.account_inactive), name="account_inactive"),
    # Closed by the adapter; routed because the log-in page asks for its address.
    path("inscription/", policy(ANYONE)(views.signup), name="account_signup"),
    path(
        "mot-de-passe/",
        policy(LOGGED_IN)(views.password_change),
        name="account_change_password",
    ),
    path(
        "mot-de-passe/definir/",
        policy(LOGGED_IN)(views.password_set),
        name="account_set_password",
    ),
    path(
        "mot-de-passe/oublie/",
        policy(ANYONE)(views.password_reset),
        name="account_reset_password",
    ),
    path(
        "mot-de-passe/oublie/envoye/",
        policy(ANYONE)(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        policy(ANYONE)(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/nouveau/fait/",
        policy(ANYONE)(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
