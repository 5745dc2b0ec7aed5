"""Find the delivered files among the paths an operator names."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# What may lie in a delivery's folder beside data: notes, mappings, descriptions, half transfers.
ASIDE = (".toml", ".md", ".part", ".partial", ".tmp", ".crdownload", ".filepart")
# Characters that would break a line, write backwards, or are no text at all.
NOT_SHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """One file of a load.

    Attributes:
        path: where it lies.
        name: its name below the path that was named, with ``/``; what reports show.
        root: the path that was named.
    """

    path: Path
    name: str
    root: Path


def delivered_files(paths: Iterable[Path]) -> Iterator[DeliveredFile]:
    """Yield every file to load, folders in the order of their names.

    A path that names a file is taken whatever its name; inside folders, hidden files, notes
    and descriptions are passed over. Where several paths are named, a file's name begins with
    that of its folder.

    Raises:
        OSError: a named path does not exist, or a folder cannot be looked into.
    """
    roots = list(paths)
    for root in roots:
        if not root.is_dir():
            root.lstat()
            yield DeliveredFile(root, shown(root.name), root)
            continue
        for path in sorted(_files_below(root)):
            inside = path.relative_to(root)
            if _is_data(inside):
                name = inside if len(roots) == 1 else Path(root.name) / inside
                yield DeliveredFile(path, shown(name.as_posix()), root)


def _files_below(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root, onerror=_raise):
        yield from (Path(folder) / name for name in names)


def _raise(error: OSError) -> None:
    raise error


def _is_data(inside: Path) -> bool:
    is_hidden = any(part.startswith((".", "~$")) for part in inside.parts)
    is_description = inside.suffix.lower() in ASIDE or inside.stem.upper() == "README"
    return not (is_hidden or is_description)


def shown(name: str) -> str:
    """Write a file's name so that it can be shown and recorded: on one line, left to right."""
    return NOT_SHOWN.sub("\ufffd", name)[:LONGEST_NAME]
