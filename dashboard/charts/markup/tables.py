"""Tables and legends as HTML: the twins of charts, and lists."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.charts.markup.parts import CLASSES, change, joined, status
from dashboard.charts.markup.sparks import sparkline
from dashboard.charts.spec import (
    ContextRow,
    ContextTable,
    CourseGrid,
    DotChart,
    DotRow,
    DuelChart,
    DuelRow,
    MapChart,
    Panel,
    Said,
    StreetCourse,
    Tone,
    Waterfall,
    WaterfallStep,
    WaveChart,
)
from dashboard.theme import Tokens

LEGEND_CLASSES = {
    Tone.BETTER: "k-better",
    Tone.WORSE: "k-worse",
    Tone.PLAIN: "k-same",
    Tone.SMALL: "hatch",
}


def table_markup(
    columns: Sequence[str],
    rows: Iterable[Sequence[str | Said]],
    *,
    numeric: Sequence[int] = (),
    label: str = "",
) -> Markup:
    """Set a plain table; ``numeric`` columns are right-aligned, the first heads its row.

    A cell that claims something is coloured and bold, as everywhere.
    """
    kinds = ["num" if i in numeric else "" for i in range(len(columns))]
    head = joined(
        Markup('<th scope="col" class="{}">{}</th>').format(kind, title)
        for kind, title in zip(kinds, columns, strict=True)
    )
    body = joined(Markup("<tr>{}</tr>").format(_cells(row, kinds, columns)) for row in rows)
    return Markup(
        '<table class="plain listed" aria-label="{}">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(label, head, body)


def _cells(row: Sequence[str | Said], kinds: Sequence[str], columns: Sequence[str]) -> Markup:
    """Set the cells of a row; each knows its column, which a phone writes before it."""
    first, *others = zip(row, kinds, columns, strict=True)
    head = Markup('<th scope="row" class="{}">{}</th>').format(first[1], first[0])
    return head + joined(
        Markup('<td class="{}" data-label="{}">{}</td>').format(
            kind, column, change(cell) if isinstance(cell, Said) else cell
        )
        for cell, kind, column in others
    )


def twin_markup(
    chart: DotChart | WaveChart | CourseGrid | Waterfall | DuelChart | ContextTable, colours: Tokens
) -> Markup:
    """Set a wide chart as a list: on a phone it stands in the chart's place."""
    if isinstance(chart, WaveChart):
        body = joined(_panel_row(panel, chart, colours) for panel in chart.panels)
    elif isinstance(chart, CourseGrid):
        body = joined(_course_row(one, chart, colours) for one in chart.courses)
    elif isinstance(chart, Waterfall):
        body = _waterfall_rows(chart)
    elif isinstance(chart, ContextTable):
        body = joined(_context_row(row, chart) for row in chart.rows)
    elif isinstance(chart, DuelChart):
        body = joined(_duel_row(row) for row in chart.rows)
    else:
        body = joined(_twin_row(row) for row in chart.rows)
    return Markup('<table class="plain twin" aria-label="{}"><tbody>{}</tbody></table>').format(
        chart.face.alt, body
    )


def _twin_row(row: DotRow) -> Markup:
    if row.reason:
        return Markup(
            '<tr><th scope="row">{}</th><td class="num" colspan="2">'
            '<span class="st same">{}</span></td></tr>'
        ).format(row.name, row.reason)
    value, interval, rank = row.texts
    verdict = status(Said(row.verdict, row.tone if row.tone in CLASSES else Tone.PLAIN))
    return Markup(
        '<tr><th scope="row">{}<small>{}</small></th>'
        '<td class="num"><b>{}</b><small>{}</small></td><td class="num">{}</td></tr>'
    ).format(row.name, rank, value, interval, verdict)


def _context_row(row: ContextRow, chart: ContextTable) -> Markup:
    said = joined(
        Markup("<span>{} {}</span> ").format(title, cell.text)
        for title, cell in zip(chart.columns, row.cells, strict=True)
    )
    return Markup(
        '<tr><th scope="row">{}<small class="claims">{}</small></th><td class="num">{}</td></tr>'
    ).format(row.name, said, row.distance_text)


def _duel_row(row: DuelRow) -> Markup:
    verdict = status(Said(row.verdict.text, row.tone if row.tone in CLASSES else Tone.PLAIN))
    return Markup(
        '<tr><th scope="row">{}<small class="claims">{}</small></th>'
        '<td class="num">{} · {}<small>{}</small><small>{}</small></td></tr>'
    ).format(row.name, row.needed, row.first_text, row.second_text, row.difference_text, verdict)


def _panel_row(panel: Panel, chart: WaveChart, colours: Tokens) -> Markup:
    last = next((one for one in reversed(panel.points) if one.value is not None), None)
    interval = chart.number.interval(last.low, last.high) if last else ""
    curve = sparkline(
        [one.value for one in panel.points],
        target=panel.target,
        colours=colours,
        alt=chart.face.alt,
    )
    return Markup(
        '<tr><th scope="row">{}<small>{}</small></th><td>{}</td>'
        '<td class="num"><b>{}</b><small>{}</small></td></tr>'
    ).format(panel.title, panel.target_text, curve, panel.end_text, interval)


def _course_row(course: StreetCourse, chart: CourseGrid, colours: Tokens) -> Markup:
    target = chart.lines[0].value if chart.lines else None
    curve = sparkline(course.values, target=target, colours=colours, alt=chart.face.alt)
    verdict = status(Said(course.verdict, course.tone)) if course.verdict else Markup("")
    return Markup(
        '<tr><th scope="row">{}<small>{}</small></th><td>{}</td><td class="num"><b>{}</b></td></tr>'
    ).format(course.name, verdict, curve, course.end_text)


def _waterfall_rows(chart: Waterfall) -> Markup:
    ends = zip(chart.ends, chart.end_texts, strict=True)
    first, last = (_value_row(name, text, "", is_end=True) for name, text in ends)
    return first + joined(_step_row(one) for one in chart.steps) + last


def _step_row(step: WaterfallStep) -> Markup:
    claim = step.tone if step.tone in CLASSES else Tone.PLAIN
    return _value_row(step.name, change(Said(step.text, claim)), step.note)


def _value_row(name: str, text: str | Markup, note: str, *, is_end: bool = False) -> Markup:
    shown = Markup("<b>{}</b>").format(text) if is_end else text
    return Markup(
        '<tr><th scope="row">{}<small>{}</small></th><td class="num">{}</td></tr>'
    ).format(name, note, shown)


def legend_markup(chart: MapChart) -> Markup:
    """Say once what the states of a map are."""
    parts = joined(
        Markup('<span><i class="{}"></i>{}</span>').format(LEGEND_CLASSES[tone], text)
        for tone, text in chart.legend
    )
    return Markup('<p class="key">{}</p>').format(parts)
