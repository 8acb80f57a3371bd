"""Asking the second factor again: before a file is opened without a link, copied or erased."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from filrouge.access import second_factor
from filrouge.people.reading import reader

TO_SEE_THE_FORM = 5 * 60
TO_SEND_IT = 20 * 60
"""Seconds for which a confirmation holds: writing the reason takes a while."""


def page_that_asks(request: HttpRequest, back: str = "") -> str:
    """Where the reader confirms it is them, then comes `back` (to the opening without a link);
    empty when they just did, or have no second factor.

    The password does not count: whoever found a screen unlocked may know it. A demonstration's
    accounts have no second factor, and are not asked.
    """
    user = reader(request)
    if not second_factor.has_one(user):
        return ""
    within = TO_SEND_IT if request.method == "POST" else TO_SEE_THE_FORM
    confirmed = [
        one["at"]
        for one in get_authentication_records(request, user)
        if one.get("method") == "mfa" and one.get("reauthenticated")
    ]
    if confirmed and time.time() - confirmed[-1] < within:
        return ""
    applications = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    name = "mfa_reauthenticate" if applications.exists() else "mfa_reauthenticate_webauthn"
    return f"{reverse(name)}?{urlencode({'next': back or reverse('dossiers:break_glass')})}"
