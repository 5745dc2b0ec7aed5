"""Grids in a funnel and on a map: who stands out beyond chance, and who only seems to."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import area_name, number_of, short_area_name, short_name_of
from dashboard.charts.sketch_map import rings_of
from dashboard.charts.spec import (
    Face,
    FunnelChart,
    FunnelCurve,
    FunnelPoint,
    Line,
    MapArea,
    NetCell,
    NetMap,
    Role,
    Tone,
)
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.statistics import Polarity, Position, share_funnel, share_limits, shrunken_shares
from warehouse.statistics.overdispersion import Overdispersion, arcsine_limits

Row = Mapping[str, Any]
LOOK, ACT = 0.95, 0.998
CURVE_POINTS = 60
CLAIMS = (Tone.BETTER, Tone.WORSE)
TONES = (Tone.WORSE, Tone.BETTER, Tone.SMALL, Tone.PLAIN)
RISES = {Position.FAR_ABOVE: True, Position.FAR_BELOW: False}


@dataclass(frozen=True, slots=True)
class Judged:
    """Grids held against the limits of their size.

    Attributes:
        rows: one row a grid with a value: columns as ``Reader.values``, ``position``, ``tone``,
            ``steadied`` with ``steadied_low`` and ``steadied_high`` (95 %), the value drawn
            towards all grids as far as chance may have moved it.
        centre: what the grids together reach; nan without any.
        overdispersion: how far grids differ beyond chance; null without any.
        withheld: grids without a value.
        metric: whose values they are.
    """

    rows: pl.DataFrame
    centre: float
    overdispersion: Overdispersion | None
    withheld: int
    metric: Metric

    def count(self, tone: Tone) -> int:
        """Count the grids of a tone."""
        return self.rows.filter(pl.col("tone") == tone.value).height


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which grids are drawn.

    Attributes:
        codes: of the grids to draw.
        own: code of the grid that stands out; empty for none.
    """

    codes: frozenset[str]
    own: str = ""


def judged(values: pl.DataFrame, metric: Metric, *, is_opened: bool) -> Judged:
    """Hold grids against the funnel, and draw their values towards each other.

    Args:
        values: one row a grid, as ``Reader.values`` gives them; the metric is a share.
        metric: whose values they are.
        is_opened: let the limits allow for what grids differ beyond chance.
    """
    known = values.filter(pl.col("value").is_not_null() & (pl.col("denominator") > 0))
    withheld = values.height - known.height
    if not known.height:
        empty = pl.lit(None, pl.Float64)
        rows = known.with_columns(
            pl.lit("").alias("position"),
            pl.lit("").alias("tone"),
            *(empty.alias(f"steadied{one}") for one in ("", "_low", "_high")),
        )
        return Judged(rows, float("nan"), None, withheld, metric)
    part, whole = known["numerator"].to_numpy(), known["denominator"].to_numpy()
    funnel = share_funnel(part, whole, is_adjusted=is_opened)
    steady = shrunken_shares(part, whole)
    rows = known.with_columns(
        pl.Series("position", funnel.position.astype(str)),
        pl.Series("tone", [_tone(one, metric).value for one in funnel.position]),
        pl.Series("steadied", steady.value),
        pl.Series("steadied_low", steady.low),
        pl.Series("steadied_high", steady.high),
    )
    return Judged(rows, funnel.centre, funnel.overdispersion, withheld, metric)


def _tone(position: str, metric: Metric) -> Tone:
    """Colour what lies outside the outer limits; mark what lies between the two."""
    if position in {Position.ABOVE, Position.BELOW}:
        return Tone.SMALL
    is_above = RISES.get(Position(position))
    if is_above is None:
        return Tone.PLAIN
    return Tone.BETTER if is_above == (metric.polarity is Polarity.HIGH_IS_GOOD) else Tone.WORSE


def grid_name(row: Row, words: Words) -> str:
    """Give a grid's name without its kind, which every grid of the page shares."""
    return area_name(row, words)


def funnel_chart(found: Judged, *, chosen: Chosen, face: Face, words: Words) -> FunnelChart:
    """Make one point a grid and the limits at every size.

    Args:
        found: all grids, so that the limits are the district's.
        chosen: the grids to draw.
        face: what every chart has.
        words: in the reader's language.
    """
    metric, shown = found.metric, chosen.codes
    rows = found.rows.filter(pl.col("area_code").is_in(shown))
    points = tuple(
        _point(row, metric, own=chosen.own, words=words) for row in rows.iter_rows(named=True)
    )
    number = number_of(metric)
    label = words("grids.centre", value=number.value(found.centre)) if found.rows.height else ""
    return FunnelChart(
        face,
        number,
        points,
        _curves(found, rows, words),
        Line(found.centre if found.rows.height else 0.0, label, Role.BENCHMARK),
        states_of(found, shown, words),
        (
            words("grids.size_of", what=metric.denominator_label[words.language]),
            short_name_of(metric, words),
        ),
        tuple(words(f"grids.column_{one}") for one in ("grid", "value", "steady", "size", "state")),  # type: ignore[arg-type]
    )


def _point(row: Row, metric: Metric, *, own: str, words: Words) -> FunnelPoint:
    return FunnelPoint(
        row["area_code"],
        grid_name(row, words),
        float(row["denominator"]),
        row["value"],
        row["steadied"],
        Tone(row["tone"]),
        said_of(row, metric, words),
        is_own=row["area_code"] == own,
    )


