"""Parse one file in a process of its own, under limits, and send its rows to standard output.

Started by `pipelines.reading.apart` with the file as standard input and an `Order` as its only
argument. A file that cannot be taken is reported on standard error; then the exit status is
``REFUSED``.
"""

import faulthandler
import json
import resource
import sys
from dataclasses import asdict, dataclass
from importlib import import_module

from pipelines.refusal import RefusedFileError

REFUSED = 3


@dataclass(frozen=True, slots=True)
class Order:
    """What the child is to do.

    Attributes:
        format: ``workbook``, ``parquet`` or ``geojson``: the module that reads it.
        memory: bytes of address space it may use.
        cpu_seconds: processor time it may use.
        sheet: the worksheet to read, where that is stated.
    """

    format: str
    memory: int
    cpu_seconds: int
    sheet: str | None = None

    def to_json(self) -> str:
        """Write the order as the child's argument."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Order":
        """Read the child's argument."""
        return cls(**json.loads(text))


def main(argument: str) -> int:
    """Carry out an order; give the exit status."""
    faulthandler.enable()
    order = Order.from_json(argument)
    _limit(order)
    try:
        # Only what the format needs is imported, and under the limits already.
        reader = import_module(f"pipelines.reading.{order.format}")
        wire = import_module("pipelines.reading.wire")
        preface, parcels = reader.read(sys.stdin.buffer, sheet=order.sheet)
        wire.send(sys.stdout.buffer, preface, parcels=parcels)
    except RefusedFileError as refusal:
        return _report(refusal)
    except MemoryError:
        return _report(RefusedFileError("reader_died", found=f"> {order.memory >> 20} MB"))
    return 0


def _limit(order: Order) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (order.memory, order.memory))
    # The first limit has a signal that tells it from others; the second ends all.
    resource.setrlimit(resource.RLIMIT_CPU, (order.cpu_seconds, order.cpu_seconds + 5))
    # The child has nothing to write but its standard output, and leaves no core behind.
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _report(refusal: RefusedFileError) -> int:
    body = {"reason": refusal.reason, "details": refusal.details}
    sys.stderr.write("\n" + json.dumps(body, ensure_ascii=False))
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
