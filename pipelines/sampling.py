"""What loading would do to the first rows of a file; nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from pipelines.accept import Accepted
from pipelines.deliveries import DeliveredFile
from pipelines.opening import Opener
from pipelines.reading.facts import inspect
from pipelines.source import Source


@dataclass(frozen=True, slots=True)
class Sample:
    """What loading would do to the first rows of a file.

    Attributes:
        file: its name.
        source: what it delivers.
        origins: column of the contract → where its text comes from.
        left_aside: delivered columns that nobody takes.
        delivered: the first rows as they were delivered, with ``source_line``.
        accepted: the same rows, parted.
    """

    file: str
    source: Source
    origins: Mapping[str, str]
    left_aside: tuple[str, ...]
    delivered: pl.DataFrame
    accepted: Accepted


def sample(opener: Opener, file: DeliveredFile, *, rows: int) -> Sample:
    """Part the first rows of a file.

    Raises:
        RefusedFileError: nothing of the file could be taken.
    """
    opened = opener.open(file, inspect(file.path))
    batch = next(opened.delivery.batches())
    first = replace(batch, rows=batch.rows.head(rows), broken=batch.broken.head(rows))
    return Sample(
        file.name,
        opened.source,
        opened.origins,
        opened.left_aside,
        first.rows,
        opened.part(first),
    )
