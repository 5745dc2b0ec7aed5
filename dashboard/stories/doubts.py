"""What in the data is worth checking: said with its evidence, and never as an accusation."""

from collections.abc import Mapping
from math import ceil
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.spec import Said
from dashboard.stories.phrases import counted
from dashboard.text import Words
from warehouse.catalog import metrics
from warehouse.periods import Period, PeriodKind

Row = Mapping[str, Any]
CHECKS = ("full_scores", "month_end", "travel", "identical_answers", "terminations")


def standing_out(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the comparisons that are worth checking."""
    return rows.filter("is_doubtful")


def summary(rows: pl.DataFrame, words: Words) -> str:
    """Say how many comparisons were made and how many stand out."""
    if not rows.height:
        return words("doubts.nothing_compared")
    found = standing_out(rows).height
    made = fmt.count(rows.height)
    if not found:
        return words("doubts.none", comparisons=made)
    return words("doubts.some", comparisons=made, count=counted(found, words))


def sentence(row: Row, words: Words) -> str:
    """Say what was observed, of how many, and how many would be usual."""
    metric = metrics().get(row["subject"])
    name = metric.short_label[words.language] if metric else words(f"source.{row['subject']}")
    return words(
        f"doubts.what_{row['check_id']}",
        subject=name,
        observed=fmt.count(row["observed_count"]),
        trials=fmt.count(row["trial_count"]),
        expected=fmt.count(ceil(row["expected_count"])),
    )


def place(row: Row, words: Words) -> str:
    """Name the street, and the community where one of them stands out."""
    street = row[f"name_{words.language}"]
    unit = row[f"unit_{words.language}"]
    return words("doubts.place", street=street, unit=unit) if unit else str(street)


def period_of(row: Row) -> Period:
    """Give the quarter of a comparison."""
    return Period(row["period_start"], PeriodKind(row["period_kind"]))


def table(rows: pl.DataFrame, words: Words) -> list[list[str | Said]]:
    """List what is worth checking: where, when, what was seen, which metrics it touches."""
    return [
        [
            place(row, words),
            fmt.period(period_of(row), words.language),
            words(f"doubts.name_{row['check_id']}"),
            sentence(row, words),
        ]
        for row in rows.iter_rows(named=True)
    ]


def touched(row: Row, words: Words) -> list[tuple[str, str]]:
    """List the metrics that a row touches: id and name."""
    known = metrics()
    return [
        (metric_id, known[metric_id].short_label[words.language])
        for metric_id in row["metric_ids"]
        if metric_id in known
    ]


def notes(rows: pl.DataFrame, words: Words) -> list[str]:
    """Write a line for each comparison that stands out."""
    return [
        words(
            "doubts.note",
            place=place(row, words),
            period=fmt.period(period_of(row), words.language),
            what=sentence(row, words),
        )
        for row in standing_out(rows).iter_rows(named=True)
    ]


def certainty(rows: pl.DataFrame, words: Words) -> str:
    """Say how seldom a rule flags anything where nothing is wrong."""
    return words("doubts.chance", quarters=fmt.count(round(1 / rows["quarter_chance"][0])))


def rules(rows: pl.DataFrame, words: Words) -> list[tuple[str, str]]:
    """State every rule in words, with how many comparisons it made."""
    made = dict(rows.group_by("check_id").len().iter_rows())
    return [
        (
            words(f"doubts.name_{check}"),
            words(
                "doubts.rule",
                rule=words(f"doubts.rule_{check}"),
                count=fmt.count(made.get(check, 0)),
            ),
        )
        for check in CHECKS
    ]
