"""No act on a person goes into the journal without a sentence for that person.

The package is read as text: from each line that writes the journal about persons, back through the
functions that hand the act over, to where it is spelled.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import filrouge
from filrouge.audit.models import JournalEntry
from filrouge.dossiers import log
from filrouge.records.declaration import kinds_of_files

ROOT = Path(filrouge.__file__).parent
NOBODYS = frozenset({"dossiers.refused_opening"})
"""Acts that write an empty list of persons."""

type Function = ast.FunctionDef | ast.AsyncFunctionDef
type Place = tuple[str, str]
"""A module and the name of a function in it."""


def modules() -> dict[str, ast.Module]:
    paths = [p for p in ROOT.rglob("*.py") if not {"migrations", "demo"} & set(p.parts)]
    names = {p: ".".join(p.relative_to(ROOT.parent).with_suffix("").parts) for p in paths}
    return {name: ast.parse(path.read_text("utf-8")) for path, name in names.items()}


def imported(module: str, tree: ast.Module) -> dict[str, Place]:
    """Where the names of a module come from."""
    found: dict[str, Place] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            base = module.split(".")[: -node.level] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            found |= {alias.asname or alias.name: (source, alias.name) for alias in node.names}
    return found


class Package:
    """Calls of the package by the function they call, and the acts spelled in them."""

    def __init__(self) -> None:
        self.calls: dict[Place, list[tuple[str, Function | None, ast.Call]]] = {}
        self.functions: dict[Place, Function] = {}
        for module, tree in modules().items():
            names = imported(module, tree)
            for function, call in calls_of(tree):
                self.calls.setdefault(called(module, names, call), []).append(
                    (module, function, call)
                )
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    self.functions[module, node.name] = node

    def acts(self, module: str, function: Function | None, told: ast.expr) -> Iterator[str]:
        """What an expression may be: its own words, or what callers hand over."""
        match told:
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp(body=body, orelse=other):
                yield from self.acts(module, function, body)
                yield from self.acts(module, function, other)
            case ast.JoinedStr(values=parts):
                gap = next(p for p in parts if isinstance(p, ast.FormattedValue))
                for act in self.acts(module, function, gap.value):
                    yield "".join(
                        str(getattr(p, "value", "")) if p is not gap else act for p in parts
                    )
            case ast.Name(id=name) if function is not None:
                place = (module, function.name)
                for where, around, call in self.calls.get(place, []):
                    if (handed := argument(function, call, name)) is not None:
                        yield from self.acts(where, around, handed)

    def written(self) -> set[str]:
        """Every act that is written with persons."""
        found: set[str] = set()
        for module, function, call in self.calls["filrouge.audit.journal", "record"]:
            given = {k.arg: k.value for k in call.keywords}
            if "persons" in given:
                found |= set(self.acts(module, function, given["action"]))
        return found


def calls_of(tree: ast.Module) -> Iterator[tuple[Function | None, ast.Call]]:
    """The calls of a module, each with the function around it."""

    def walk(node: ast.AST, around: Function | None) -> Iterator[tuple[Function | None, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield around, child
            inside = child if isinstance(child, ast.FunctionDef) else around
            yield from walk(child, inside)

    return walk(tree, None)


def called(module: str, names: dict[str, Place], call: ast.Call) -> Place:
    match call.func:
        case ast.Name(id=name):
            return names.get(name, (module, name))
        case ast.Attribute(value=ast.Name(id=base), attr=name) if base in names:
            source, last = names[base]
            return f"{source}.{last}", name
        case ast.Attribute(attr=name):
            return module, name
    return module, ""


def argument(function: Function, call: ast.Call, name: str) -> ast.expr | None:
    """What a call hands over as one parameter."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    places = [one.arg for one in function.args.args if one.arg != "self"]
    if name in places and places.index(name) < len(call.args):
        return call.args[places.index(name)]
    return None


def test_every_act_written_with_persons_has_words() -> None:
    written = Package().written()
    assert without_words(written - NOBODYS) == set()
    assert len(written) > 60
    assert {"dossiers.read_today", "housing.tick_step", "followup.add_task"} <= written


def test_every_kind_of_record_of_a_file_has_words() -> None:
    acts = {k.action(verb) for k in kinds_of_files() for verb in ("create", "correct", "delete")}
    assert without_words(acts - {"people.delete_person"}) == set()


def without_words(acts: set[str]) -> set[str]:
    return {act for act in acts if log.told(JournalEntry(action=act)).what == str(log.OTHER)}
