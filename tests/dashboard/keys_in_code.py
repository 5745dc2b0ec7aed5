"""Which words the code asks for, read from its syntax."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).parents[2]
BLANK = "\x00"
CALLED = {"words", "said"}
SECTION = re.compile(r"[a-z_]+\.")


@dataclass(frozen=True)
class Asked:
    """One call for words: its key, where blanks stand for what the code fills in."""

    key: str
    filled: frozenset[str]
    is_open: bool
    place: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("([^.]+)".join(map(re.escape, self.key.split(BLANK))))


def blanks(text: str) -> set[str]:
    """Name the blanks of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@cache
def trees(package: str) -> dict[str, ast.Module]:
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def asked() -> Iterator[Asked]:
    """Give every call for words of which the code says at least the section."""
    for name, tree in trees("dashboard").items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _is_for_words(node.func):
                for key in _keys(node.args[0]):
                    filled = frozenset(one.arg for one in node.keywords if one.arg)
                    is_open = any(one.arg is None for one in node.keywords)
                    yield Asked(key, filled, is_open, f"{name}:{node.lineno}")


def _is_for_words(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):  # state.said()("key")
        function = function.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in CALLED


def _keys(node: ast.expr) -> Iterator[str]:
    """Give the keys an expression may come to, a blank for each part that is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else BLANK for part in node.values]
        yield "".join(parts)
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)


def patterns() -> list[re.Pattern[str]]:
    """Give every shape of a key that the code puts together, wherever it asks with it."""
    found = {
        key
        for tree in trees("dashboard").values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for key in _keys(node)
        if SECTION.match(key)
    }
    return [Asked(key, frozenset(), is_open=True, place="").pattern for key in found]


def texts_of(*packages: str) -> set[str]:
    """Collect every text the code of some packages holds."""
    return {
        node.value
        for package in packages
        for tree in trees(package).values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def texts_of_definitions() -> set[str]:
    """Collect every text that metric definitions and models hold: units, offices, reasons."""
    found = set[str]()
    for path in (ROOT / "warehouse" / "metrics").glob("*.toml"):
        found |= {path.stem} | set(_leaves(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in (ROOT / "warehouse" / "models").rglob("*.sql"):
        found |= set(re.findall(r"'([^'\n]+)'", path.read_text(encoding="utf-8")))
    return found


def _leaves(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for value in tree.values():
            yield from _leaves(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _leaves(value)
    elif isinstance(tree, str):
        yield tree
