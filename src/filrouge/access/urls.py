"""Addresses of the log-in pages and of one's own account.

Only what is used is routed, each address with its policy: including the library's whole list
would open pages nobody looked at. Names that start with `account_` or `mfa_` are the library's,
which leads back to them.
"""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path, reverse_lazy
from django.views.i18n import set_language

from . import second_factor, sessions
from .policy import ANYONE, LOGGED_IN, View, policy

to_account = reverse_lazy("mfa_index")
remove_key: View = keys.RemoveWebAuthnView.as_view(success_url=to_account)

urlpatterns = [
    path("langue/", policy(ANYONE)(set_language), name="set_language"),
    path("connexion/", policy(ANYONE)(views.login), name="account_login"),
    path("connexion/code/", policy(ANYONE)(factors.authenticate), name="mfa_authenticate"),
    path("connexion/cle/", policy(ANYONE)(keys.login_webauthn), name="mfa_login_webauthn"),
    path("deconnexion/", policy(ANYONE)(views.logout), name="account_logout"),
    path("desactive/", policy(ANYONE)(views.account_inactive), name="account_inactive"),
    # Closed by the adapter; routed because the log-in page asks for its address.
    path("inscription/", policy(ANYONE)(views.signup), name="account_signup"),
    path("", policy(LOGGED_IN)(second_factor.account), name="mfa_index"),
    path("second-facteur/", policy(LOGGED_IN)(second_factor.first), name="second_factor"),
    path(
        "second-facteur/application/",
        policy(LOGGED_IN)(totp.activate_totp),
        name="mfa_activate_totp",
    ),
    path(
        "second-facteur/application/retirer/",
        policy(LOGGED_IN)(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path("cles/ajouter/", policy(LOGGED_IN)(keys.add_webauthn), name="mfa_add_webauthn"),
    path("cles/<int:pk>/retirer/", policy(LOGGED_IN)(remove_key), name="mfa_remove_webauthn"),
    path("codes/", policy(LOGGED_IN)(second_factor.recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "codes/nouveaux/",
        policy(LOGGED_IN)(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("confirmer/", policy(LOGGED_IN)(views.reauthenticate), name="account_reauthenticate"),
    path("confirmer/code/", policy(LOGGED_IN)(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "confirmer/cle/",
        policy(LOGGED_IN)(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("sessions/", policy(LOGGED_IN)(sessions.own_sessions), name="own_sessions"),
    path(
        "sessions/autres/terminer/",
        policy(LOGGED_IN)(sessions.end_other_sessions),
        name="end_other_sessions",
    ),
    path(
        "sessions/<int:pk>/terminer/", policy(LOGGED_IN)(sessions.end_session), name="end_session"
    ),
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
