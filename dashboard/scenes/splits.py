"""By what the change of a metric is taken apart, and with which counts."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from dashboard.charts.change import ChangeData
from dashboard.scenes.courses import Subject
from dashboard.scenes.look import SURVEYED
from warehouse.courses.change_parts import UnsplittableError, change_parts
from warehouse.periods import Period

# What tells most comes first; where nothing is classed, streets alone are told apart.
DIMENSIONS = (
    *("category", "matter_class", "task_category", "mediation_kind"),
    *("grid_kind", "setting", "mode"),
)
BY_AREA = "area"
EVERYTHING = "all"
COUNTS = ("area_code", "class", "numerator", "denominator")


@dataclass(frozen=True)
class Split:
    """A change taken apart, or why it is not.

    Attributes:
        data: the parts; null where there are none.
        dimension: of the classes; ``area`` where only streets are told apart.
        offered: dimensions that can be chosen.
        reason: why there are no parts.
    """

    data: ChangeData | None
    dimension: str = BY_AREA
    offered: tuple[str, ...] = ()
    reason: str = ""


def split_of(subject: Subject, wanted: str) -> Split:
    """Take a change apart by ``wanted``, or by the first dimension that can be."""
    own, look = subject.own, subject.look
    if own is None or own["change"] is None:
        return Split(None, reason="no_change")
    if own["is_break"]:
        return Split(None, reason="asked_otherwise")
    if look.level not in SURVEYED or not (subject.metric.is_counted or subject.metric.is_asked):
        return Split(None, reason="no_parts")
    found = dict(_splits(subject))
    if not found:
        is_parted = look.is_whole or _parts(subject, look.period).height
        return Split(None, reason="withheld" if is_parted else "no_parts")
    chosen = wanted if wanted in found else next(iter(found))
    return Split(found[chosen], chosen, tuple(found))


def _splits(subject: Subject) -> Iterator[tuple[str, ChangeData]]:
    """Give every dimension by which nothing is withheld, with its parts."""
    then, now = (_parts(subject, one) for one in (subject.look.then, subject.look.period))
    for dimension in DIMENSIONS:
        tables = [one.filter(pl.col("dimension") == dimension) for one in (then, now)]
        if all(one.height for one in tables) and not _is_defined_by(tables):
            yield from _tried(subject, dimension, tables)
    if subject.look.is_whole:
        streets = [_by_street(subject, one) for one in (subject.look.then, subject.look.period)]
        yield from _tried(subject, BY_AREA, streets)


def _is_defined_by(tables: list[pl.DataFrame]) -> bool:
    """Say whether a class has all or nothing: then it is what is counted, and parts say nothing."""
    part, whole = pl.col("numerator"), pl.col("denominator")
    return all(one.select(((part == 0) | (part == whole)).all()).item() for one in tables)


def _parts(subject: Subject, period: Period) -> pl.DataFrame:
    look = subject.look
    rows = look.desk.ask("parts", subject.metric.metric_id, period.label)
    return rows if look.is_whole else look.only(rows)


def _by_street(subject: Subject, period: Period) -> pl.DataFrame:
    rows = subject.look.desk.board([subject.metric], level="street", period=period)
    return rows.with_columns(pl.lit(EVERYTHING).alias("class"))


def _tried(
    subject: Subject, dimension: str, tables: list[pl.DataFrame]
) -> Iterator[tuple[str, ChangeData]]:
    look, own = subject.look, subject.own
    try:
        then, now = (one.select(COUNTS) for one in tables)
        parts = change_parts(then, now, subject.metric)
    except UnsplittableError:
        return
    areas = look.desk.changed_board([subject.metric], level="street", periods=look.periods)
    names = (look.then_name, look.period_name)
    values = (own["value_then"], own["value"]) if own is not None else (0.0, 0.0)
    data = ChangeData(subject.metric, parts, areas, names, values, not look.is_whole)
    yield dimension, data
