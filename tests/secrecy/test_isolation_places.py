"""Where the program steps beside a reader's doors, and where it speaks SQL: short lists, by hand.

On SQLite there is no row security: there these lists and the policy are what isolates.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from filrouge.access import isolation

SOURCE = Path(isolation.__file__).parents[1]
PLACES: dict[str, tuple[str, ...]] = {
    "command": ("config/cli.py",),
    "demo": ("demo/api.py",),
    "feed": ("daily/feed.py",),
    "figures": ("figures/facts/", "figures/dashboard/counting.py"),
    "import": ("imports/api.py",),
    "lives": ("followup/following.py",),
    "material": ("harm_reduction/",),
    "money": ("housing/ledger.py",),
    "migration": ("access/postgresql/base.py",),
    "references": ("directory/views.py", "records/domain.py"),
    "retention": ("privacy/retention.py",),
    "review": ("dossiers/views/openings.py", "privacy/views/"),
    "rights": ("privacy/",),
}
"""Who may enter each purpose: a file, or a folder (ending with "/")."""
SPEAK_SQL = {
    "access/postgresql/base.py",
    "access/row_security.py",
    "audit/pruning.py",
    "audit/triggers.py",
    "common/append_only.py",
    "common/overlap.py",
    "imports/store.py",
    "imports/writing.py",
    "vault/keys.py",
    "vault/migrating.py",
}
"""Triggers, rules and locks of the database, the rows of an import, the store of keys."""
RAW = {"cursor", "chunked_cursor", "raw", "extra", "RawSQL", "RunSQL"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        yield name, ast.parse(file.read_text("utf-8"), name)


def entered(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Each `purpose("…")` or `doors(…)` of the module of isolation."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "isolation":
                if node.func.attr == "purpose":
                    word = node.args[0]
                    yield word.value if isinstance(word, ast.Constant) else "?", node  # type: ignore[misc]
                elif node.func.attr == "doors":
                    yield "doors", node


def out_of_place(name: str, tree: ast.AST) -> list[str]:
    allowed = {**PLACES, "doors": ("access/middleware.py",)}
    return [
        f"{name}: {purpose}"
        for purpose, _node in entered(tree)
        if not any(
            name == place or (place.endswith("/") and name.startswith(place))
            for place in allowed.get(purpose, ())
        )
    ]


def around_a_yield(name: str, tree: ast.AST) -> list[str]:
    """Generators that enter a purpose: what asks for the next value would see by it too."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            held: list[ast.AST] = (
                [*node.body] if any(_enters(d) for d in node.decorator_list) else []
            )
        elif isinstance(node, ast.With):
            held = [*node.body] if any(_enters(item.context_expr) for item in node.items) else []
        else:
            continue
        if any(_yields(one) for one in held):
            found.append(f"{name}:{node.lineno}")
    return found


def _enters(node: ast.AST) -> bool:
    return any(True for _found in entered(node))


def _yields(node: ast.AST) -> bool:
    """Whether this very function gives values one by one, functions inside it aside."""
    if isinstance(node, ast.Yield | ast.YieldFrom):
        return True
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        return False
    return any(_yields(child) for child in ast.iter_child_nodes(node))


def speaks_sql(tree: ast.AST) -> bool:
    """Whether a module asks for a cursor, or writes SQL into a query."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            word = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            owner = getattr(getattr(called, "value", None), "id", "")
            if word in RAW and (word, owner) != ("raw", "by"):  # figures/kernel has a `raw` too
                return True
    return False


def test_every_purpose_is_entered_where_the_list_says() -> None:
    assert set(PLACES) == set(isolation.PURPOSES)
    seen: set[str] = set()
    wrong: list[str] = []
    for name, tree in sources():
        wrong += out_of_place(name, tree)
        if name != "access/isolation.py":
            wrong += around_a_yield(name, tree)
        seen |= {purpose for purpose, _node in entered(tree)}
    assert wrong == []
    assert seen - {"doors"} == set(PLACES)


def test_sql_is_written_in_known_places_only() -> None:
    found = {name for name, tree in sources() if "/migrations/" not in name and speaks_sql(tree)}
    assert found <= SPEAK_SQL


@pytest.mark.parametrize(
    "sabotage",
    [
        'with isolation.purpose("figures"):\n    show()',
        '@isolation.purpose("rights")\ndef page(): ...',
        "with isolation.doors(every): show()",
        "with isolation.purpose(word): show()",
    ],
)
def test_a_purpose_elsewhere_is_seen(sabotage: str) -> None:
    assert out_of_place("dossiers/views/files.py", ast.parse(sabotage))


@pytest.mark.parametrize(
    "sabotage",
    [
        'def rows():\n    with isolation.purpose("figures"):\n        yield 1',
        '@isolation.purpose("figures")\ndef rows():\n    yield from found()',
    ],
)
def test_a_purpose_around_a_yield_is_seen(sabotage: str) -> None:
    assert around_a_yield("x", ast.parse(sabotage))


@pytest.mark.parametrize(
    "sabotage",
    [
        "with connection.cursor() as c: c.execute('SELECT 1')",
        "Person.objects.raw('SELECT * FROM people_person')",
        "Person.objects.annotate(x=RawSQL('1', []))",
        "rows.extra(where=['true'])",
    ],
)
def test_sql_elsewhere_is_seen(sabotage: str) -> None:
    assert speaks_sql(ast.parse(sabotage))
