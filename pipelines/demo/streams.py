"""Random numbers that stay the same when something else in the generator changes."""

import hashlib
from dataclasses import dataclass

import numpy as np

WORD = 4


@dataclass(frozen=True, slots=True)
class Streams:
    """A family of independent random streams.

    Attributes:
        seed: the one number that everything is drawn from.
    """

    seed: int

    def of(self, *names: str) -> np.random.Generator:
        """Open the stream of that name; the same name always gives the same numbers."""
        digest = hashlib.sha256("/".join(names).encode()).digest()
        key = tuple(
            int.from_bytes(digest[at : at + WORD], "big") for at in range(0, len(digest), WORD)
        )
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=key))
