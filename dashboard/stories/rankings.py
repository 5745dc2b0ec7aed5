"""What the rankings say of the district, and what its sample can and cannot tell."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import name_of, short_name_of
from dashboard.charts.standings import Standings
from dashboard.stories.phrases import capital, counted
from dashboard.text import Words
from warehouse.catalog import Metric

Row = Mapping[str, Any]
Z95 = 1.959964


def metric_name(metric_id: str, metric: Metric | None, words: Words) -> str:
    """Name what is ranked; a ranking may be of something this system does not measure."""
    return name_of(metric, words) if metric is not None else words(f"ranked.{metric_id}")


def headline(city: Standings, province: Standings, *, name: str, words: Words) -> str:
    """Say where the district stands in the city and in the province, and what was published."""
    found = [
        (one, clause)
        for one, scope in ((city, "city"), (province, "province"))
        if (clause := _standing(one, scope=scope, words=words))
    ]
    if not found:
        return capital(words("rankings.none", metric=name))
    # What was published speaks for itself; invented ranks are named only where nothing was.
    published = [clause for one, clause in found if one.own and one.own["is_published"]]
    clauses = published or [clause for _, clause in found]
    joined = words("rankings.clause").join(clauses)
    return capital(words("rankings.headline", metric=name, clauses=joined))


def _standing(one: Standings, *, scope: str, words: Words) -> str:
    own = one.own
    if own is None or own["published_rank"] is None:
        return ""
    source = "published" if own["is_published"] else "invented"
    place = words(
        f"rankings.{source}_{scope}", rank=own["published_rank"], peers=own["peer_count"] or "–"
    )
    if own["value"] is None:
        return place
    return words("rankings.with_value", value=one.number.value(own["value"]), place=place)


def sample_sentence(city: Standings, estimate: Row | None, words: Words) -> str:
    """Say how far apart two districts must be for a sample like this one to tell them apart."""
    if estimate is None or estimate["standard_error"] is None:
        return words("rankings.no_sample")
    least = Z95 * sqrt(2) * estimate["standard_error"]
    own = city.own
    reference = own["value"] if own is not None and own["value"] is not None else estimate["value"]
    others = city.rows.filter(
        pl.col("value").is_not_null() & (pl.col("area_code") != city.own_code)
    )
    near = others.filter((pl.col("value") - reference).abs() < least).height
    return words(
        "rankings.sample",
        n=fmt.count(estimate["effective_n"] or estimate["n"]),
        least=city.number.change(least, words.language).lstrip("+"),
        near=counted(near, words),
        others=counted(others.height, words),
    )


def city_title(city: Standings, words: Words) -> str:
    """Say how many values of the city's ranking are published and how many invented."""
    published = city.rows.filter("is_published").height
    return capital(
        words(
            "rankings.city_title",
            count=counted(city.rows.height, words),
            published=counted(published, words),
            invented=counted(city.rows.height - published, words),
        )
    )


def ladder_title(province: Standings, words: Words) -> str:
    """Say where the district stands among the province's counties."""
    own = province.own
    if own is None or own["published_rank"] is None:
        return words("rankings.ladder_without")
    key = "rankings.ladder_published" if own["is_published"] else "rankings.ladder_invented"
    area = own["area_name"] if words.language == "zh" else own["area_name_en"] or own["area_name"]
    return words(key, area=area, rank=own["published_rank"], peers=province.rows.height)


def published_cells(
    rankings: pl.DataFrame, metrics: Mapping[str, Metric], *, code: str, year: str, words: Words
) -> list[tuple[str, str, str]]:
    """List what was published of the district in a year: what, the rank, the value."""
    rows = rankings.filter(
        pl.col("is_published")
        & (pl.col("area_code") == code)
        & (pl.col("period") == year)
        & pl.col("published_rank").is_not_null()
    ).sort(pl.col("metric_id") == "assessment", "metric_id", "peer_set")
    return [
        (
            _short(row["metric_id"], metrics.get(row["metric_id"]), words),
            words(f"rankings.cell_{row['peer_set']}", rank=row["published_rank"]),
            _value(row) if row["value"] is not None else words("rankings.rank_only"),
        )
        for row in rows.iter_rows(named=True)
    ]


def citations(
    rankings: pl.DataFrame, metrics: Mapping[str, Metric], words: Words
) -> list[list[str]]:
    """List every published figure with its source, newest period first."""
    rows = rankings.filter("is_published").sort("period", "metric_id", descending=[True, False])
    return [
        [
            row["period"],
            str(row["area_name"] if words.language == "zh" else row["area_name_en"]),
            _short(row["metric_id"], metrics.get(row["metric_id"]), words),
            words(f"rankings.set_{row['peer_set']}"),
            _value(row),
            _rank(row, words),
            row["citation"],
        ]
        for row in rows.iter_rows(named=True)
    ]


def _short(metric_id: str, metric: Metric | None, words: Words) -> str:
    return short_name_of(metric, words) if metric else words(f"ranked.{metric_id}")


def _rank(row: Row, words: Words) -> str:
    if row["published_rank"] is None:
        return fmt.NOTHING
    return words("fact.place", rank=row["published_rank"])


def _value(row: Row) -> str:
    if row["value"] is None:
        return fmt.NOTHING
    return fmt.NumberFormat(is_share=row["unit"] == "share", decimals=2).value(row["value"])
