"""Small documents that pages keep beside the data: recipes of briefings, the log of exports."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.data_dir import DataDir
from warehouse.durable import write_durably

NAME = re.compile(r"[\w\-（）() ]{1,80}")
SUFFIX = ".json"


class ShelfError(ValueError):
    """A document cannot be kept or read; the message names it."""


@dataclass(frozen=True)
class Shelf:
    """The documents of one kind, one file each, written in one step."""

    data_dir: DataDir
    kind: str

    def names(self) -> list[str]:
        """Name the documents, sorted."""
        return sorted(path.stem for path in self._folder.glob(f"*{SUFFIX}"))

    def read(self, name: str) -> dict[str, Any]:
        """Read a document.

        Raises:
            ShelfError: there is none of this name, or it is no JSON object.
        """
        try:
            found = json.loads(self._path(name).read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError) as error:
            raise ShelfError(name) from error
        if not isinstance(found, dict):
            raise ShelfError(name)
        return found

    def write(self, name: str, document: dict[str, Any]) -> None:
        """Keep a document; one of the same name is replaced.

        Raises:
            ShelfError: the name cannot be a file's.
        """
        write_durably(self._path(name), json.dumps(document, ensure_ascii=False, indent=1))

    def remove(self, name: str) -> None:
        """Take a document away, if it is there."""
        self._path(name).unlink(missing_ok=True)

    def append(self, name: str, entry: dict[str, Any]) -> None:
        """Add one line to a log."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._log(name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def entries(self, name: str) -> list[dict[str, Any]]:
        """Read a log, oldest first; a line cut off by a crash is left out."""
        if not self._log(name).is_file():
            return []
        lines = self._log(name).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]

    @property
    def _folder(self) -> Path:
        return self.data_dir.root / self.kind

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ShelfError(name)
        return self._folder / f"{name}{SUFFIX}"

    def _log(self, name: str) -> Path:
        return self._folder / f"{name}.log"
