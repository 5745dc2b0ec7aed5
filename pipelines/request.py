"""What is to be loaded, and which load it is."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pipelines.mapping import Mapping
from pipelines.scope import Scope

EVERYTHING = Scope()
MODES = ("append", "upsert", "replace")


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What an operator asks to be loaded.

    Attributes:
        paths: files and folders.
        source: name of the source, where the files do not say it themselves.
        mappings: how foreign files become rows of a source; the first that fits a file is used.
        mode: one of `MODES`.
        scope: for ``replace``: the months and areas whose earlier rows are taken away; nothing
            named means all of them.
        as_of: the cut-off the operator states, local time.
    """

    paths: tuple[Path, ...]
    source: str | None = None
    mappings: tuple[Mapping, ...] = ()
    mode: str = "append"
    scope: Scope = EVERYTHING
    as_of: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadIdentity:
    """Which load this is.

    Attributes:
        load_id: unique name.
        load_seq: number, later ones win.
        now: local time.
    """

    load_id: str
    load_seq: int
    now: dt.datetime
