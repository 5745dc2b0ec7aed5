"""``load --explain``: what loading would do to the first rows of each file; nothing is kept."""

from pipelines.commands.console import Console
from pipelines.deliveries import delivered_files
from pipelines.intake import Intake, LoadRequest, Sample
from pipelines.refusal import RefusedFileError
from warehouse.reasons import reasons, say_row

FIRST_ROWS = 5


def explain(console: Console, request: LoadRequest) -> int:
    """Say, for each file, where every column comes from and what becomes of its first rows."""
    intake = Intake.to_look(console.data_dir, request)
    samples: list[dict[str, object]] = []
    for file in delivered_files(request.paths):
        try:
            sample = intake.sample(file, rows=FIRST_ROWS)
        except RefusedFileError as refusal:
            why = reasons()[refusal.reason].say(console.words.language, refusal.details)
            console.complain("load.refused", file=file.name, why=why)
            samples.append({"file": file.name, "refused": refusal.reason, "message": why})
            continue
        samples.append(_as_json(sample, console.words.language))
        if not console.is_json:
            _say(console, sample)
    if console.is_json:
        console.answer({"files": samples})
    return 0


def _say(console: Console, sample: Sample) -> None:
    console.say("explain.file", file=sample.file, source=sample.source.name)
    for column, origin in sample.origins.items():
        said = origin or console.words("explain.identical")
        console.say("explain.column", column=column, origin=said)
    if sample.extra:
        console.say("explain.left_aside", columns=", ".join(sample.extra))
    wrong = _sentences(sample, console.words.language)
    rows = {row["source_line"]: row for row in sample.accepted.rows.iter_rows(named=True)}
    for line in sorted({*rows, *wrong}):
        console.say("explain.row", line=line)
        if line in rows:
            shown = {k: str(v) for k, v in rows[line].items() if v is not None}
            del shown["source_line"]
            console.say("explain.accepted", row=", ".join(f"{k}={v}" for k, v in shown.items()))
        for why in wrong.get(line, ()):
            console.say("explain.rejected", why=why)


def _sentences(sample: Sample, language: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in sample.accepted.quarantine.iter_rows(named=True):
        why = say_row(
            row["reason"],
            language=language,
            line=row["source_line"],
            cell=(row["column"], row["value"]),
            hint=row["hint"],
        )
        found.setdefault(row["source_line"], []).append(why)
    return found


def _as_json(sample: Sample, language: str) -> dict[str, object]:
    return {
        "file": sample.file,
        "source": sample.source.name,
        "columns": dict(sample.origins),
        "left_aside": list(sample.extra),
        "accepted": sample.accepted.rows.to_dicts(),
        "quarantined": _sentences(sample, language),
    }
