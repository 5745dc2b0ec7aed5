"""Mapping files: how a city's existing export becomes rows of a source, without code.

`docs/mapping.md` is the reference for those who write them. A mapping turns delivered text into
text under the contract's own column names (`columns`); everything after that is as for any
delivery. `reader` holds what a mapping file may say.
"""

from pipelines.mapping.columns import MappedColumn
from pipelines.mapping.file import AreasFromData, BoundMapping, Mapped, Mapping
from pipelines.mapping.reader import read_mapping

__all__ = [
    "AreasFromData",
    "BoundMapping",
    "Mapped",
    "MappedColumn",
    "Mapping",
    "read_mapping",
]
