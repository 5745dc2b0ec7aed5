"""Find rows that share a key without holding the keys of a whole delivery in memory."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Positions = NDArray[np.int64]

# Hashes compared at a time: bounds the memory to 4 million of 8 bytes and their positions.
AT_A_TIME = 1 << 22


class KeyFile:
    """The hashed keys of one file's accepted rows, in the order they were written."""

    def __init__(self, path: Path, key: tuple[str, ...]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        self.path = path
        self._key = key

    def add(self, rows: pl.DataFrame) -> None:
        """Remember the keys of ``rows``, which follow those added before."""
        if rows.height:
            with self.path.open("ab") as file:
                file.write(rows.select(self._key).hash_rows(seed=0).to_numpy().tobytes())


def repeated(files: Sequence[Path]) -> Positions:
    """Give the positions of rows whose hashed key stands more than once.

    Args:
        files: paths of `KeyFile`; positions count through them in order.

    Returns:
        Positions in order. Two keys may share a hash: whoever asks compares the keys.
    """
    filled = [path for path in files if path.stat().st_size]
    if not filled:
        return np.empty(0, dtype=np.int64)
    hashes = [np.memmap(path, dtype=np.uint64, mode="r") for path in filled]
    starts = np.cumsum([0, *map(len, hashes)])
    rounds = -(-int(starts[-1]) // AT_A_TIME)
    found = [_repeated_in_round(hashes, starts, (turn, rounds)) for turn in range(rounds)]
    return np.sort(np.concatenate(found))


def _repeated_in_round(
    files: Sequence[Hashes], starts: Positions, turn: tuple[int, int]
) -> Positions:
    """Compare the hashes that fall to one round; rounds part them by their remainder."""
    mine, rounds = turn
    values, positions = list[Hashes](), list[Positions]()
    for hashes, start in zip(files, starts, strict=False):
        for first in range(0, len(hashes), AT_A_TIME):
            chunk = np.asarray(hashes[first : first + AT_A_TIME])
            here = np.flatnonzero(chunk % np.uint64(rounds) == mine)
            values.append(chunk[here])
            positions.append(here + (start + first))
    value, position = np.concatenate(values), np.concatenate(positions)
    order = np.argsort(value, kind="stable")
    is_twin = np.zeros(len(value), dtype=bool)
    same = value[order][1:] == value[order][:-1]
    is_twin[1:] |= same
    is_twin[:-1] |= same
    return position[order[is_twin]]
