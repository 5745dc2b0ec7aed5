"""Axes with round numbers that hold every interval."""

from dataclasses import dataclass
from math import ceil, floor, log10

from dashboard.exports.native import Kind, NativeChart, excel_format
from dashboard.format import NumberFormat

STEPS = (1, 2, 2.5, 5, 10)
# About so many steps make an axis that can be read.
WANTED = 5
# More places than these cannot all be named beside a chart.
MOST_PLACES = 16
# Binary fractions of a step are no step.
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of values: its ends, the distance of its labels, how they are written."""

    low: float
    high: float
    step: float
    number_format: str


def scale_of(chart: NativeChart) -> Scale:
    """Widen the span of a chart to round numbers, but never past what can be reached."""
    low, high = chart.span
    step = 1.0 if _has_few_places(chart) else _step((high - low) / WANTED)
    rounded_low = floor(low / step + TINY) * step
    rounded_high = ceil(high / step - TINY) * step
    if chart.is_rank:
        # No place has the number nought.
        return Scale(rounded_low, rounded_high, step, "0;;")
    most = max(_numbers(chart), default=high)
    if chart.number.is_share and rounded_high > 1 >= most:
        rounded_high = 1.0
    written = _format(chart.number, step)
    return Scale(_clean(rounded_low), _clean(rounded_high), _clean(step), written)


def _has_few_places(chart: NativeChart) -> bool:
    """Tell whether lines of ranks leave room to name every place."""
    return chart.is_rank and chart.kind is Kind.LINES and chart.span[1] <= MOST_PLACES


def points_scale(chart: NativeChart) -> Scale:
    """Give the axis across a chart of points."""
    xs = [x for one in chart.series for x in one.xs] or [0.0, 1.0]
    low, high = min(xs), max(xs)
    step = _step((high - low or abs(high) or 1.0) / WANTED)
    first, last = floor(low / step - TINY) * step, ceil(high / step + TINY) * step
    number = chart.across or chart.number
    if number.is_share and last > 1 >= high:
        last = 1.0
    return Scale(_clean(first), _clean(last), _clean(step), _format(number, step))


def _numbers(chart: NativeChart) -> list[float]:
    return [
        value
        for one in chart.series
        for part in (one.values, one.lows, one.highs)
        for value in part
        if value is not None
    ]


def _step(least: float) -> float:
    """Give the smallest round step that is not below ``least``."""
    power = 10.0 ** floor(log10(least))
    return float(next(one * power for one in STEPS if one * power >= least * (1 - TINY)))


def _clean(number: float) -> float:
    return round(number, 12)


def _format(number: NumberFormat, step: float) -> str:
    """Write as many decimals as the step needs."""
    shown = step * (100 if number.is_share else 1)
    decimals = next(n for n in range(12) if abs(shown * 10**n - round(shown * 10**n)) < TINY * 1e3)
    return excel_format(NumberFormat(number.is_share, decimals))
