"""Find rows that share a key without holding the keys of a whole delivery in memory."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Positions = NDArray[np.int64]

# Hashes compared at a time, and read at a time: 16 and 8 MB.
AT_A_TIME = 1 << 21
CHUNK = 1 << 20


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


def repeated(files: Sequence[Path]) -> Iterator[Positions]:
    """Give the positions of rows whose hashed key stands more than once.

    Args:
        files: paths of `KeyFile`; positions count through them in order.

    Yields:
        Positions in order; rows with the same hash come together. Two keys may share a hash:
        whoever asks compares the keys.
    """
    total = sum(path.stat().st_size for path in files) // np.dtype(np.uint64).itemsize
    # A power of two, so that a mask tells the round a hash falls to.
    rounds = 1 << max(0, (total - 1).bit_length() - (AT_A_TIME.bit_length() - 1))
    for turn in range(rounds):
        found = _repeated_in_round(files, np.uint64(turn), np.uint64(rounds - 1))
        if found.size:
            yield found


def _repeated_in_round(files: Sequence[Path], turn: np.uint64, mask: np.uint64) -> Positions:
    """Compare the hashes that fall to one round; what is repeated is looked up again."""
    mine = [chunk[chunk & mask == turn] for _, chunk in _chunks(files)]
    if not mine:
        return np.empty(0, np.int64)
    hashes = np.concatenate(mine)
    del mine
    hashes.sort()
    twice = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
    del hashes
    if not twice.size:
        return np.empty(0, np.int64)
    places = [np.flatnonzero(np.isin(chunk, twice)) + start for start, chunk in _chunks(files)]
    return np.concatenate(places)


def _chunks(files: Sequence[Path]) -> Iterator[tuple[int, Hashes]]:
    """Yield the hashes of all files piece by piece, each with the position it starts at."""
    start = 0
    for path in files:
        with path.open("rb") as file:
            while (chunk := np.fromfile(file, np.uint64, CHUNK)).size:
                yield start, chunk
                start += chunk.size
