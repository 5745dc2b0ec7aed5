"""Words by key, one language at a time; every key stands in every language's file."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
# What a system says when nobody chose a language.
NO_CHOICE = ("", "c", "posix")


class Words:
    """The words of one language; ``words("load.done", files=3)``."""

    def __init__(self, language: str, by_key: Mapping[str, str]) -> None:
        self.language = language
        self._by_key = by_key

    def __call__(self, key: str, /, **details: object) -> str:
        """Give the words for ``key`` with their blanks filled.

        Raises:
            KeyError: there are no such words, or a blank was not filled: a fault of the program.
        """
        text = self._by_key[key]
        return text.format(**details) if details or "{" in text else text

    def has(self, key: str) -> bool:
        """Tell whether there are words for ``key``."""
        return key in self._by_key

    def keys(self) -> set[str]:
        """Name every key."""
        return set(self._by_key)

    def blanks(self, key: str) -> str:
        """Give the words for ``key`` with their blanks as written."""
        return self._by_key[key]


@cache
def words_from(folder: Path, language: str) -> Words:
    """Read one language of a folder of ``<language>.toml`` files.

    Raises:
        KeyError: there is no such language.
    """
    if language not in LANGUAGES:
        raise KeyError(f"no language {language!r}; there are {', '.join(LANGUAGES)}")
    tree = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return Words(language, dict(_flat(tree)))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Turn nested tables into dotted keys."""
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        path = f"{prefix}{key}"
        pairs += _flat(value, f"{path}.") if isinstance(value, dict) else [(path, str(value))]
    return pairs


def language_of_environment() -> str:
    """Tell in which language a command answers: that of the system, Chinese where it has none."""
    said = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(k))), "")
    chosen = said.partition(".")[0].lower()
    if chosen in NO_CHOICE or chosen.startswith(DEFAULT_LANGUAGE):
        return DEFAULT_LANGUAGE
    return "en"
