"""How much of anything is taken from a delivered file."""

from dataclasses import dataclass

# Bytes of a line, and of a record with line ends inside quotation marks.
LINE_MOST = 4 << 20
# Bytes of a cell.
CELL_MOST = 1 << 16
# Characters kept of a record that cannot be a row.
RAW_MOST = 1 << 16
COLUMNS_MOST = 200
# Records among which the header is looked for.
HEAD_MOST = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child process that parses a file may use.

    Attributes:
        memory: bytes of address space.
        cpu_seconds: processor time.
        silent_seconds: how long it may go without sending anything.
    """

    memory: int = 2 << 30
    cpu_seconds: int = 600
    silent_seconds: float = 180.0


USUAL_LIMITS = Limits()
