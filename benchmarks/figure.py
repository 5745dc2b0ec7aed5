"""One measured figure and what was asked of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report.

    Attributes:
        name: what was measured.
        value: how much.
        unit: of the value, as it is printed: ``s``, ``MB``, ``rows/s``, ``×``.
        goal: what was asked, as it is printed: ``≤ 1.0 s``; empty where nothing was.
        is_met: whether it was reached; null where nothing was asked.
        note: what the reader must know; where a goal was missed, why.
    """

    name: str
    value: float
    unit: str
    goal: str = ""
    is_met: bool | None = None
    note: str = ""

    @classmethod
    def at_most(
        cls, name: str, value: float, *, limit: float, unit: str, note: str = ""
    ) -> "Figure":
        """Make a figure that should not pass a limit."""
        return cls(name, value, unit, f"≤ {limit:g} {unit}".strip(), value <= limit, note)

    @classmethod
    def at_least(
        cls, name: str, value: float, *, limit: float, unit: str, note: str = ""
    ) -> "Figure":
        """Make a figure that should reach a floor."""
        return cls(name, value, unit, f"≥ {limit:g} {unit}".strip(), value >= limit, note)
