"""Landlords at each stage of the work with them, and agreements to be evaluated."""

from __future__ import annotations

from datetime import timedelta

from .today import Scene, words, write


def approach(scene: Scene) -> None:
    """Two landlords met for the first time, one who agrees, some evaluated, one ended."""
    from filrouge.directory.models import Organisation
    from filrouge.housing.domain_landlords import reach_stage
    from filrouge.housing.models import Landlord

    officer, told = scene.users["logement"], words()["landlords"]
    used = Landlord.objects.filter(dwellings__stays__end__isnull=True).distinct()
    unused = Landlord.objects.exclude(pk__in=used.values("pk")).order_by("pk")
    for place, (name, kind, stage) in enumerate(told["new"]):
        made = write(officer, Organisation, name=name)
        landlord = write(officer, Landlord, organisation=made, kind=kind)
        reach_stage(actor=officer, landlord=landlord, stage="prospect", day=scene.back(40))
        if stage != "prospect":
            reach_stage(actor=officer, landlord=landlord, stage=stage, day=scene.back(8 + place))
    for landlord, stage, note in zip(
        unused[:2], ("agreement", "ended"), (told["agreement"], told["ended"]), strict=False
    ):
        reach_stage(actor=officer, landlord=landlord, stage=stage, day=scene.back(15), note=note)
    _agree(scene)


def _agree(scene: Scene) -> None:
    """Agreements: one evaluated these weeks, one to be evaluated soon, one whose day is past."""
    from filrouge.housing.domain_landlords import evaluate_agreement, reach_stage
    from filrouge.housing.models import Landlord, LandlordAgreement

    officer, told = scene.users["logement"], words()["landlords"]
    active = Landlord.objects.filter(dwellings__stays__end__isnull=True).exclude(kind="private")
    for landlord, due in zip(active.distinct().order_by("pk")[:3], (-10, 25, -3), strict=False):
        agreement = write(
            officer,
            LandlordAgreement,
            landlord=landlord,
            start=scene.back(355),
            end=scene.day + timedelta(days=375),
            evaluation_due=scene.day + timedelta(days=due),
        )
        reach_stage(actor=officer, landlord=landlord, stage="active", day=scene.back(355))
        if due == -10:
            evaluate_agreement(actor=officer, agreement=agreement, day=scene.back(12))
            reach_stage(actor=officer, landlord=landlord, stage="evaluated", day=scene.back(12),
                        note=told["evaluated"])  # fmt: skip
