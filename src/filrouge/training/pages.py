"""Pages of trainings: modules, days given, participants."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import SUPPORT, Kind, register

from .models import TrainingDay, TrainingModule, TrainingParticipant

OWN_TRAININGS = {"hf_director": ("owner", frozenset({"housing_first"}))}
"""The direction of Housing First writes the days that its own programme gives."""

register(
    Kind(
        slug="modules",
        model=TrainingModule,
        programmes=(SUPPORT,),
        plural=_("Training modules"),
        singular=_("Training module"),
        heading=("code", "title"),
        columns=("theme", "owner", "duration_min"),
        filters=("theme", "owner"),
        search=("code", "title"),
        order=("code",),
        labels={
            "start": _("Offered since"),
            "end": _("Offered until"),
            "is_described": _("Description sheet"),
        },
        lists={"owner": "training_owner"},
        suggests={"theme": "training_theme"},
    ),
    Kind(
        slug="formations",
        model=TrainingDay,
        programmes=(SUPPORT,),
        plural=_("Training days"),
        singular=_("Training day"),
        heading=("session", "day"),
        columns=("owner", "status", "trainers", "duration_days"),
        filters=("owner", "context", "status", "audience"),
        year="day",
        search=("session", "module"),
        order=("-day", "session"),
        labels={"participant_count": _("Participants"), "trainers": _("Trainers")},
        lists={
            "owner": "training_owner",
            "context": "training_context",
            "status": "training_status",
        },
        suggests={"audience": "pat_audience"},
        within=OWN_TRAININGS,
    ),
    Kind(
        slug="participants-formations",
        model=TrainingParticipant,
        programmes=(SUPPORT,),
        plural=_("Participants in trainings"),
        singular=_("Participant in a training"),
        heading=("participant", "session", "day"),
        columns=("organisation", "sector", "present"),
        filters=("sector", "present"),
        year="day",
        search=("participant", "session", "organisation__key"),
        order=("-day", "session", "participant"),
        lists={"sector": "sector"},
    ),
)
