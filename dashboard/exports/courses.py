"""Charts of one metric over time as office programs draw them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard.charts.spec import (
    ControlChart,
    CourseGrid,
    Face,
    ForecastChart,
    Line,
    Shape,
    Tone,
    Waterfall,
)
from dashboard.exports.gaps import names_with_gaps, with_gaps
from dashboard.exports.native import Kind, Mark, Native, NativeChart, Series
from dashboard.format import NumberFormat

# Room beyond the furthest interval, as a share of the axis.
ROOM = 0.06
Values = tuple[float | None, ...]


def control(chart: ControlChart) -> tuple[Native, ...]:
    """Draw the series with its special points over it, its mean and limits dashed."""
    points = chart.points
    value, low, centre, high, _ = chart.headings
    del value
    starts = {round(position + 0.5) for position, _ in chart.restarts}
    claims = dict.fromkeys((one.claim, one.tone) for one in points if one.claim)

    def parted(values: Iterable[float | None]) -> Values:
        return with_gaps(tuple(values), starts)

    series = [
        Series(chart.name, Mark.LINE, Tone.PLAIN, parted(one.value for one in points), is_own=True)
    ]
    series += [
        Series(
            claim,
            Mark.LINE,
            tone,
            parted(one.value if one.claim == claim else None for one in points),
        )
        for claim, tone in claims
    ]
    series += [
        _dashed(high, parted(one.high for one in points)),
        _dashed(centre, parted(one.centre for one in points)),
        _dashed(low, parted(one.low for one in points)),
    ]
    names = names_with_gaps([one.short or one.label for one in points], starts)
    return _lines(chart.face, chart.number, names, series, chart.lines)


def streets(chart: CourseGrid) -> tuple[Native, ...]:
    """Draw all streets in one chart, the whole strong among them."""
    series = [
        Series(
            one.name,
            Mark.LINE,
            one.tone,
            with_gaps(one.values, chart.breaks),
            is_own=one.is_own,
        )
        for one in chart.courses
    ]
    if chart.whole:
        is_own = not any(one.is_own for one in chart.courses)
        whole = with_gaps(chart.whole, chart.breaks)
        series.append(Series(chart.whole_name, Mark.LINE, Tone.PLAIN, whole, is_own=is_own))
    every = [short or label for short, label in zip(chart.shorts, chart.labels, strict=True)]
    names = names_with_gaps(every, chart.breaks)
    return _lines(chart.face, chart.number, names, series, chart.lines)


def forecast(chart: ForecastChart) -> tuple[Native, ...]:
    """Draw what is known solid and what is to come dashed, with the ends of both bands."""
    known, ahead, year = chart.known, chart.ahead, chart.year
    before: Values = (None,) * len(known)
    behind: Values = (None,) * len(year)
    after: Values = (*(None for _ in ahead), *behind)
    _, middle, low_80, high_80, _, _, came = chart.headings
    series = [
        Series(
            chart.name,
            Mark.LINE,
            Tone.PLAIN,
            (*(one.value for one in known), *after),
            is_own=True,
        ),
        Series(
            middle,
            Mark.DASHED,
            Tone.PLAIN,
            (*before, *(one.middle for one in ahead), *behind),
            (*before, *(one.low_95 for one in ahead), *behind),
            (*before, *(one.high_95 for one in ahead), *behind),
        ),
        _dashed(low_80, (*before, *(one.low_80 for one in ahead), *behind)),
        _dashed(high_80, (*before, *(one.high_80 for one in ahead), *behind)),
    ]
    for at, one in enumerate(year):
        # A series of its own: no line joins the last month to the whole year.
        middles, lows, highs = (
            (*before, *(None for _ in ahead), *behind[:at], end, *behind[at + 1 :])
            for end in (one.middle, one.low_95, one.high_95)
        )
        series.append(Series(one.label, Mark.LINE, Tone.PLAIN, middles, lows, highs))
        for name, end in ((low_80, one.low_80), (high_80, one.high_80)):
            ends = (*before, *(None for _ in ahead), *behind[:at], end, *behind[at + 1 :])
            series.append(Series(name, Mark.DOT, Tone.SMALL, ends))
    if any(one.came is not None for one in ahead):
        values = (*before, *(one.came for one in ahead), *behind)
        series.append(Series(came, Mark.LINE, Tone.PLAIN, values))
    starts = {at for at, one in enumerate(known) if one.is_break}
    names = [one.short or one.label for one in known]
    names += [one.short or one.label for one in (*ahead, *year)]
    parted = [
        replace(
            one,
            values=with_gaps(one.values, starts),
            lows=with_gaps(one.lows, starts),
            highs=with_gaps(one.highs, starts),
        )
        for one in series
    ]
    every = names_with_gaps(names, starts)
    return _lines(chart.face, chart.number, every, parted, chart.lines)


def waterfall(chart: Waterfall) -> tuple[Native, ...]:
    """Draw a dot where each part ends, and its reach from where the one before it ended.

    Stacked columns would need an axis that begins at nought, where parts of a share that is near
    one cannot be seen.
    """
    steps, reached = chart.steps, chart.reached
    reach = list(pairwise(reached))
    ends: Values = (chart.before, *(None for _ in steps), chart.after)
    series = [Series(chart.total[0], Mark.DOT, Tone.PLAIN, ends, shape=Shape.DIAMOND)]
    for claim, tone, is_mix in dict.fromkeys((one.claim, one.tone, one.is_mix) for one in steps):
        here = [one.claim == claim for one in steps]
        values, lows, highs = (
            (None, *(number if one else None for number, one in zip(of, here, strict=True)), None)
            for of in (reached[1:], [min(one) for one in reach], [max(one) for one in reach])
        )
        shape = Shape.HOLLOW if is_mix else Shape.DOT
        series.append(Series(claim, Mark.DOT, tone, values, lows, highs, shape=shape))
    first, last = chart.ends
    names = (first, *(f"{one.name} {one.text}" for one in steps), last)
    if not steps:
        return _lines(chart.face, chart.number, (), [], ())
    return _lines(chart.face, chart.number, names, series, ())


def _dashed(name: str, values: Values) -> Series:
    return Series(name, Mark.DASHED, Tone.PLAIN, values)


def _lines(
    face: Face,
    number: NumberFormat,
    names: tuple[str, ...],
    series: Sequence[Series],
    lines: Iterable[Line],
) -> tuple[Native, ...]:
    """Make a chart of lines whose axis holds every value and interval."""
    every = [*series, *(_dashed(one.label, (one.value,) * len(names)) for one in lines)]
    numbers = [
        value
        for one in every
        for part in (one.values, one.lows, one.highs)
        for value in part
        if value is not None
    ]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    room = (high - low or abs(high) or 1.0) * ROOM
    span = (low - room, high + room)
    return (NativeChart(face, Kind.LINES, number, names, tuple(every), span),)
