"""The district among others: published and invented values told apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import area_name, interval_text, number_of
from dashboard.charts.spec import (
    DotChart,
    DotRow,
    Face,
    LadderChart,
    Place,
    Shape,
    Tone,
)
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import Metric

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standings:
    """One ranking of one peer set in one period.

    Attributes:
        rows: one row an area, best first: ``area_code``, ``area_name``, ``area_name_en``,
            ``value`` (null where only the rank is known), ``published_rank``, ``is_published``.
        unit: of the values.
        own_code: the district.
    """

    rows: pl.DataFrame
    unit: str
    own_code: str

    @property
    def own(self) -> Row | None:
        """The district's own row; none where it is not in the ranking."""
        found = self.rows.filter(pl.col("area_code") == self.own_code)
        return found.row(0, named=True) if found.height else None

    @property
    def number(self) -> NumberFormat:
        """How the values are written."""
        return NumberFormat(is_share=self.unit == "share", decimals=2)


def standings(
    rankings: pl.DataFrame, *, metric_id: str, peer_set: str, period: str, own_code: str
) -> Standings:
    """Pick one ranking out of all of them, best first."""
    rows = rankings.filter(
        (pl.col("metric_id") == metric_id)
        & (pl.col("peer_set") == peer_set)
        & (pl.col("period") == period)
    )
    unit = str(rows["unit"].drop_nulls().first() or "") if rows.height else ""
    return Standings(
        rows.sort("published_rank", "value", descending=[False, True], nulls_last=True),
        unit,
        own_code,
    )


def standing_dots(
    one: Standings, *, estimate: Row | None, metric: Metric | None, face: Face, words: Words
) -> DotChart:
    """Make one row an area, and one for the district's own estimate with its interval.

    Args:
        one: the ranking.
        estimate: the district's row of ``Reader.values`` in the same period, if it is measured.
        metric: what is estimated.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = [_dot(row, one, words) for row in one.rows.iter_rows(named=True)]
    if estimate is not None and metric is not None and estimate["value"] is not None:
        place = next((i for i, row in enumerate(rows) if row.is_own), -1) + 1
        rows.insert(place, _estimate(estimate, metric, words))
    columns = tuple(words(f"standings.{name}") for name in ("value", "interval", "rank", "source"))
    headings = tuple(words(f"column.{name}") for name in ("district", "value", "low", "high"))
    return DotChart(face, one.number, columns, tuple(rows), (), headings)  # type: ignore[arg-type]


def _name(row: Row, words: Words) -> str:
    return str(
        row["area_name"] if words.language == "zh" else row["area_name_en"] or row["area_name"]
    )


def _dot(row: Row, one: Standings, words: Words) -> DotRow:
    source = words("standings.published" if row["is_published"] else "standings.invented")
    rank = words("fact.place", rank=row["published_rank"]) if row["published_rank"] else ""
    value = row["value"]
    return DotRow(
        key=row["area_code"],
        name=_name(row, words),
        value=value,
        low=None,
        high=None,
        tone=Tone.PLAIN,
        shape=Shape.DOT if row["is_published"] else Shape.HOLLOW,
        band=None,
        texts=(one.number.plain(value) if value is not None else fmt.NOTHING, "", rank),
        verdict=source,
        is_own=row["area_code"] == one.own_code,
    )


def _estimate(row: Row, metric: Metric, words: Words) -> DotRow:
    return DotRow(
        key=f"{row['area_code']}-estimate",
        name=words("standings.own_estimate", area=area_name(row, words)),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        tone=Tone.PLAIN,
        shape=Shape.SQUARE,
        band=None,
        texts=(
            number_of(metric, row).plain(row["value"]),
            interval_text(row, metric, words),
            words("rank.none"),
        ),
        verdict=words("standings.estimated"),
    )


def standing_ladder(one: Standings, *, face: Face, words: Words) -> LadderChart:
    """Make one place an area of a long ranking."""
    known = one.rows.filter(pl.col("value").is_not_null() & pl.col("published_rank").is_not_null())
    places = tuple(
        Place(
            row["area_code"],
            _name(row, words),
            row["published_rank"],
            row["value"],
            row["area_code"] == one.own_code,
            row["is_published"],
        )
        for row in known.iter_rows(named=True)
    )
    own = one.own
    text = (
        words("standings.own", area=_name(own, words), rank=own["published_rank"])
        if own is not None and own["published_rank"]
        else ""
    )
    headings = tuple(words(f"column.{name}") for name in ("place", "district", "value"))
    return LadderChart(face, one.number, places, text, ("", ""), headings)  # type: ignore[arg-type]
