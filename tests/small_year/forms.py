"""The forms of a page as a person sees them: fields by name, answers by the words beside them.

Nothing is sent that the page does not offer: an unknown field, a word that is in no list, a box
that is not there fail the test.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, override

from filrouge.common.text import label_key

SEVERAL = ("checkbox", "multiple")


class Absent(AssertionError):
    """The page has no such form, field or answer."""


@dataclass
class Field:
    """A field, what it holds, and the answers it offers: the value sent, by the words shown."""

    name: str
    kind: str
    held: list[str] = field(default_factory=list)
    offered: dict[str, str] = field(default_factory=dict)

    def answer(self, said: str) -> str:
        """The value behind the words of an answer."""
        wanted = label_key(said)
        found = [value for words, value in self.offered.items() if label_key(words) == wanted]
        if len(found) != 1:
            raise Absent(f"{self.name}: “{said}” is not one of {sorted(self.offered)}")
        return found[0]

    def beginning(self, said: str) -> str:
        """The value behind the answer whose first word is this one."""
        found = [value for words, value in self.offered.items() if words.split(" · ")[0] == said]
        if len(found) != 1:
            raise Absent(f"{self.name}: “{said}” begins none of {sorted(self.offered)}")
        return found[0]


@dataclass
class Form:
    """A form of a page. `fill` by the words one reads, `sent` as a browser sends it."""

    action: str
    method: str = "get"
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def fill(self, name: str, said: Any) -> None:
        """Answer one field: text, the words of a choice, or several of them."""
        if name not in self.fields:
            raise Absent(f"no field {name}: {sorted(self.fields)}")
        one = self.fields[name]
        if one.kind in SEVERAL:
            one.held = self._several(one, said)
        elif isinstance(said, tuple):
            one.held = [one.beginning(*said)]
        elif one.offered:
            one.held = [one.answer(said) if said else self._none(one)]
        else:
            one.held = [str(said)]

    @staticmethod
    def _several(one: Field, said: Any) -> list[str]:
        if isinstance(said, bool):
            [value] = one.offered.values()
            return [value] if said else []
        return [one.answer(each) for each in said]

    @staticmethod
    def _none(one: Field) -> str:
        if "" not in one.offered.values():
            raise Absent(f"{one.name}: cannot be left blank")
        return ""

    def sent(self) -> dict[str, Any]:
        """What a browser sends: boxes that are not ticked are not sent."""
        return {one.name: one.held for one in self.fields.values() if one.held}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select: Field | None = None
        self.words: list[str] | None = None
        self.pending: tuple[Field, str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(held.get("action", ""), held.get("method", "get").lower())
            self.forms.append(self.form)
        if self.form is None:
            return
        match tag:
            case "input":
                self._input(self.form, held)
            case "select":
                several = "multiple" in held
                self.select = Field(held["name"], "multiple" if several else "select")
                self.form.fields[held["name"]] = self.select
            case "option" if self.select is not None:  # elsewhere: only suggested
                self._option(self.select, held)
            case "textarea":
                one = self.form.fields[held["name"]] = Field(held["name"], "text")
                self.words, self.pending = [], (one, "text")
            case "button" if held.get("name"):
                self.form.buttons.append((held["name"], held.get("value", "")))
            case "label":
                self.words, self.pending = [], None
            case _:
                pass

    def _input(self, form: Form, held: dict[str, str]) -> None:
        name, kind = held.get("name", ""), held.get("type", "text")
        if not name or kind in {"submit", "button", "file"}:
            return
        one = form.fields.setdefault(name, Field(name, kind))
        if kind in {"radio", "checkbox"}:
            value = held.get("value", "on")
            one.held += [value] if "checked" in held else []
            if self.words is None:  # its label stands elsewhere: a box alone
                one.offered[value] = value
            else:
                self.pending = (one, value)
        elif name in form.fields and one.held:
            one.held.append(held.get("value", ""))
        else:
            one.held = [held.get("value", "")]

    def _option(self, select: Field, held: dict[str, str]) -> None:
        self.words, value = [], held.get("value", "")
        self.pending = (select, value)
        if "selected" in held:
            select.held.append(value)

    @override
    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)

    @override
    def handle_endtag(self, tag: str) -> None:
        said = " ".join("".join(self.words or []).split())
        if tag in {"option", "label"} and self.pending:
            one, value = self.pending
            one.offered[said or value] = value
        elif tag == "textarea" and self.pending:
            self.pending[0].held = ["".join(self.words or []).removeprefix("\n")]
        elif tag == "select" and self.select is not None:
            if self.select.kind == "select" and not self.select.held:
                self.select.held = list(self.select.offered.values())[:1]
            self.select = None
        elif tag == "form":
            self.form = None
        if tag in {"option", "label", "textarea"}:
            self.words = self.pending = None


def forms_of(page: str) -> list[Form]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.forms


def form_with(page: str, name: str, **hidden: str) -> Form:
    """The form that holds a field (and hidden fields with these values)."""
    for form in forms_of(page):
        same = all(form.fields[k].held == [v] for k, v in hidden.items() if k in form.fields)
        if name in form.fields and same and form.fields.keys() >= hidden.keys():
            return form
    raise Absent(f"no form with {name} {hidden or ''}")
