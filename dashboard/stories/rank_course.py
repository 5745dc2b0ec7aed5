"""What ranks over the quarters say: above all, when they say nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import name_of, short_area_name, short_period
from dashboard.charts.spec import Wording
from dashboard.stories.phrases import capital
from dashboard.text import Words
from warehouse.catalog import Interval, Metric
from warehouse.periods import Period
from warehouse.statistics import Polarity

Row = Mapping[str, Any]


def course_title(ranks: pl.DataFrame, own: str, metric: Metric, words: Words) -> str:
    """Say whether a street's rank moved, and how often it is surely in one half of the table.

    Args:
        ranks: one row a street and quarter, oldest first, as ``PeerBook.ranks`` gives them.
        own: code of the street.
        metric: whose ranks they are.
        words: in the reader's language.
    """
    name = name_of(metric, words)
    if metric.polarity is Polarity.NO_JUDGEMENT:
        return capital(words("ranks.unjudged", metric=name))
    if not ranks["rank"].drop_nulls().len():
        return capital(words("ranks.nothing", metric=name))
    street = ranks.filter(pl.col("area_code") == own)
    held = _ranked(street)
    if not held:
        return words("ranks.never", name=short_area_name(street.row(0, named=True), words))
    known = {"name": short_area_name(held[-1], words), "last": _when(held[-1])}
    after = _rank(held[-1], words)
    if len(held) == 1:
        return words("ranks.once", **known, after=after)
    return _moved(_ranked(_alike(street)), known=known, words=words) + _halves(held, words)


def _ranked(street: pl.DataFrame) -> list[Row]:
    return list(street.filter(pl.col("rank").is_not_null()).iter_rows(named=True))


def _alike(street: pl.DataFrame) -> pl.DataFrame:
    """Keep the quarters up to the last ranked one that were asked in the same way as it was."""
    asked = street.with_columns(pl.col("is_break").cum_sum().alias("way"))
    last = asked.filter(pl.col("rank").is_not_null())["way"][-1]
    return asked.filter(pl.col("way") == last)


def _moved(held: list[Row], *, known: Mapping[str, str], words: Words) -> str:
    first, last = held[0], held[-1]
    after = _rank(last, words)
    if first["period"] == last["period"]:
        return words("ranks.now", **known, after=after)
    before = {"first": _when(first), "before": _rank(first, words)}
    said = words("ranks.between", **known, **before, after=after)
    return said + words(f"ranks.{verdict(first, last)}")


def verdict(first: Row, last: Row) -> str:
    """Tell whether two ranks differ: ``rose``, ``fell``, or ``overlap`` where nobody can say."""
    if last["rank_high"] < first["rank_low"]:
        return "rose"
    if last["rank_low"] > first["rank_high"]:
        return "fell"
    return "overlap"


def half(row: Row) -> str:
    """Tell in which half a rank surely lies: ``front``, ``back``, or neither."""
    middle = (row["peers"] + 1) / 2
    if row["rank_high"] < middle:
        return "front"
    return "back" if row["rank_low"] > middle else ""


def _halves(held: list[Row], words: Words) -> str:
    found = [half(row) for row in held]
    counts = {"front": found.count("front"), "back": found.count("back")}
    kind = "both" if all(counts.values()) else "neither" if not any(counts.values()) else "one"
    if kind == "one":
        side = next(name for name, count in counts.items() if count)
        return words(f"ranks.{side}", total=len(held), count=counts[side])
    return words(f"ranks.{kind}", total=len(held), **counts)


def _when(row: Row) -> str:
    return short_period(Period.parse(row["period"]))


def _rank(row: Row, words: Words) -> str:
    return fmt.rank(row["rank"], row["rank_low"], row["rank_high"], words.language)


def course_texts(ranks: pl.DataFrame, own: str, metric: Metric, words: Words) -> Wording:
    """Give the wording of the chart."""
    title = course_title(ranks, own, metric, words)
    periods = ranks["period"].unique(maintain_order=True)
    if not periods.len():
        return Wording(title, name_of(metric, words))
    note = words(
        "ranks.note",
        metric=name_of(metric, words),
        first=short_period(Period.parse(periods[0])),
        last=short_period(Period.parse(periods[-1])),
    )
    street = ranks.filter(pl.col("area_code") == own)
    if not street.height:
        return Wording(title, note)
    name = short_area_name(street.row(0, named=True), words)
    said = [f"{_when(row)} {_rank(row, words)}" for row in _ranked(street)]
    alt = words("ranks.alt", name=name, title=title, ranks=words("ranks.join").join(said))
    return Wording(title, note, alt, words("ranks.reading", name=name))


def course_notes(
    ranks: pl.DataFrame, metric: Metric, *, is_asked_for: bool, words: Words
) -> Iterator[str]:
    """Say what a change of rank means, where the lines break, and whose line is strong."""
    if not ranks["rank"].drop_nulls().len():
        return
    if not is_asked_for:
        yield words("ranks.chosen")
    yield words("ranks.exact" if metric.interval is Interval.NONE else "ranks.together")
    yield words("ranks.others")
    if ranks["rank"].null_count():
        yield words("ranks.gaps")
    for period in ranks.filter("is_break")["period"].unique(maintain_order=True):
        when = fmt.period(Period.parse(period), words.language)
        yield words("ranks.asked_otherwise", period=when)
    if metric.needs_full_year:
        yield words("ranks.rolling")
