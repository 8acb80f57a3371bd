"""What is done with several, and what is handed over: council, outing, round, material."""

from __future__ import annotations

from datetime import timedelta

from .today import Scene, Team, turn, words


def assemble(scene: Scene, team: Team) -> None:
    """A tenants' council, a museum, a round in the street."""
    from filrouge.directory.models import Organisation
    from filrouge.followup.domain_groups import Group, note_attendance, note_group
    from filrouge.followup.domain_rounds import Walk, meet_in_round, note_round

    peer, places = scene.users["pair-aidance"], words()["places"]
    pair = (scene.workers["GAL"].pk, scene.workers["ADA"].pk)
    council = note_group(
        actor=peer,
        said=Group("tenants_council", scene.back(17), 120, places["council"], None, pair, 2),
    )
    came = ("present", "present", "excused", "present", "absent", "present", "present", "present")
    for place, status in enumerate(came):
        person = turn(team.everybody, 5 * place + 1)
        note_attendance(actor=peer, activity=council, person_id=person.pk, status=status)
    partner = Organisation.objects.filter(network_links__isnull=False).order_by("pk").first()
    museum = note_group(
        actor=peer,
        said=Group("cultural", scene.back(9), 150, places["museum"], partner, pair[:1], 1),
    )
    for place in range(4):
        person = turn(team.everybody, 7 * place + 3)
        note_attendance(actor=peer, activity=museum, person_id=person.pk, status="present")
    user = scene.users["accompagnateur"]
    walk = note_round(actor=user, said=Walk(scene.back(4), "21004", 180, 11, pair))
    meet_in_round(actor=user, walk=walk, person_id=team.act[10].pk)
    note_round(actor=peer, said=Walk(scene.back(18), "21013", 150, 8, pair[:1]))


HANDED: tuple[tuple[int, str, int, bool], ...] = (
    # Days ago, kit, how many, whether it stands in a file.
    (1, "Injection", 1, False), (2, "Inhalation", 2, False), (3, "Injection", 1, True),
    (5, "Prévention", 2, False), (6, "Inhalation", 1, True), (8, "Injection", 2, False),
    (11, "Inhalation", 1, False), (13, "Prévention", 1, False), (16, "Injection", 1, False),
    (20, "Inhalation", 3, False), (24, "Injection", 1, True),
)  # fmt: skip
STOCK = {
    "syringes_normal": 160, "nacl": 140, "stericup": 60, "sterets": 210, "container": 12,
    "pipes_bent": 22, "gex_inox": 75, "mouthpieces_pvc": 30, "aluminium_foil": 180,
    "condoms": 90, "lubricant": 24, "cleaning_wipes": 40,
}  # fmt: skip
ORDERED = {"syringes_normal": 200, "nacl": 200, "pipes_bent": 40, "condoms": 100}
CAME = {
    "condoms": (100, 45, "L2210"),
    "nacl": (120, 300, "N0917"),
    "syringes_normal": (200, 20, "S118"),
}
"""Of the first order: how many came, in how many days they expire, of which lot."""


def hand(scene: Scene, team: Team) -> None:
    """Kits, a stock-take six weeks ago, what was handed over since, an order that came in part and
    one to come."""
    from filrouge.harm_reduction.domain import hand_out
    from filrouge.harm_reduction.domain_orders import Received, order_material, receive_order
    from filrouge.harm_reduction.domain_stock import count_stock, store_kit
    from filrouge.vocabulary import lists

    user = scene.users["accompagnateur"]
    kits = {
        name: store_kit(actor=user, name=name, items=items)
        for name, items in words()["kits"].items()
    }
    known = set(lists.get("material").codes)
    stock = {code: count for code, count in STOCK.items() if code in known}
    count_stock(actor=user, counted=stock, day=scene.back(42))
    mine = team.of(user)
    for place, (gone, kit, count, named) in enumerate(HANDED):
        hand_out(
            actor=user,
            day=scene.back(gone),
            items={},
            kits={kits[kit].pk: count},
            zone=turn(("21004", "21013", "", "21001"), place),
            person=mine[place] if named else None,
        )
    order = order_material(actor=user, items=ORDERED)
    lines = {line.item: line.pk for line in order.lines.all()}
    came = [
        Received(lines[item], count, scene.day + timedelta(days=days), lot)
        for item, (count, days, lot) in CAME.items()
    ]
    receive_order(actor=user, order=order, came=came)
    order_material(actor=user, items={"pipes_bent": 30, "gex_inox": 60, "sterets": 200})
