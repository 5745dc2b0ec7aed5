"""What two streets against each other come to: how many differences are sure, and for whom."""

import polars as pl

from dashboard.charts.spec import DuelChart, Tone, Wording
from dashboard.stories.phrases import capital, counted
from dashboard.text import Words


def pair_title(chart: DuelChart, words: Words) -> str:
    """Count the metrics on which either is clearly better, and those that cannot be told."""
    first = sum(row.tone is Tone.BETTER for row in chart.rows)
    second = sum(row.tone is Tone.WORSE for row in chart.rows)
    told = sum(row.difference is not None for row in chart.rows)
    if not told:
        return words("pair.nothing")
    if not first and not second:
        return words("pair.none", first=chart.names[0], second=chart.names[1], total=told)
    parts = [
        words("pair.leads", name=name, count=counted(count, words))
        for name, count in zip(chart.names, (first, second), strict=True)
        if count
    ]
    said = words(
        "pair.of",
        first=chart.names[0],
        second=chart.names[1],
        total=told,
        parts=words("pair.join").join(parts),
    )
    rest = told - first - second
    return capital(said + (words("pair.rest", count=counted(rest, words)) if rest else ""))


def pair_texts(title: str, *, period: str, names: tuple[str, str], words: Words) -> Wording:
    """Give the wording of two streets against each other."""
    note = words("pair.note", first=names[0], second=names[1], period=period)
    return Wording(title, note, reading=words("pair.reading"))


def pair_notes(rows: pl.DataFrame, words: Words) -> tuple[str, ...]:
    """Say how the differences are judged, and what the numbers needed mean."""
    tested = rows.filter(~pl.col("is_full") & pl.col("difference").is_not_null()).height
    said = [words("pair.how", tests=tested), words("pair.take")]
    if rows["is_full"].any():
        said.append(words("pair.full_note"))
    return tuple(said)
