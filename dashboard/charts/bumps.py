"""Ranks of areas over the quarters as a chart."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import area_name, short_area_name, short_period
from dashboard.charts.spec import BumpChart, BumpPoint, BumpRow, Face
from dashboard.charts.timeline import year_ticks
from dashboard.text import Words
from warehouse.periods import Period

Row = Mapping[str, Any]
# Those that are not ranked now stand below all others.
UNRANKED = 1_000_000


def bump_chart(ranks: pl.DataFrame, *, own: str, face: Face, words: Words) -> BumpChart:
    """Make one line an area.

    Args:
        ranks: one row an area and quarter, oldest first, as ``PeerBook.ranks`` gives them.
        own: code of the area whose interval is drawn.
        face: what every chart has.
        words: in the reader's language.
    """
    labels = ranks["period"].unique(maintain_order=True).to_list()
    periods = [Period.parse(one) for one in labels]
    broken = set(ranks.filter("is_break")["period"])
    rows = [
        _row(of_area, labels, own=own, words=words)
        for _, of_area in ranks.group_by("area_code", maintain_order=True)
    ]
    return BumpChart(
        face,
        tuple(sorted(rows, key=lambda row: (row.last or UNRANKED, row.key))),
        tuple(fmt.period(one, words.language) for one in periods),
        tuple(short_period(one) for one in periods),
        year_ticks(periods),
        tuple(
            (at - 0.5, words("survey.break"))
            for at, label in enumerate(labels)
            if at and label in broken
        ),
        int(ranks["rank"].max() or 0),  # type: ignore[arg-type]
        words("ranks.rank"),
    )


def _row(ranks: pl.DataFrame, labels: list[str], *, own: str, words: Words) -> BumpRow:
    by_period = {row["period"]: row for row in ranks.iter_rows(named=True)}
    points = tuple(_point(by_period[label], words) for label in labels)
    area = by_period[labels[-1]]
    is_own = area["area_code"] == own
    name, last = short_area_name(area, words), points[-1]
    if last.rank is None:
        end = words("ranks.end_unranked", name=name)
    else:
        end = words("ranks.end", name=name, rank=last.text if is_own else str(last.rank))
    return BumpRow(area["area_code"], area_name(area, words), points, end, is_own)


def _point(row: Row, words: Words) -> BumpPoint:
    if row["rank"] is not None:
        low, high = row["rank_low"], row["rank_high"]
        return BumpPoint(row["rank"], low, high, rank_span(row))
    why = "provisional" if row["is_provisional"] else "none"
    return BumpPoint(None, None, None, words(f"rank.{why}"))


def rank_span(row: Row) -> str:
    """Write a rank with its interval and no other word: ``3 (1–6)``."""
    low, high = row["rank_low"], row["rank_high"]
    span = f"{low}" if low == high else f"{low}{fmt.DASH}{high}"
    return f"{row['rank']} ({span})"
