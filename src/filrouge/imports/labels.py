"""Reading a cell of words: terms of controlled lists, and lists in one cell."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, override

from filrouge.common.text import clean, label_key
from filrouge.vocabulary import lists

from .diagnostics import plain
from .parsing import BadCell, CellType, Context, Text

_POSTCODE = re.compile(r"(?:B\s*-\s*)?\d{4}\s+(?=\D)", re.IGNORECASE)
_SPLIT = re.compile(r"[;,]")


@dataclass(frozen=True)
class Label(CellType):
    """A term of a controlled list.

    `words` adds spellings that are not terms of the list, `also` the terms of other lists; `only`
    keeps some codes, in the order in which they are suggested. `shown` is what to suggest where
    people write something else than the labels.
    """

    vocabulary: str
    words: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    blank = ""

    @override
    def read(self, value: Any, context: Context) -> str:
        return self.resolve(clean(plain(value)))

    def resolve(self, text: str) -> str:
        """The code of a spelling. Raises `BadCell` with the nearest spelling, or all of them."""
        found = (terms.resolve(text) for terms in self._lists)
        code = next(filter(None, found), None) or self._extra.get(label_key(text))
        if code is None or (self.only and code not in self.only):
            raise self._unknown(text)
        return code

    @cached_property
    def _lists(self) -> tuple[lists.Vocabulary, ...]:
        return tuple(lists.get(name) for name in (self.vocabulary, *self.also))

    @cached_property
    def _extra(self) -> dict[str, str]:
        return {label_key(spelling): code for spelling, code in self.words}

    def _unknown(self, text: str) -> BadCell:
        terms = [term for found in self._lists for term in found.terms]
        named = [term.fr for term in terms if not self.only or term.code in self.only]
        known = [*(self.shown or named)]
        known += [spelling for spelling, _code in self.words]
        by_key = {label_key(spelling): spelling for spelling in known}
        if near := get_close_matches(label_key(text), by_key, 1, 0.7):
            return BadCell("unknown_label_near", near=by_key[near[0]])
        return BadCell("unknown_label", expected=", ".join(known))


@dataclass(frozen=True)
class Known(Text):
    """The code of a term of a controlled list; any other text is accepted and kept."""

    vocabulary: str = ""

    @override
    def read(self, value: Any, context: Context) -> str:
        text = clean(super().read(value, context))
        return lists.get(self.vocabulary).resolve(text) or text


@dataclass(frozen=True)
class Commune(Label):
    """One of the 19 communes or a district; a postcode before the name is ignored."""

    vocabulary: str = "commune"

    @override
    def read(self, value: Any, context: Context) -> str:
        text = clean(plain(value))
        return self.resolve(_POSTCODE.sub("", text, count=1) if _POSTCODE.match(text) else text)


@dataclass(frozen=True)
class ListOf(CellType):
    """Elements separated by ";" or ",", each counted once, in the order met.

    `none` is a word that stands for the empty list, alone in its cell.
    """

    element: CellType
    none: str = ""
    blank = ()

    @override
    def read(self, value: Any, context: Context) -> tuple[Any, ...]:
        texts = [value] if not isinstance(value, str) else _SPLIT.split(value)
        words = [text for text in texts if not isinstance(text, str) or text.strip()]
        if self.none and any(self._is_none(word) for word in words):
            if not all(self._is_none(word) for word in words):
                raise BadCell("none_with_others", none=self.none)
            return ()
        return tuple(dict.fromkeys(self._element(word, context) for word in words))

    def _element(self, word: Any, context: Context) -> Any:
        try:
            return self.element.read(word, context)
        except BadCell as bad:  # name the element at fault, not the whole cell
            bad.params.setdefault("value", plain(word).strip())
            raise

    def _is_none(self, word: Any) -> bool:
        return isinstance(word, str) and label_key(word) == label_key(self.none)
