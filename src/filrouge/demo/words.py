"""Words and organisation tables of the demonstration, read once from the package."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Content of `demo/data/<name>.toml`."""
    return tomllib.loads(files("filrouge.demo").joinpath("data", f"{name}.toml").read_text("utf-8"))


def words(kind: str) -> list[str]:
    """A list of `words.toml`, in its order."""
    found: list[str] = table("words")[kind]
    return found


def organisation(section: str) -> Any:
    """A section of `organisation.toml`."""
    return table("organisation")[section]
