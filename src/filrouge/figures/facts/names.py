"""Words of the records: how a programme spells an organisation, a code in three languages."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from filrouge.common.text import label_key
from filrouge.directory.models import DirectoryEntry
from filrouge.vocabulary import lists

from .scope import Scope

LANGUAGES = ("fr", "nl", "en")
type Spelling = Callable[[int | None, str | None], str]


def spelling(scope: Scope, directory: str) -> Spelling:
    """How a programme writes an organisation, by its id and its common name; "" for none."""
    cache: dict[str, dict[int, str]] = scope.__dict__.setdefault("spellings", {})
    if directory not in cache:
        rows = DirectoryEntry.objects.filter(directory=directory)
        cache[directory] = dict(rows.values_list("organisation_id", "name"))
    own = cache[directory]
    return lambda pk, name: own.get(pk, name or "") if pk else ""


@cache
def words(vocabulary: str, code: str) -> Mapping[str, str]:
    """The label of a code by language; a code of no list is shown as it is."""
    known = lists.get(vocabulary)
    if code not in known.codes:
        return dict.fromkeys(LANGUAGES, code)
    term = known.term(code)
    return {"fr": term.fr, "nl": term.nl, "en": term.en}


def codes(text: str) -> tuple[str, ...]:
    """The codes of a field that holds several, between semicolons."""
    return tuple(code.strip() for code in text.split(";") if code.strip())


@lru_cache(maxsize=100_000)
def key_of(text: str) -> str:
    """`label_key` of codes that come again and again."""
    return label_key(text)
