"""What areas cannot change, side by side: the chosen one first, then by how like it they are."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Table
from dashboard.format import NumberFormat


@dataclass(frozen=True, slots=True)
class ContextCell:
    """One number: unrounded, null where nobody knows it; and as written."""

    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One area.

    Attributes:
        key: area code.
        name: in the reader's language.
        cells: one a column.
        distance: 0 is the same context, 1 the farthest area; null to itself and where unknown.
        distance_text: as written.
        is_own: whether it is the area that the others are compared with.
        is_near: whether it is among those that are compared with it.
    """

    key: str
    name: str
    cells: tuple[ContextCell, ...]
    distance: float | None
    distance_text: str
    is_own: bool = False
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class ContextTable:
    """Areas by variables, nearest first.

    Attributes:
        face: what every chart has.
        columns: the variables with their units.
        numbers: how each variable is written, and last how distances are.
        rows: the chosen area, then the others in the order of drawing.
        headings: of the areas and of their distance.
    """

    face: Face
    columns: tuple[str, ...]
    numbers: tuple[NumberFormat, ...]
    rows: tuple[ContextRow, ...]
    headings: tuple[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    def table(self) -> Table:
        """Give the numbers as a table."""
        area, distance = self.headings
        return Table(
            (area, *self.columns, distance),
            tuple(
                (row.name, *(cell.value for cell in row.cells), row.distance) for row in self.rows
            ),
        )