def said_of(row: Row, metric: Metric, words: Words) -> str:
    """Say a grid's value, what it rests on, where it lies and what it probably is."""
    number = number_of(metric)
    return words(
        "grids.said",
        value=number.value(row["value"]),
        part=fmt.count(row["numerator"]),
        whole=fmt.count(row["denominator"]),
        state=words(f"grids.position_{row['position']}"),
        steady=number.value(row["steadied"]),
    )


def states_of(found: Judged, shown: frozenset[str], words: Words) -> tuple[tuple[Tone, str], ...]:
    """Say what each tone means, and how many grids have it."""
    tones = found.rows.filter(pl.col("area_code").is_in(shown))["tone"]
    counts = dict(tones.value_counts().iter_rows()) if tones.len() else {}
    up = found.metric.polarity is Polarity.HIGH_IS_GOOD
    side = {Tone.BETTER: "above" if up else "below", Tone.WORSE: "below" if up else "above"}
    return tuple(
        (
            tone,
            words(f"grids.state_{side[tone]}", count=counts[tone.value])
            if tone in side
            else words(f"grids.state_{tone}", count=counts[tone.value]),
        )
        for tone in TONES
        if counts.get(tone.value)
    )


def _curves(found: Judged, rows: pl.DataFrame, words: Words) -> tuple[FunnelCurve, FunnelCurve]:
    inner, outer = (
        _curve(found, rows, confidence, words(f"grids.{name}"))
        for confidence, name in ((LOOK, "inner"), (ACT, "outer"))
    )
    return inner, outer


def _curve(found: Judged, rows: pl.DataFrame, confidence: float, label: str) -> FunnelCurve:
    if not rows.height or found.overdispersion is None:
        return FunnelCurve(label, (), (), ())
    least, most = rows["denominator"].min(), rows["denominator"].max()
    # Limits bend where sizes are small: points lie closer there.
    sizes = np.geomspace(max(float(least), 1.0), max(float(most), 2.0), CURVE_POINTS)  # type: ignore[arg-type]
    if found.overdispersion.is_applied:
        low, high = arcsine_limits(
            found.centre, denominator=sizes, tau2=found.overdispersion.tau2, confidence=confidence
        )
    else:
        low, high = share_limits(found.centre, denominator=sizes, confidence=confidence)
    return FunnelCurve(label, tuple(sizes.tolist()), tuple(low.tolist()), tuple(high.tolist()))


def net_map(
    found: Judged,
    outlines: tuple[pl.DataFrame, pl.DataFrame],
    *,
    chosen: Chosen,
    face: Face,
    words: Words,
) -> NetMap:
    """Make one cell a grid and the streets above them.

    Args:
        found: grids with their states.
        outlines: of grids (``GridBook.outlines``) and of streets (``Reader.outlines``).
        chosen: the grids to draw.
        face: what every chart has.
        words: in the reader's language.
    """
    metric, shown = found.metric, chosen.codes
    of_grids, of_streets = outlines
    by_code = {row["area_code"]: row for row in found.rows.iter_rows(named=True)}
    drawn = of_grids.filter(pl.col("area_code").is_in(shown))
    cells = tuple(
        _cell(outline, by_code.get(outline["area_code"]), metric, own=chosen.own, words=words)
        for outline in drawn.iter_rows(named=True)
    )
    held = set(drawn["street_code"])
    streets = tuple(
        _street(outline, drawn, found, words)
        for outline in of_streets.iter_rows(named=True)
        if outline["area_code"] in held
    )
    return NetMap(
        face,
        cells,
        streets,
        states_of(found, shown, words),
        words("grids.office_note"),
        words("grids.office_key"),
        (words("column.area"), words("grids.column_share")),
    )


def _cell(outline: Row, row: Row | None, metric: Metric, *, own: str, words: Words) -> NetCell:
    code = outline["area_code"]
    text = said_of(row, metric, words) if row else words("grids.no_value")
    return NetCell(
        code,
        grid_name(row, words) if row else code,
        tuple(rings_of(json.loads(outline["geometry"]))),
        (outline["longitude"], outline["latitude"]),
        Tone(row["tone"]) if row else Tone.WITHHELD,
        text,
        is_own=code == own,
    )


def _street(outline: Row, drawn: pl.DataFrame, found: Judged, words: Words) -> MapArea:
    codes = drawn.filter(pl.col("street_code") == outline["area_code"])["area_code"]
    inside = found.rows.filter(pl.col("area_code").is_in(set(codes)))
    clear = inside.filter(pl.col("tone").is_in([one.value for one in CLAIMS]))
    return MapArea(
        outline["area_code"],
        short_area_name(outline, words),
        tuple(rings_of(json.loads(outline["geometry"]))),
        Tone.PLAIN,
        words("grids.of_all", count=clear.height, all=inside.height),
        clear.height / inside.height if inside.height else None,
        is_counted=True,
    )


def by_place(codes: Iterable[str], register: pl.DataFrame, *, level: str) -> pl.DataFrame:
    """Count grids by ``street`` or ``community``, most first: the code, ``len``."""
    column = f"{level}_code"
    return (
        register.filter(pl.col("area_code").is_in(set(codes)))
        .group_by(column)
        .len()
        .sort("len", column, descending=[True, False])
    )
