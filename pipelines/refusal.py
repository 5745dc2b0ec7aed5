"""A delivered file that cannot be taken: the one error every reader raises."""

from typing import Any


class RefusedFileError(Exception):
    """Nothing of a file is taken.

    Attributes:
        reason: a code of ``warehouse/reasons.toml``.
        details: what the sentence is filled with; text and numbers only, since the load's
            manifest keeps them.
    """

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason, details)
        self.reason = reason
        self.details = details
