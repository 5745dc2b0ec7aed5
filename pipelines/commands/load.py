"""``load``: read, check and land files; say of every file what became of it."""

import argparse
import datetime as dt
import re
from pathlib import Path

from pipelines.commands.console import DONE, Console, OperatorError
from pipelines.commands.explain import explain
from pipelines.commands.report import as_json, report
from pipelines.load import SETTLING, load
from pipelines.local_time import local
from pipelines.mapping import read_mapping
from pipelines.request import LoadRequest
from pipelines.scope import Scope
from pipelines.sources import SOURCES
from warehouse.ledger import Manifest

SOME_QUARANTINED, FILE_REFUSED = 3, 4
EVERYTHING = "all"
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Load; exit 0 when all was read, 3 if records were quarantined, 4 if a file was refused."""
    request = _request(arguments)
    if arguments.explain:
        return explain(console, request)
    manifest = load_shown(console, request)
    if console.is_json:
        console.answer(as_json(manifest, console.language))
    else:
        report(console, manifest)
    return exit_code(manifest)


def load_shown(console: Console, request: LoadRequest) -> Manifest:
    """Load, showing how far it is."""

    def spoken(stage: str) -> str:
        return console.words("load.settling") if stage == SETTLING else stage

    with console.progress(spoken=spoken) as progress:
        return load(console.data_dir, request, progress=progress)


def _request(arguments: argparse.Namespace) -> LoadRequest:
    if arguments.source is not None and arguments.source not in SOURCES:
        known = ", ".join(SOURCES)
        raise OperatorError("load.no_such_source", source=arguments.source, known=known)
    return LoadRequest(
        paths=tuple(Path(name) for name in arguments.paths),
        source=arguments.source,
        mappings=tuple(read_mapping(Path(name)) for name in arguments.mapping or ()),
        mode=arguments.mode,
        scope=_scope(arguments.mode, arguments.scope or []),
        as_of=_moment(arguments.as_of),
    )


def _scope(mode: str, said: list[str]) -> Scope:
    """Read what ``replace`` takes away."""
    if said and mode != "replace":
        raise OperatorError("load.scope_without_replace")
    if mode == "replace" and not said:
        raise OperatorError("load.replace_needs_scope")
    if said == [EVERYTHING]:
        return Scope()
    months, areas = [], []
    for one in said:
        name, _, value = one.partition("=")
        if name == "month" and MONTH.fullmatch(value):
            months.append(value)
        elif name == "area" and value:
            areas.append(value)
        else:
            raise OperatorError("load.bad_scope", scope=one)
    return Scope(tuple(months), tuple(areas))


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    try:
        return local(dt.datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise OperatorError("load.bad_time", value=text) from error


def exit_code(manifest: Manifest) -> int:
    """Sum a load up as an exit code."""
    if any(file.refused for file in manifest.files):
        return FILE_REFUSED
    if any(file.quarantined for file in manifest.files):
        return SOME_QUARANTINED
    return DONE
