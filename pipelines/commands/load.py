"""``load``: read, check and land files; say of every file what became of it."""

import argparse
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.commands.console import Console, OperatorError, Progress
from pipelines.commands.explain import explain
from pipelines.delivery_note import DeliveryNoteError
from pipelines.intake import LoadRequest
from pipelines.load import load
from pipelines.mapping import Mapping, MappingError
from pipelines.sources import SOURCES
from warehouse.ledger import FileRecord, Manifest
from warehouse.reasons import reasons

ALL_READ, SOME_QUARANTINED, FILE_REFUSED = 0, 3, 4
MODES = ("append", "upsert", "replace")


def run(arguments: argparse.Namespace) -> int:
    """Load; exit 0 when all was read, 3 if records were quarantined, 4 if a file was refused."""
    console = Console.of(arguments)
    request = _request(arguments)
    if arguments.explain:
        return explain(console, request)
    progress = Progress()
    try:
        manifest = load(console.data_dir, request, progress=progress)
    except FileNotFoundError as error:
        raise OperatorError("load.no_such_path", path=error.args[0]) from error
    except DeliveryNoteError as error:
        raise OperatorError("load.bad_note", why=error) from error
    finally:
        progress.close()
    if console.is_json:
        console.answer(as_json(manifest, console.words.language))
    else:
        report(console, manifest)
    return exit_code(manifest)


def _request(arguments: argparse.Namespace) -> LoadRequest:
    if arguments.source is not None and arguments.source not in SOURCES:
        known = ", ".join(SOURCES)
        raise OperatorError("load.no_such_source", source=arguments.source, known=known)
    try:
        mappings = tuple(Mapping.from_file(Path(name)) for name in arguments.mapping or ())
    except MappingError as error:
        raise OperatorError("load.bad_mapping", why=error) from error
    return LoadRequest(
        paths=tuple(Path(name) for name in arguments.paths),
        source=arguments.source,
        mappings=mappings,
        mode=arguments.mode,
        scope=_scope(arguments),
        as_of=_moment(arguments.as_of),
    )


def _scope(arguments: argparse.Namespace) -> dict[str, Any]:
    """Read what ``replace`` takes away."""
    said: list[str] = arguments.scope or []
    if arguments.mode == "replace" and not said:
        raise OperatorError("load.replace_needs_scope")
    scope: dict[str, list[str]] = {"months": [], "areas": []}
    for one in said:
        name, _, value = one.partition("=")
        if one == "all":
            continue
        if name not in {"month", "area"} or not value:
            raise OperatorError("load.bad_scope", scope=one)
        scope[f"{name}s"].append(value)
    return scope if said else {}


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise OperatorError("load.bad_time", value=text) from error


def exit_code(manifest: Manifest) -> int:
    """Sum a load up as an exit code."""
    if any(file.refused for file in manifest.files):
        return FILE_REFUSED
    if any(file.quarantined for file in manifest.files):
        return SOME_QUARANTINED
    return ALL_READ


def as_json(manifest: Manifest, language: str) -> dict[str, Any]:
    """Write a load's account for a program."""
    return {
        "load_id": manifest.load_id,
        "load_seq": manifest.load_seq,
        "mode": manifest.mode,
        "files": [_file_as_json(file, language) for file in delivered(manifest)],
        "derived": [
            {"source": file.source, "accepted": file.accepted}
            for file in manifest.files
            if file.is_derived
        ],
    }


def delivered(manifest: Manifest) -> list[FileRecord]:
    """List the files that were delivered, without what was made of them."""
    return [file for file in manifest.files if not file.is_derived]


def _file_as_json(file: FileRecord, language: str) -> dict[str, Any]:
    return {
        "file": file.file,
        "source": file.source,
        "records": file.records,
        "accepted": file.accepted,
        "quarantined": file.quarantined,
        "skipped": file.skipped,
        "refused": file.refused,
        "message": refusal(file, language),
        "reasons": dict(file.reasons),
        "notes": dict(file.notes),
        "encoding": file.encoding,
        "sheet": file.sheet,
        "mapping": file.mapping,
        "earliest": file.earliest,
        "latest": file.latest,
    }


def refusal(file: FileRecord, language: str) -> str | None:
    """Say why a file was refused and what to do; null when it was taken."""
    if file.refused is None:
        return None
    sentence = reasons()[file.refused].say(language, file.details)
    return f"{file.file}{'：' if language == 'zh' else ': '}{sentence}"


def report(console: Console, manifest: Manifest) -> None:
    """Write a load's account for a person."""
    language = console.words.language
    files = delivered(manifest)
    if not files:
        console.complain("load.nothing")
    for file in files:
        if file.refused:
            console.complain(
                "load.refused",
                file=file.file,
                why=reasons()[file.refused].say(language, file.details),
            )
            continue
        console.say("load.line", file=file.file, **_grouped(_counts([file])))
        for code, count in file.reasons.items():
            console.say("load.reason", count=f"{count:,}", what=reasons()[code].what[language])
    for file in manifest.files:
        if file.is_derived and file.source:
            source = SOURCES[file.source]
            title = source.title_zh if language == "zh" else source.title_en
            console.say("load.derived", rows=f"{file.accepted:,}", title=title)
    counts = _counts(files)
    console.say(
        "load.done",
        seq=manifest.load_seq,
        load_id=manifest.load_id,
        files=len(files),
        **_grouped({name: counts[name] for name in ("accepted", "quarantined", "skipped")}),
    )
    if counts["quarantined"]:
        console.say("load.see_rejected")


def _counts(files: Iterable[FileRecord]) -> dict[str, int]:
    names = ("records", "accepted", "quarantined", "skipped")
    return {name: sum(getattr(file, name) for file in files) for name in names}


def _grouped(counts: dict[str, int]) -> dict[str, str]:
    return {name: f"{count:,}" for name, count in counts.items()}
