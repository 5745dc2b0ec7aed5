"""Turn chart specifications into what office programs draw.

To add a kind of chart: a function here, registered for its class. A kind without one cannot be
exported, and a test that enumerates the pages' charts says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import singledispatch

from dashboard.charts.spec import (
    BarChart,
    BulletTable,
    BumpChart,
    Chart,
    ContextTable,
    ControlChart,
    CourseGrid,
    DotChart,
    DotRow,
    DuelChart,
    Face,
    ForecastChart,
    HeroRow,
    LadderChart,
    Line,
    MapChart,
    PairChart,
    Panel,
    Role,
    ScoreCell,
    ScoreTable,
    SlopeChart,
    Tone,
    Waterfall,
    WaveChart,
)
from dashboard.exports import bumps, contexts, courses, duels, ladders, nets
from dashboard.exports.gaps import names_with_gaps, with_gaps
from dashboard.exports.native import (
    Card,
    Cell,
    Kind,
    Mark,
    Native,
    NativeCards,
    NativeChart,
    NativeTable,
    Series,
)
from dashboard.format import NumberFormat

# Room beyond the furthest interval, as a share of the axis.
ROOM = 0.06
WHOLE = NumberFormat(is_share=False, decimals=0)


@singledispatch
def native(chart: Chart) -> tuple[Native, ...]:
    """Give a chart as one or, for small multiples, several native objects.

    Raises:
        TypeError: nobody said how this kind of chart is exported.
    """
    raise TypeError(f"no export for {type(chart).__name__}")


@native.register
def _(chart: DotChart) -> tuple[Native, ...]:
    said = dict.fromkeys(row.verdict or row.reason for row in chart.rows)
    series = [_dots(name, chart.rows) for name in said]
    series += [_reference(line, len(chart.rows)) for line in chart.lines]
    names = tuple(row.name for row in chart.rows)
    return (_with_categories(chart.face, Kind.LINES, chart.number, names, series),)


def _dots(verdict: str, rows: Sequence[DotRow]) -> Series:
    """Make one series of the areas of which the same is said; the others leave gaps."""
    here = [(row.verdict or row.reason) == verdict for row in rows]
    first = next(row for row, is_here in zip(rows, here, strict=True) if is_here)

    def kept(values: Iterable[float | None]) -> tuple[float | None, ...]:
        return tuple(
            value if is_here else None for value, is_here in zip(values, here, strict=True)
        )

    return Series(
        verdict,
        Mark.DOT,
        first.tone,
        kept(row.value for row in rows),
        kept(row.low for row in rows),
        kept(row.high for row in rows),
        shape=first.shape,
    )


def _reference(line: Line, length: int) -> Series:
    mark = Mark.DASHED if line.role is Role.TARGET else Mark.LINE
    return Series(line.label, mark, Tone.PLAIN, (line.value,) * length)


@native.register
def _(chart: SlopeChart) -> tuple[Native, ...]:
    series = [
        Series(row.name, Mark.LINE, row.tone, (row.then, row.now), is_own=row.is_own)
        for row in chart.rows
        if row.then is not None or row.now is not None
    ]
    return (_with_categories(chart.face, Kind.LINES, chart.number, chart.periods, series),)


@native.register
def _(chart: WaveChart) -> tuple[Native, ...]:
    span = _span(
        value
        for panel in chart.panels
        for point in panel.points
        for value in (point.value, point.low, point.high, panel.target)
    )
    return tuple(
        _panel(chart, panel, position=position, span=span)
        for position, panel in enumerate(chart.panels, start=1)
    )


def _panel(
    chart: WaveChart, panel: Panel, *, position: int, span: tuple[float, float]
) -> NativeChart:
    points = panel.points
    starts = {at for at, point in enumerate(points) if point.is_break}
    series = [
        Series(
            panel.title,
            Mark.LINE,
            Tone.PLAIN,
            with_gaps([point.value for point in points], starts),
            with_gaps([point.low for point in points], starts),
            with_gaps([point.high for point in points], starts),
            is_own=True,
        )
    ]
    names = names_with_gaps([point.short or point.label for point in points], starts)
    if panel.target is not None:
        values = (panel.target,) * len(names)
        series.append(Series(panel.target_text, Mark.DASHED, Tone.PLAIN, values))
    face = replace(chart.face, chart_id=f"{chart.face.chart_id}-{position}")
    made = _with_categories(face, Kind.LINES, chart.number, names, series)
    # One scale for all panels, as on the screen.
    return replace(made, span=span)


@native.register
def _(chart: BarChart) -> tuple[Native, ...]:
    _, wide, thin = chart.headings
    rows = chart.rows
    series = [
        Series(wide, Mark.COLUMN, Tone.SMALL, tuple(row.wide for row in rows)),
        Series(thin, Mark.COLUMN, Tone.PLAIN, tuple(row.thin for row in rows), is_own=True),
        _reference(chart.floor, len(rows)),
    ]
    names = tuple(row.name for row in rows)
    return (_with_categories(chart.face, Kind.COLUMNS, WHOLE, names, series),)


@native.register
def _(chart: PairChart) -> tuple[Native, ...]:
    first, second, _ = chart.titles
    series = [
        Series(first, Mark.COLUMN, Tone.SMALL, tuple(row.first for row in chart.rows)),
        Series(
            second, Mark.COLUMN, Tone.PLAIN, tuple(row.second for row in chart.rows), is_own=True
        ),
    ]
    names = tuple(row.name for row in chart.rows)
    return (_with_categories(chart.face, Kind.COLUMNS, chart.number, names, series),)


@native.register
def _(chart: BulletTable) -> tuple[Native, ...]:
    pillar, floor, target, value, verdict, change, last = chart.columns
    del floor
    rows = tuple(
        (
            Cell(f"{row.group} · {row.name}"),
            Cell(row.value_text, row.value, tone=row.tone),
            Cell(row.interval_text or row.reason),
            Cell("" if row.target is None else row.verdict.text, row.target, tone=row.verdict.tone),
            Cell(row.change.text, tone=row.change.tone),
            Cell(row.behind.text, tone=row.behind.tone),
        )
        for row in chart.rows
    )
    del target
    return (NativeTable(chart.face, (pillar, value, "", verdict, change, last), rows),)


@native.register
def _(chart: ScoreTable) -> tuple[Native, ...]:
    area, index, _, rank = chart.headings
    columns = (area, *(one.name for one in chart.columns), index, rank)
    rows = tuple(
        (
            Cell(row.name),
            *(_scored(cell) for cell in row.cells),
            Cell(row.score_text, row.score),
            Cell(row.rank_text),
        )
        for row in (*chart.rows, chart.total)
    )
    return (NativeTable(chart.face, columns, rows),)


def _scored(cell: ScoreCell) -> Cell:
    return Cell(cell.written, cell.value, tone=cell.tone)


@native.register
def _(chart: HeroRow) -> tuple[Native, ...]:
    cards = tuple(
        Card(
            hero.key,
            hero.name,
            hero.number_text,
            hero.unit_text,
            hero.interval_text,
            hero.value,
            hero.low,
            hero.high,
            hero.status,
            hero.why,
            hero.facts,
        )
        for hero in chart.heroes
    )
    return (NativeCards(chart.face, cards),)


@native.register
def _(chart: MapChart) -> tuple[Native, ...]:
    return (chart,)


native.register(LadderChart)(ladders.ladder)
for kind, draw in nets.KINDS.items():
    native.register(kind)(draw)
native.register(ControlChart)(courses.control)
native.register(CourseGrid)(courses.streets)
native.register(ForecastChart)(courses.forecast)
native.register(Waterfall)(courses.waterfall)
native.register(ContextTable)(contexts.context)
native.register(BumpChart)(bumps.bump)
native.register(DuelChart)(duels.duel)


def _with_categories(
    face: Face,
    kind: Kind,
    number: NumberFormat,
    categories: tuple[str, ...],
    series: Sequence[Series],
) -> NativeChart:
    """Make a chart whose axis holds every value and interval; columns begin at zero."""
    numbers = [
        value for one in series for part in (one.values, one.lows, one.highs) for value in part
    ]
    low, high = _span(numbers)
    span = (0.0, high) if kind is Kind.COLUMNS else (low, high)
    return NativeChart(face, kind, number, categories, tuple(series), span)


def _span(values: Iterable[float | None]) -> tuple[float, float]:
    known = [value for value in values if value is not None]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    room = (high - low or abs(high) or 1.0) * ROOM
    return low - room, high + room
