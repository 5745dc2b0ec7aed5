"""Tell what a file delivers from its name and its header."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.refusal import RefusedFileError
from pipelines.source import Source
from pipelines.sources import SOURCES

# Templates mark required columns with a star and give units in brackets after the name.
DECORATION = re.compile(r"[*＊]|[(（][^)）]*[)）]$|\s+")


@dataclass(frozen=True, slots=True)
class Headings:
    """How a delivered header names the columns of a source.

    Attributes:
        by_column: column of the contract → delivered header.
        extra: delivered headers that the contract does not know; they are left aside.
    """

    by_column: Mapping[str, str]
    extra: tuple[str, ...]


def plain(name: str) -> str:
    """Bring a column name to the form in which names are compared."""
    return DECORATION.sub("", unicodedata.normalize("NFKC", name).strip("\ufeff \t")).casefold()


@cache
def names_of(source_name: str) -> Mapping[str, str]:
    """List every accepted name of a source's columns: plain name → column of the contract."""
    return {
        plain(name): field.name
        for field in SOURCES[source_name].fields
        for name in (*reversed(field.names), field.name)
    }


@cache
def all_names() -> frozenset[str]:
    """List every accepted name of every source's columns."""
    return frozenset(name for source in SOURCES for name in names_of(source))


def share_of_known_names(cells: Sequence[str], names: Iterable[str] | None = None) -> float:
    """Tell how much of a record reads like a header: the share of its cells that are names."""
    known = all_names() if names is None else {plain(name) for name in names}
    filled = [plain(cell) for cell in cells if cell and cell.strip()]
    return sum(cell in known for cell in filled) / len(filled) if filled else 0.0


def headings(header: Sequence[str], source: Source) -> Headings:
    """Match a delivered header with the columns of ``source``.

    Raises:
        RefusedFileError: two headers name one column, or a required column is not there.
    """
    names = names_of(source.name)
    by_column: dict[str, str] = {}
    for name in header:
        column = names.get(plain(name))
        if column is None:
            continue
        if column in by_column:
            raise RefusedFileError("repeated_header", column=f"{by_column[column]}, {name}")
        by_column[column] = name
    if missing := [column for column in source.required if column not in by_column]:
        raise RefusedFileError(
            "missing_columns",
            missing=", ".join(_both_names(source, column) for column in missing),
            found=", ".join(header),
        )
    return Headings(by_column, tuple(name for name in header if name not in by_column.values()))


def _both_names(source: Source, column: str) -> str:
    chinese = next(field.names[0] for field in source.fields if field.name == column)
    return f"{column} {chinese}"


def place(header: Sequence[str], *, file_name: str) -> Source:
    """Tell which source a file delivers.

    The name decides where it begins with a source's name, unless the header lacks columns that
    source requires and has all that another does; otherwise the source whose required columns
    are all there and that knows most of the header.

    Raises:
        RefusedFileError: no source fits, or two fit equally well.
    """
    known = [plain(name) for name in header]
    named = _by_name(file_name)
    scores = sorted(
        ((_fit(known, source), source.name) for source in SOURCES.values()), reverse=True
    )
    (best, name), (second, _) = scores[:2]
    is_clear = best not in {0, second}
    if named and (_fit(known, named) or not is_clear):
        return named
    if not is_clear:
        raise RefusedFileError("unknown_source", found=", ".join(header))
    return SOURCES[name]


def _by_name(file_name: str) -> Source | None:
    stem = plain(file_name.rpartition("/")[2].rpartition(".")[0])
    prefixes = {plain(name): source for source in SOURCES.values() for name in _titles(source)}
    # Longest first: `grid_members_2020` is not a file of grids, 事项环节 not one of 事项.
    for prefix in sorted(prefixes, key=len, reverse=True):
        if stem.startswith(prefix):
            return prefixes[prefix]
    return None


def _titles(source: Source) -> tuple[str, str]:
    return source.name, source.title_zh


def _fit(known: Sequence[str], source: Source) -> int:
    names = names_of(source.name)
    matched = {names[name] for name in known if name in names}
    return len(matched) if set(source.required) <= matched else 0
