"""The account of a load: for a person line by line, for a program as JSON."""

from collections.abc import Iterable
from typing import Any

from pipelines.commands.console import LOCALES, Console
from pipelines.sources import SOURCES
from warehouse.ledger import FileRecord, Manifest
from warehouse.reasons import reasons
from warehouse.words import words_from

COUNTS = ("records", "accepted", "quarantined", "skipped")
# From here on one reason is worth a hint: it is the file that is wrong, not its rows.
MOST = 0.5
# Fewer records than this say nothing about the file.
ENOUGH = 10


def as_json(manifest: Manifest, language: str) -> dict[str, Any]:
    """Write a load's account for a program."""
    return {
        # Where there was no file there was no load.
        "load_id": manifest.load_id if manifest.files else None,
        "load_seq": manifest.load_seq if manifest.files else None,
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
        **{name: getattr(file, name) for name in COUNTS},
        "refused": file.refused,
        "message": refusal(file, language),
        "hint": hint(file, language),
        "reasons": dict(file.reasons),
        "notes": dict(file.notes),
        "left_aside": list(file.left_aside),
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


def hint(file: FileRecord, language: str) -> str | None:
    """Say what may be wrong with the file as a whole when most of its records fail alike."""
    code, count = main_reason(file)
    if code is None or file.records < ENOUGH or count < MOST * file.records:
        return None
    said = reasons()[code].hint.get(language)
    return said or words_from(LOCALES, language)("load.most_fail_alike")


def main_reason(file: FileRecord) -> tuple[str | None, int]:
    """Give the reason that most quarantined records share, and how many do."""
    if not file.reasons:
        return None, 0
    code = max(file.reasons, key=lambda one: file.reasons[one])
    return code, file.reasons[code]


def report(console: Console, manifest: Manifest) -> None:
    """Write a load's account for a person."""
    files = delivered(manifest)
    if not files:
        console.complain("load.nothing")
        return
    for file in files:
        _report_file(console, file)
    for file in manifest.files:
        if file.is_derived and file.source:
            source = SOURCES[file.source]
            title = source.title_zh if console.language == "zh" else source.title_en
            console.say("load.derived", rows=f"{file.accepted:,}", title=title)
    counts = _counts(files)
    console.say(
        "load.done",
        seq=manifest.load_seq,
        load_id=manifest.load_id,
        files=len(files),
        **{name: counts[name] for name in COUNTS[1:]},
    )
    if any(file.quarantined for file in files):
        console.say("load.see_rejected", load_id=manifest.load_id)


def _report_file(console: Console, file: FileRecord) -> None:
    language = console.language
    if file.refused:
        why = reasons()[file.refused].say(language, file.details)
        console.complain("load.refused", file=file.file, why=why)
        return
    console.say("load.line", file=file.file, **_counts([file]))
    for code, count in file.reasons.items():
        console.say("load.reason", count=f"{count:,}", what=reasons()[code].what[language])
    if said := hint(file, language):
        console.say("load.hint", hint=said)
    if file.left_aside:
        console.say("load.left_aside", columns=", ".join(file.left_aside))
    for note, count in file.notes.items():
        console.say("load.note", count=f"{count:,}", what=console.words(f"note.{note}"))


def _counts(files: Iterable[FileRecord]) -> dict[str, str]:
    listed = list(files)
    return {name: f"{sum(getattr(file, name) for file in listed):,}" for name in COUNTS}
