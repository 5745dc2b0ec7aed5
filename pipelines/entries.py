"""Read small TOML files that people write, and name file and entry of whatever is wrong."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

Kind = TypeVar("Kind")
KINDS: dict[type, str] = {str: "text", int: "number", bool: "flag", dict: "table", list: "list"}


class EntryError(ValueError):
    """An entry of a file that an operator wrote cannot be used.

    Attributes:
        file: name of the file.
        entry: dotted name of the entry; empty where the file as a whole is wrong.
        problem: key of the sentence below ``entry.`` in the locales.
        details: what fills its blanks.
    """

    def __init__(self, file: str, entry: str, problem: str, **details: object) -> None:
        super().__init__(file, entry, problem, details)
        self.file = file
        self.entry = entry
        self.problem = problem
        self.details = details


class Entries:
    """One table of a TOML file."""

    def __init__(self, file: str, body: dict[str, Any], *, path: str = "") -> None:
        self._file = file
        self._body = body
        self._path = path

    @classmethod
    def of(cls, path: Path) -> "Entries":
        """Read a file.

        Raises:
            EntryError: it cannot be read, or is not TOML.
        """
        try:
            return cls(path.name, tomllib.loads(path.read_text(encoding="utf-8-sig")))
        except OSError as error:
            raise EntryError(path.name, "", "unreadable", why=error.strerror) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise EntryError(path.name, "", "syntax", why=error) from error

    def wrong(self, entry: str, problem: str, **details: object) -> EntryError:
        """Make the error that names an entry of this table."""
        return EntryError(self._file, f"{self._path}{entry}", problem, **details)

    def __contains__(self, entry: str) -> bool:
        """Tell whether an entry is there."""
        return entry in self._body

    def names(self) -> list[str]:
        """Name the entries in their order."""
        return list(self._body)

    def only(self, known: Iterable[str]) -> None:
        """Make sure that nothing else is said.

        Raises:
            EntryError: there is an unknown entry.
        """
        if unknown := [name for name in self._body if name not in set(known)]:
            raise self.wrong(unknown[0], "unknown", known=", ".join(sorted(known)))

    def text(self, entry: str) -> str | None:
        """Give a text; none where the entry is absent."""
        return self._of_kind(entry, str)

    def flag(self, entry: str) -> bool:
        """Give yes or no; no where the entry is absent."""
        return bool(self._of_kind(entry, bool))

    def table(self, entry: str) -> "Entries":
        """Give a table below this one; an empty one where it is absent."""
        body = self._of_kind(entry, dict) or {}
        return Entries(self._file, body, path=f"{self._path}{entry}.")

    def texts(self, entry: str) -> tuple[str, ...]:
        """Give a list of texts, which may be a single text; empty where it is absent."""
        said = self._body.get(entry, [])
        listed = said if isinstance(said, list) else [said]
        if not all(isinstance(one, str) for one in listed):
            raise self.wrong(entry, "kind", expected="text")
        return tuple(listed)

    def plain_text(self, entry: str) -> str | None:
        """Give a text, number, date, yes or no as text; none where it is absent."""
        said = self._body.get(entry)
        if isinstance(said, dict | list):
            raise self.wrong(entry, "kind", expected="text")
        if isinstance(said, bool):
            return "true" if said else "false"
        return None if said is None else str(said)

    def choice(self, entry: str, known: Iterable[str]) -> str | None:
        """Give one of a list of words; none where it is absent."""
        said = self.text(entry)
        if said is not None and said not in set(known):
            raise self.wrong(entry, "choice", known=", ".join(known))
        return said

    def value(self, entry: str) -> object:
        """Give whatever is said; none where it is absent."""
        return self._body.get(entry)

    def _of_kind(self, entry: str, kind: type[Kind]) -> Kind | None:
        said = self._body.get(entry)
        if said is not None and not isinstance(said, kind):
            raise self.wrong(entry, "kind", expected=KINDS[kind])
        return said
