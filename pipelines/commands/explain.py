"""``load --explain``: what loading would do to the first rows of each file; nothing is kept."""

from collections.abc import Iterator
from typing import Any

from pipelines.commands.console import DONE, Console
from pipelines.deliveries import delivered_files
from pipelines.local_time import local_now
from pipelines.opening import Opener
from pipelines.refusal import RefusedFileError
from pipelines.request import LoadRequest
from pipelines.sampling import Sample, sample
from warehouse.reasons import reasons, say_row

FIRST_ROWS = 5


def explain(console: Console, request: LoadRequest) -> int:
    """Say, for each file, where every column comes from and what becomes of its first rows."""
    opener = Opener(request, now=local_now())
    samples: list[dict[str, object]] = []
    for file in delivered_files(request.paths):
        try:
            taken = sample(opener, file, rows=FIRST_ROWS)
        except RefusedFileError as refusal:
            why = reasons()[refusal.reason].say(console.language, refusal.details)
            console.complain("load.refused", file=file.name, why=why)
            samples.append({"file": file.name, "refused": refusal.reason, "message": why})
            continue
        samples.append(_as_json(taken, console.language))
        _say(console, taken)
    if console.is_json:
        console.answer({"files": samples})
    return DONE


def _say(console: Console, taken: Sample) -> None:
    console.say("explain.file", file=taken.file, source=taken.source.name)
    for column, origin in taken.origins.items():
        said = origin or console.words("explain.identical")
        console.say("explain.column", column=column, origin=said)
    if taken.left_aside:
        console.say("load.left_aside", columns=", ".join(taken.left_aside))
    wrong = _sentences(taken, console.language)
    rows = {row["source_line"]: row for row in taken.accepted.rows.iter_rows(named=True)}
    given = {row["source_line"]: row for row in taken.delivered.iter_rows(named=True)}
    for line in sorted({*rows, *wrong}):
        console.say("explain.row", line=line)
        console.say("explain.delivered", row=_shown(given.get(line, {})))
        if line in rows:
            console.say("explain.accepted", row=_shown(rows[line]))
        for why in wrong.get(line, ()):
            console.say("explain.rejected", why=why)


def _shown(row: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in _filled(row))


def _filled(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return (
        (name, value) for name, value in row.items() if value is not None and name != "source_line"
    )


def _sentences(taken: Sample, language: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in taken.accepted.quarantine.iter_rows(named=True):
        why = say_row(
            row["reason"],
            language=language,
            line=row["source_line"],
            cell=(row["column"], row["value"]),
            hint=row["hint"],
        )
        found.setdefault(row["source_line"], []).append(why)
    return found


def _as_json(taken: Sample, language: str) -> dict[str, object]:
    return {
        "file": taken.file,
        "source": taken.source.name,
        "columns": dict(taken.origins),
        "left_aside": list(taken.left_aside),
        "delivered": taken.delivered.to_dicts(),
        "accepted": taken.accepted.rows.to_dicts(),
        "quarantined": _sentences(taken, language),
    }
