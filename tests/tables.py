"""Tables in tests, written as text: a header, a rule, and one line a row."""

from collections.abc import Iterable, Mapping

FLAGS = {"T": True, "F": False}
NOTHING = {"", "–"}

Cell = str | bool | None
Row = dict[str, Cell]


def read_table(text: str) -> list[Row]:
    """Read a text table; ``T`` and ``F`` are flags, ``–`` and an empty cell are nothing.

    Raises:
        ValueError: a row has not as many cells as the header, or there is no rule below it.
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    header, rule, *body = lines
    if set(rule) - set("-+ "):
        raise ValueError(f"no rule below the header: {rule}")
    names = _cells(header)
    rows = []
    for line in body:
        cells = _cells(line)
        if len(cells) != len(names):
            raise ValueError(f"{len(cells)} cells below {len(names)} names: {line}")
        rows.append({name: _cell(cell) for name, cell in zip(names, cells, strict=True)})
    return rows


def write_table(rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows as `read_table` reads them, columns aligned."""
    listed = [{name: _written(cell) for name, cell in row.items()} for row in rows]
    names = list(listed[0]) if listed else []
    widths = [max(len(name), *(len(row[name]) for row in listed)) for name in names]
    lines = [
        " | ".join(text.ljust(width) for text, width in zip(cells, widths, strict=True)).rstrip()
        for cells in (names, *([row[name] for name in names] for row in listed))
    ]
    rule = "-+-".join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) if names else ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _cell(text: str) -> Cell:
    if text in NOTHING:
        return None
    return FLAGS.get(text, text)


def _written(cell: object) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "T" if cell else "F"
    return str(cell)
