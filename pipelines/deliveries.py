"""Find the delivered files among the paths an operator names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# What may lie in a delivery's folder beside data: notes, mappings, descriptions, half transfers.
ASIDE = (".toml", ".md", ".part", ".partial", ".tmp")


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
        FileNotFoundError: a named path does not exist.
    """
    roots = list(paths)
    for root in roots:
        if not root.is_dir():
            if not root.exists() and not root.is_symlink():
                raise FileNotFoundError(root)
            yield DeliveredFile(root, root.name, root)
            continue
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if not path.is_dir() and _is_data(inside):
                name = inside if len(roots) == 1 else Path(root.name) / inside
                yield DeliveredFile(path, name.as_posix(), root)


def _is_data(inside: Path) -> bool:
    is_hidden = any(part.startswith((".", "~$")) for part in inside.parts)
    is_description = inside.suffix.lower() in ASIDE or inside.stem.upper() == "README"
    return not (is_hidden or is_description)
