"""The organisations that took part in an encounter: how a form asks for them, and the verb's part.

Names are typed, with suggestions from the directory; several are separated by a semicolon.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from filrouge.directory.models import Organisation
from filrouge.records.asking import SeveralNamed
from filrouge.records.declaration import finder_of

from .models import Encounter, EncounterPartner


def partners_field() -> SeveralNamed:
    """The form field: a list of `Organisation`, empty when nothing is typed."""
    finder = finder_of(Organisation)
    if finder is None:
        raise KeyError("directory: no way to type an organisation is registered")
    return SeveralNamed(finder, label=_("Partners present"), required=False)


def set_partners(encounter: Encounter, organisations: Iterable[Organisation]) -> None:
    """Make these the partners of an encounter; inside the transaction of the verb that writes it.

    The journal line is the caller's.
    """
    wanted = {one.pk for one in organisations}
    now = set(encounter.partners.values_list("organisation_id", flat=True))
    encounter.partners.filter(organisation__in=now - wanted).delete()
    EncounterPartner.objects.bulk_create(
        EncounterPartner(encounter=encounter, organisation_id=key) for key in sorted(wanted - now)
    )
