"""The report: a table for the terminal and a page for the documentation."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from platform import python_version

import psutil

from benchmarks.figure import Figure

HEADER = ("figure", "value", "goal", "met", "note")
PACKAGES = ("streamlit", "duckdb", "polars", "plotly")
OPENING = """\
# Benchmarks

Written by `make bench` on {day}, on {cores} cores and {memory:.0f} GB of memory, Python {python}, \
{packages}. The machine's load average was {load:.1f} when the run began: on a machine with other \
work, seconds grow and ratios stay. A goal that was missed is reported as missed; no test waits \
for any of these figures.
"""


def as_text(figures: Sequence[Figure]) -> str:
    """Set figures as lines for a terminal."""
    rows = [_cells(one) for one in figures]
    widths = [max(len(row[i]) for row in [HEADER, *rows]) for i in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    )


def as_markdown(parts: Mapping[str, Sequence[Figure]], *, load: float) -> str:
    """Set the figures of every part as a page; ``load`` is the load average at the start."""
    opening = OPENING.format(
        day=f"{dt.datetime.now(dt.UTC):%Y-%m-%d}",
        cores=os.cpu_count(),
        memory=psutil.virtual_memory().total / 1e9,
        python=python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in PACKAGES),
        load=load,
    )
    return "\n".join([opening, *(_section(name, figures) for name, figures in parts.items())])


def _section(name: str, figures: Sequence[Figure]) -> str:
    rows = [HEADER, ("---",) * len(HEADER), *(_cells(one) for one in figures)]
    lines = ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    return f"## {name.capitalize()}\n\n" + "\n".join(lines) + "\n"


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    met = {None: "", True: "yes", False: "**no**"}[figure.is_met]
    return (
        figure.name,
        f"{_number(figure.value)} {figure.unit}".strip(),
        figure.goal,
        met,
        figure.note,
    )


def _number(value: float) -> str:
    """Write three figures, or all of a large or whole number."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
