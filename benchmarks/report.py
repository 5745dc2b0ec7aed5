"""The report: a table for the terminal and a page for the documentation."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from platform import python_version

import psutil

from benchmarks.figure import Figure

HEADER = ("figure", "value", "goal", "met", "note")
PACKAGES = ("streamlit", "duckdb", "polars", "plotly")
OPENING = """\
# Benchmarks

Written by `make bench` on {day}, on {cores} cores and {memory:.0f} GB of memory, Python {python}, \
{packages}. A goal that was missed is reported as missed; no test waits for any of these figures.
"""
ALONE = "The machine had little else to do: its load average was {load:.1f} when this part began."
BUSY = (
    "The machine was busy with other work: its load average was {load:.1f} on {cores} cores when "
    "this part began. Seconds are longer than they would be alone, ratios less so."
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the benchmark measured.

    Attributes:
        name: of its module.
        figures: what it found.
        load: the machine's load average when it began.
    """

    name: str
    figures: Sequence[Figure]
    load: float


def as_text(figures: Sequence[Figure]) -> str:
    """Set figures as lines for a terminal."""
    rows = [_cells(one) for one in figures]
    widths = [max(len(row[i]) for row in [HEADER, *rows]) for i in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    )


def as_markdown(parts: Sequence[Part]) -> str:
    """Set the figures of every part as a page."""
    opening = OPENING.format(
        day=f"{dt.datetime.now(dt.UTC):%Y-%m-%d}",
        cores=os.cpu_count(),
        memory=psutil.virtual_memory().total / 1e9,
        python=python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in PACKAGES),
    )
    return "\n".join([opening, *map(_section, parts)])


def _section(part: Part) -> str:
    cores = os.cpu_count() or 1
    how = (BUSY if part.load > cores / 2 else ALONE).format(load=part.load, cores=cores)
    rows = [HEADER, ("---",) * len(HEADER), *map(_cells, part.figures)]
    lines = ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    return f"## {part.name.capitalize()}\n\n{how}\n\n" + "\n".join(lines) + "\n"


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
