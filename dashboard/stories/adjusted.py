"""What becomes of the comparison once every street has the district's mix."""

from collections.abc import Sequence

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import name_of, short_area_name
from dashboard.charts.spec import Wording
from dashboard.stories.phrases import capital, counted, listed
from dashboard.text import Words
from warehouse.catalog import Metric

NAMED = 3


def adjusted_title(rows: pl.DataFrame, words: Words) -> str:
    """Say whose verdict the mix explains, and how far values move.

    Args:
        rows: one row a street, as ``dashboard.scenes.adjusted`` makes them: ``value`` adjusted,
            ``crude``, ``outcome`` and ``outcome_crude``.
        words: in the reader's language.
    """
    known = rows.filter(pl.col("value").is_not_null())
    if not known.height:
        return words("adjusted.nothing")
    changed = known.filter(pl.col("outcome") != pl.col("outcome_crude"))
    if not changed.height:
        return capital(words("adjusted.unchanged", count=counted(known.height, words)))
    names = [short_area_name(row, words) for row in changed.iter_rows(named=True)]
    said = (
        listed(names, words)
        if len(names) <= NAMED
        else words("score.streets", count=counted(len(names), words)).removesuffix("各")
    )
    return capital(words("adjusted.changed", names=said))


def adjusted_texts(
    title: str, metric: Metric, *, dimension: str, period: str, words: Words
) -> Wording:
    """Give the wording of the adjusted comparison."""
    note = words(
        "adjusted.note",
        metric=name_of(metric, words),
        unit=words(f"unit.{metric.unit}"),
        period=period,
        dimension=words(f"dimension.{dimension}"),
    )
    return Wording(title, note, reading=words("adjusted.reading"))


def adjusted_notes(
    rows: pl.DataFrame, metric: Metric, *, reasons: Sequence[str], words: Words
) -> tuple[str, ...]:
    """Say how the adjustment is made, how far it moves values, and who has none."""
    known = rows.filter(pl.col("value").is_not_null() & pl.col("crude").is_not_null())
    said = [words("adjusted.how")]
    if known.height:
        moved = float((known["value"] - known["crude"]).abs().to_numpy().max())
        number = fmt.NumberFormat.of(metric.unit)
        change = number.change(moved, words.language).lstrip("+±")
        said.append(words("adjusted.most", change=change))
    said += [words(f"adjusted.reason_{one}") for one in dict.fromkeys(reasons)]
    return tuple(said)
