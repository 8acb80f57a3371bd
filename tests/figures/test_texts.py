"""Every figure speaks French, Dutch and English, and its sentence asks only for what it has."""

import re
import tomllib
from importlib.resources import files

import pytest

from filrouge.figures.definitions import CHAPTERS, LANGUAGES, catalogue, open_families
from filrouge.figures.kernel.indicator import Indicator

PROGRAMMES = tuple(CHAPTERS)
TEXTS = files("filrouge.figures") / "catalogue" / "texts"
KEYS = {"label", "definition", "sentence", "choice", "members"}
WITH_BASE = {
    "sum_share",
    "share",
    "share_of_sums",
    "mean",
    "median",
    "ratio",
    "one_in",
    "per_month",
    "per_day",
}
WITH_NUMERATOR = (WITH_BASE - {"median"}) | {"change", "points"}
PLACE = re.compile(r"{(.*?)}")
# Words that mark a language; a text copied from French, or left in English, would show them.
FRENCH = re.compile(r"\b(les?|la|des|une?|est|personnes accompagnées|sur|avec)\b")


def _sources(language: str) -> dict[str, dict[str, dict[str, object]]]:
    return {
        source.name: tomllib.loads(source.read_text("utf-8"))
        for source in (TEXTS / language).iterdir()
        if source.name.endswith(".toml") and source.name.startswith(PROGRAMMES)
    }


def _entries(language: str) -> dict[str, dict[str, object]]:
    return {id_: entry for source in _sources(language).values() for id_, entry in source.items()}


def _patterns() -> dict[str, Indicator]:
    """One indicator of each entry: itself, or a member of its family."""
    found: dict[str, Indicator] = {}
    for indicator in catalogue().values():
        if indicator.programme in PROGRAMMES:
            found.setdefault(indicator.family or indicator.id, indicator)
    return found | _open()


def _open() -> dict[str, Indicator]:
    """One indicator of each family made from the data: its member is named after its places."""
    found = {}
    for family in open_families():
        if family.chapter.partition("/")[0] in PROGRAMMES:
            fields = {*family.entry["places"].values(), *family.entry.get("names", {}).values()}
            row = dict.fromkeys(fields, "x") | family.entry.get("member_where", {})
            found[family.entry["id"]] = next(family.expand([row]))
    return found


def _of_family(id_: str) -> set[str]:
    """The places that the texts of a family may fill."""
    return {"member"} if "{code}" in id_ else set(PLACE.findall(id_))


def _places(entry: dict[str, object], key: str) -> set[str]:
    return set(PLACE.findall(str(entry.get(key, ""))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_its_texts(language: str) -> None:
    missing = [
        (indicator.id, key)
        for indicator in (*catalogue().values(), *_open().values())
        if indicator.programme in PROGRAMMES
        for key in ("label", "definition", "sentence")
        if not getattr(indicator.texts[language], key).strip()
    ]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_without_an_indicator(language: str) -> None:
    """A figure of the staff keeps its words with the programme that prints it."""
    known = {indicator.family or indicator.id for indicator in catalogue().values()}
    assert set(_patterns()) <= set(_entries(language)) <= set(_patterns()) | known
    assert {key for entry in _entries(language).values() for key in entry} <= KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_id_has_its_texts_in_one_file_only(language: str) -> None:
    ids = [id_ for source in _sources(language).values() for id_ in source]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_known_places(language: str) -> None:
    for id_, entry in _entries(language).items():
        family = _of_family(id_)
        for key in ("label", "definition", "choice"):
            assert _places(entry, key) <= family, (id_, key)
        assert _places(entry, "sentence") <= {"value", "base", "numerator"} | family, id_
        assert "value" in _places(entry, "sentence"), id_
        assert not family or family <= _places(entry, "label"), id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_asks_only_for_what_its_measure_has(language: str) -> None:
    entries = _entries(language)
    for id_, indicator in _patterns().items():
        places = _places(entries[id_], "sentence")
        assert "base" not in places or indicator.measure in WITH_BASE, id_
        assert "numerator" not in places or indicator.measure in WITH_NUMERATOR, id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_and_means_tell_their_base(language: str) -> None:
    entries = _entries(language)
    for id_, indicator in _patterns().items():
        if indicator.measure in {"share", "share_of_sums", "mean", "median", "one_in"}:
            assert "base" in _places(entries[id_], "sentence"), id_


def test_the_languages_say_the_same_things() -> None:
    entries = {language: _entries(language) for language in LANGUAGES}
    for id_, french in entries["fr"].items():
        for language in ("nl", "en"):
            other = entries[language][id_]
            assert set(other) == set(french), (id_, language)
            assert _places(other, "sentence") == _places(french, "sentence"), (id_, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_french_left_in_the_other_languages(language: str) -> None:
    french = _entries("fr")
    for id_, entry in _entries(language).items():
        for key in ("label", "definition", "sentence", "choice"):
            text = str(entry.get(key, ""))
            assert not text or text != french[id_].get(key), (id_, key)
            assert not FRENCH.search(text), (id_, key)


def test_dutch_and_english_differ() -> None:
    english = _entries("en")
    for id_, entry in _entries("nl").items():
        for key in ("label", "definition", "sentence", "choice"):
            assert key not in entry or entry[key] != english[id_][key], (id_, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_a_family_has_a_name_of_its_own(language: str) -> None:
    labels: dict[str, str] = {}
    for indicator in catalogue().values():
        if indicator.programme not in PROGRAMMES:
            continue
        text = indicator.texts[language]
        assert "{member}" not in " ".join((text.label, text.definition, text.sentence, text.choice))
        assert labels.setdefault(text.label, indicator.id) == indicator.id, text.label


@pytest.mark.parametrize("language", LANGUAGES)
def test_named_members_are_those_of_the_definition(language: str) -> None:
    entries = _entries(language)
    codes: dict[str, set[str]] = {}
    for indicator in catalogue().values():
        if indicator.family in entries:
            codes.setdefault(indicator.family, set()).add(indicator.member)
    for id_, entry in entries.items():
        if members := entry.get("members"):
            assert isinstance(members, dict)
            assert set(members) == codes[id_], id_


def test_french_keeps_its_marks_with_the_word_before() -> None:
    loose = re.compile(r" [:;?!»]|« ")
    for id_, entry in _entries("fr").items():
        for key in ("label", "definition", "sentence", "choice"):
            assert not loose.search(str(entry.get(key, ""))), (id_, key)
            assert "’" not in str(entry.get(key, "")), (id_, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_sentences_and_labels_stay_short(language: str) -> None:
    for id_, entry in _entries(language).items():
        assert len(str(entry["label"])) <= 80, id_
        for key in ("definition", "sentence", "choice"):
            text = str(entry.get(key, "."))
            assert text.endswith("."), (id_, key)
            assert "  " not in text, (id_, key)
