"""Control charts: the course of one metric against its limits, alone and street by street."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import DOWN, UP, goal_text, name_of, short_area_name, short_period
from dashboard.charts.spec import (
    Callout,
    ControlChart,
    ControlPoint,
    CourseGrid,
    Face,
    Line,
    Role,
    StreetCourse,
    Tone,
)
from dashboard.charts.timeline import numbered_events, year_ticks
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.courses.episodes import Episode, episodes
from warehouse.courses.limits import Course
from warehouse.periods import Period
from warehouse.statistics import Rule, Variation

Row = Mapping[str, Any]
TONES = {Variation.IMPROVEMENT: Tone.BETTER, Variation.CONCERN: Tone.WORSE}
# A stretch that ended earlier than this many periods ago is not what a street is like now.
RECENT = 1


def control_chart(  # noqa: PLR0913
    course: Course,
    metric: Metric,
    *,
    happened: pl.DataFrame,
    goal: Row | None,
    face: Face,
    words: Words,
) -> ControlChart:
    """Make a control chart.

    Args:
        course: of one area.
        metric: whose values they are.
        happened: what happened there, as ``Reader.annotations`` gives it.
        goal: a row with the target in force, as ``Reader.board`` gives it; null for none.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = course.rows
    periods = [Period.parse(label) for label in rows["period"]]
    found = episodes(rows)
    number = NumberFormat.of(metric.unit)
    known = rows["value"].drop_nulls()
    names = ("value", "low_limit", "mean", "high_limit", "signal")
    headings = tuple(words(f"course.{name}") for name in names)
    return ControlChart(
        face,
        number,
        name_of(metric, words),
        tuple(
            _point(row, metric, episode=_around(at, found), words=words)
            for at, row in enumerate(rows.iter_rows(named=True))
        ),
        tuple(_callout(one, rows, words) for one in found),
        target_line(metric, goal, words),
        numbered_events(happened, periods),
        year_ticks(periods),
        tuple(_restarts(course)),
        headings,  # type: ignore[arg-type]
        number.plain(known[-1]) if known.len() else "",
    )


def target_line(metric: Metric, goal: Row | None, words: Words) -> tuple[Line, ...]:
    """Give the target as a line, if anything was promised."""
    if goal is None or goal["target"] is None:
        return ()
    text = goal_text(goal, metric, words).removesuffix("%")
    return (Line(goal["target"], words("line.target", value=text), Role.TARGET),)


def in_words(episode: Episode, words: Words) -> str:
    """Say in few words why a stretch is special: ``▼ 连续 9 点低于均值``."""
    side = "up" if episode.direction > 0 else "down"
    arrow = UP if episode.direction > 0 else DOWN
    if episode.rule is Rule.OUTSIDE and episode.count == 1:
        return f"{arrow} {words(f'course.outside_once_{side}')}"
    return f"{arrow} {words(f'course.{episode.rule}_{side}', count=episode.count)}"


def tone_of_episode(episode: Episode) -> Tone:
    """Tell what a stretch may claim: nothing where the metric carries no judgement."""
    return TONES.get(episode.variation, Tone.PLAIN)


def _around(at: int, found: Sequence[Episode]) -> Episode | None:
    """Give the stretch that a point is part of."""
    return next((one for one in found if one.first <= at <= one.last), None)


def _point(row: Row, metric: Metric, *, episode: Episode | None, words: Words) -> ControlPoint:
    period = Period.parse(row["period"])
    return ControlPoint(
        fmt.period(period, words.language),
        short_period(period),
        row["value"],
        row["centre"],
        _possible(row["low_limit"], metric),
        _possible(row["high_limit"], metric),
        row["is_trial"],
        tone_of_episode(episode) if episode else Tone.PLAIN,
        in_words(episode, words) if episode else "",
        words(f"course.special_{episode.variation}") if episode else "",
        row["is_seasonal"],
    )


def _possible(limit: float | None, metric: Metric) -> float | None:
    """Cut a limit to what the metric can be: no share is above 1, nothing counted below 0."""
    if limit is None:
        return None
    return max(0.0, min(1.0, limit) if metric.unit == "share" else limit)


def _callout(episode: Episode, rows: pl.DataFrame, words: Words) -> Callout:
    """Put the words at the point of a stretch that is furthest out."""
    inside = rows["value"].slice(episode.first, episode.length)
    at = inside.arg_max() if episode.direction > 0 else inside.arg_min()
    return Callout(
        float(episode.first + (at or 0)),
        in_words(episode, words),
        tone_of_episode(episode),
        is_above=episode.direction > 0,
    )


def _restarts(course: Course) -> list[tuple[float, str]]:
    starts = course.rows.with_row_index("at").group_by("baseline").agg(pl.min("at")).sort("at")
    return [
        (float(at) - 0.5, reason)
        for at, reason in zip(starts["at"][1:], course.reasons, strict=True)
    ]


def course_grid(  # noqa: PLR0913
    courses: Mapping[str, Course],
    metric: Metric,
    *,
    names: Mapping[str, Row],
    whole: pl.DataFrame,
    goal: Row | None,
    face: Face,
    words: Words,
) -> CourseGrid:
    """Make small multiples of streets.

    Args:
        courses: by area code, in the order of reading, all over the same periods.
        metric: whose values they are.
        names: rows with the areas' names, by area code.
        whole: the district's values over the same periods, with its ``name_zh``, ``name_en``.
        goal: a row with the target in force; null for none.
        face: what every chart has.
        words: in the reader's language.
    """
    periods = [Period.parse(label) for label in whole["period"]]
    breaks = tuple(at for at, is_break in enumerate(whole["is_break"]) if is_break)
    return CourseGrid(
        face,
        NumberFormat.of(metric.unit),
        tuple(
            _street(one, metric, names[code], labels=whole["period"].to_list(), words=words)
            for code, one in courses.items()
        ),
        tuple(whole["value"]),
        words("course.district"),
        tuple(fmt.period(one, words.language) for one in periods),
        tuple(short_period(one) for one in periods),
        year_ticks(periods),
        breaks,
        target_line(metric, goal, words),
    )


def _street(
    course: Course, metric: Metric, name: Row, *, labels: Sequence[str], words: Words
) -> StreetCourse:
    rows = pl.DataFrame({"period": labels}).join(
        course.rows.with_row_index("at"), on="period", how="left", maintain_order="left"
    )
    found = episodes(course.rows)
    around = [_around(at, found) if at is not None else None for at in rows["at"]]
    tones = tuple(tone_of_episode(one) if one else None for one in around)
    number = NumberFormat.of(metric.unit)
    known = rows["value"].drop_nulls()
    now = next((one for one in found if one.last >= course.rows.height - RECENT), None)
    return StreetCourse(
        str(name["area_code"]),
        short_area_name(name, words),
        tuple(rows["value"]),
        tones,
        number.plain(known[-1]) if known.len() else fmt.NOTHING,
        _in_short(now, words) if now else _missing(course, words),
        tone_of_episode(now) if now else Tone.PLAIN,
    )


def _in_short(episode: Episode, words: Words) -> str:
    arrow = UP if episode.direction > 0 else DOWN
    return f"{arrow} {words(f'course.variation_{episode.variation}')}"


def _missing(course: Course, words: Words) -> str:
    """Say why the last value is none, where it is."""
    last = course.rows.tail(1)
    return words("course.few") if last["withheld"].drop_nulls().len() else ""
