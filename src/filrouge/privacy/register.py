"""The register of processing (GDPR art. 30) and the annex of the impact assessment, as Markdown.

Printed from the registry and from the tables of rights, so that neither can say anything else than
what the program does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils import translation

from filrouge.access import files
from filrouge.access.policy import ROLES, Capability

from .registry import LABELS, REPORTS, Class, Kind, in_clear, kinds, processings

PERSONAL = (Class.IDENTITY, Class.SENSITIVE, Class.NARRATIVE, Class.THIRD_PARTY)


def markdown() -> str:
    """The whole document, always in French: it is meant for the authority and the officer."""
    texts = processings()["texts"]
    with translation.override("fr"):
        lines = [*_register(), "", texts["security"], *_readers(), *_annex()]
    return str(texts["head"]) + "\n".join(lines) + "\n"


def _register() -> Iterator[str]:
    texts = processings()
    by: defaultdict[str, list[Kind]] = defaultdict(list)
    for kind in kinds().values():
        by[kind.processing].append(kind)
    yield "## Registre des traitements (art. 30)"
    for code, said in texts["processings"].items():
        own = by.get(code, [])
        entries = [entry for kind in own for entry in kind.entries.values()]
        personal = [entry for entry in entries if entry.cls in PERSONAL]
        classes = [LABELS[cls] for cls in PERSONAL if any(e.cls is cls for e in personal)]
        told = personal or entries
        yield f"\n### {said['name']}\n"
        yield f"- **Base** : {said['basis']}"
        yield f"- **Personnes** : {said['persons']}"
        yield f"- **Données** : {', '.join(classes) or 'aucune donnée personnelle'}"
        yield f"- **Lecteurs** : {'; '.join(sorted({reader_label(e.reader) for e in told}))}"
        kept = sorted({texts["retentions"][entry.retention] for entry in told})
        yield f"- **Conservation** : {'; '.join(kept)}"
        yield "- **Finalités** :"
        yield from (f"  - {purpose}" for purpose in sorted({entry.purpose for entry in told}))


def reader_label(reader: str) -> str:
    """Who a reader is: roles that hold a capability or may open a compartment."""
    if reader == "nobody":
        return "personne : le programme seul"
    if reader in {one.value for one in files.Compartment}:
        compartment = files.Compartment(reader)
        roles = [role for role, doors in files.DOORS.items() if compartment in doors]
    else:
        capability = Capability(reader)
        roles = [code for code, role in ROLES.items() if capability in role.capabilities]
    if len(roles) == len(ROLES):
        return "tous les comptes"
    return ", ".join(str(ROLES[role].label) for role in roles)


def _readers() -> Iterator[str]:
    names = processings()["compartments"]
    yield "## Qui a accès aux données de santé (loi du 30 juillet 2018, art. 9)\n"
    for role, doors in files.DOORS.items():
        opened = ", ".join(names[one] for one in files.Compartment if one in doors)
        yield f"- **{ROLES[role].label}** : {opened} ; tenu au secret professionnel"


def _annex() -> Iterator[str]:
    yield "\n## Annexe de l’analyse d’impact : les champs qui disent quelque chose de quelqu’un\n"
    yield "| fiche | champ | classe | finalité | lecteur | conservation | rapport |"
    yield "|---|---|---|---|---|---|---|"
    for kind in sorted(kinds().values(), key=lambda kind: kind.model):
        for entry in kind.entries.values():
            if entry.cls in PERSONAL:
                yield (
                    f"| {entry.model} | {entry.field} | {LABELS[entry.cls]} | {entry.purpose} "
                    f"| {entry.reader} | {entry.retention} | {REPORTS[entry.report]} |"
                )
    yield "\n## Ce qui reste en clair dans la base, et pourquoi\n"
    yield "| champs | pourquoi |\n|---|---|"
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for field, why in in_clear().items():
        reasons[why].append(field)
    yield from (f"| {', '.join(sorted(fields))} | {why} |" for why, fields in reasons.items())
    plain = sum(
        entry.cls is Class.PLAIN for kind in kinds().values() for entry in kind.entries.values()
    )
    yield f"\nLes {plain} autres champs ne disent rien de personne."
