"""What a publication keeps: its document and figures as JSON, and the files made of them.

Reading it back asks the database for nothing more than the publication itself.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from .document import Document, Value, from_data, to_data
from .lens import blotted
from .models import Edition, Publication
from .text.protection import MASKED, for_publication, is_small


def written(
    document: Document,
    figures: Mapping[str, Value],
    justifications: Iterable[Mapping[str, str]] = (),
) -> str:
    """The JSON of a publication: the same document and figures give the same text.

    Nothing is sorted: the order of the sections and of the catalogue is part of what is said.
    """
    content = {
        "document": to_data(document),
        "figures": to_data(figures),
        "justifications": list(justifications),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def digest(content: str | bytes) -> str:
    """The SHA-256 of a text or a file, in hexadecimal."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


@dataclass(frozen=True, slots=True)
class Content:
    """A publication read back."""

    document: Document
    figures: Mapping[str, Value]
    justifications: tuple[Mapping[str, str], ...]


def read(content: str) -> Content:
    """The content of a publication. KeyError or TypeError when the text is not one."""
    data: dict[str, Any] = json.loads(content)
    return Content(
        from_data(data["document"]),
        from_data(data["figures"]),
        tuple(data.get("justifications", ())),
    )


def document_of(publication: Publication) -> Document:
    """The document as it was published."""
    return read(publication.content).document


def figures_of(publication: Publication) -> Mapping[str, Value]:
    """Every figure as it was published, by identifier, in the order of the catalogue."""
    return read(publication.content).figures


def file_name(publication: Publication) -> str:
    """How a file of a publication is called, without its ending."""
    name = f"rapport-{publication.edition.year}"
    return name if publication.number == 1 else f"{name}-edition-{publication.number}"


def previous_document(edition: Edition) -> Document | None:
    """What was published for the year before, in its last edition; None when nothing was."""
    found = Publication.objects.filter(edition__year=edition.year - 1).first()
    return document_of(found) if found else None


def rendered(content: str) -> dict[str, bytes]:
    """Every file of a publication made of its content, and of nothing else, by kind."""
    from .outputs import together  # typst is loaded by whoever prints, not by every page

    kept = read(content)
    return together.render_all(kept.document, disclosed(kept.figures, kept.document))


def disclosed(figures: Mapping[str, Value], document: Document) -> dict[str, Value]:
    """The figures as they may leave the house, as it was decided when the document was made.

    What tells records apart stays here, and so does a number of one to four persons, a share
    made of so few, and whatever would give one back. Editions of before the decision was kept
    (`text.together.RULES`) are judged number by number: they read for ever as they were published.
    """
    decided = document.disclosure
    masked, forgotten = set(decided.get("masked", ())), decided.get("forgotten", {})
    found = {}
    for key, value in figures.items():
        plain = _disclosed(value)
        if years := forgotten.get(value.id):
            previous = tuple(one for one in plain.previous if one[0] not in years)
            plain = replace(plain, previous=previous)
        if value.id in masked and plain.display == value.display and value.display:
            plain = replace(blotted(value, MASKED), previous=plain.previous)
        found[key] = plain
    return found


def _disclosed(value: Value) -> Value:
    plain = replace(for_publication(value), digest="")
    if plain.display != value.display:
        plain = replace(plain, records=None)
    if value.of_people and is_small(value.base):
        plain = replace(plain, base=None, denominator="", sentence="")
    return plain


def differing(publication: Publication) -> Iterator[tuple[str, bool]]:
    """Each file of a publication, and whether rendering it again gives the same bytes.

    "content" stands for what was kept: it differs when it no longer has its own digest.
    """
    yield "content", digest(publication.content) == publication.digest
    again = rendered(publication.content)
    for artefact in publication.artefacts.order_by("kind"):
        kept = digest(bytes(artefact.content)) == artefact.digest
        made = digest(again[artefact.kind]) == artefact.digest
        yield artefact.kind, kept and made
