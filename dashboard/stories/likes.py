"""What a street comes to among those that are most like it."""

from collections.abc import Iterator, Mapping

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import name_of, short_area_name
from dashboard.charts.spec import Wording
from dashboard.stories.phrases import capital, counted, listed
from dashboard.text import Words
from warehouse.catalog import Interval, Metric
from warehouse.likeness import VARIABLES, Likeness
from warehouse.statistics import Outcome

Said = Mapping[str, Outcome]
# In the order of telling; what was not compared comes last.
TOLD = (
    *(Outcome.BETTER, Outcome.WORSE, Outcome.HIGHER, Outcome.LOWER),
    *(Outcome.SIMILAR, Outcome.NOT_COMPARED),
)


def likes_title(values: pl.DataFrame, own: str, said: Said, metric: Metric, words: Words) -> str:
    """Say which of the nearest streets the chosen one clearly differs from.

    Args:
        values: one row a street: the chosen one and those nearest to it.
        own: code of the chosen one.
        said: how it compares with each of the others, the nearest first.
        metric: what is compared.
        words: in the reader's language.
    """
    names = names_of(values, words)
    if own not in names or not said:
        return capital(words("likes.nothing"))
    known = {"name": names[own], "metric": name_of(metric, words)}
    if set(said.values()) == {Outcome.SIMILAR}:
        count = counted(len(said), words)
        return capital(words("likes.alike", **known, count=count))
    if set(said.values()) == {Outcome.NOT_COMPARED}:
        return capital(words("likes.not_judged", **known))
    parts = [
        words(f"likes.{outcome}", names=listed(found, words))
        for outcome in TOLD
        if (found := [names[code] for code, one in said.items() if one == outcome])
    ]
    return capital(words("likes.differs", **known, parts=words("likes.part").join(parts)))


def names_of(rows: pl.DataFrame, words: Words) -> dict[str, str]:
    """Give the short names of streets by code."""
    return {row["area_code"]: short_area_name(row, words) for row in rows.iter_rows(named=True)}


def likes_texts(
    title: str, values: pl.DataFrame, metric: Metric, *, period: str, words: Words
) -> Wording:
    """Give the wording of the values side by side."""
    note = words(
        "likes.note",
        metric=name_of(metric, words),
        unit=words(f"unit.{metric.unit}"),
        period=period,
        n=fmt.count(float(values["n"].sum()) if values["n"].drop_nulls().len() else None),
    )
    full = metric.interval is Interval.NONE
    return Wording(title, note, reading=words("likes.reading_full" if full else "likes.reading"))


def context_texts(context: pl.DataFrame, like: Likeness, *, period: str, words: Words) -> Wording:
    """Give the wording of the table of contexts: who is nearest."""
    names = names_of(context, words)
    if not like.nearest:
        title = capital(words("likes.nothing"))
    else:
        nearest = listed([names[code] for code in like.nearest], words)
        title = capital(words("likes.nearest", name=names[like.own], names=nearest))
    note = words("likes.context_note", period=period, count=counted(context.height, words))
    return Wording(title, note, reading=words("likes.context_reading"))


def likes_notes(
    context: pl.DataFrame, like: Likeness, metric: Metric, words: Words
) -> Iterator[str]:
    """Say how nearness is measured, what it leaves out, and how differences are judged."""
    yield words("likes.how", count=len(VARIABLES))
    yield words("likes.not_mutual")
    yield words("likes.left_out")
    unknown = context.height - 1 - len(like.order)
    if like.order and unknown:
        yield words("likes.unknown", count=counted(unknown, words))
    if like.nearest:
        yield words("likes.full" if metric.interval is Interval.NONE else "likes.tested")
