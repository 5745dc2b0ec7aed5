"""Tables and legends as HTML: the twins of charts, and lists."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.charts.markup.parts import CLASSES, joined, status
from dashboard.charts.spec import DotChart, DotRow, MapChart, Said, Tone

LEGEND_CLASSES = {
    Tone.BETTER: "k-better",
    Tone.WORSE: "k-worse",
    Tone.PLAIN: "k-same",
    Tone.SMALL: "hatch",
}


def table_markup(
    columns: Sequence[str],
    rows: Iterable[Sequence[str | Markup]],
    *,
    numeric: Sequence[int] = (),
    label: str = "",
) -> Markup:
    """Set a plain table; ``numeric`` columns are right-aligned, the first heads its row."""
    kinds = ["num" if i in numeric else "" for i in range(len(columns))]
    head = joined(
        Markup('<th scope="col" class="{}">{}</th>').format(kind, title)
        for kind, title in zip(kinds, columns, strict=True)
    )
    body = joined(Markup("<tr>{}</tr>").format(_cells(row, kinds)) for row in rows)
    return Markup(
        '<table class="plain" aria-label="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(label, head, body)


def _cells(row: Sequence[str | Markup], kinds: Sequence[str]) -> Markup:
    first, *others = zip(row, kinds, strict=True)
    head = Markup('<th scope="row" class="{}">{}</th>').format(first[1], first[0])
    return head + joined(
        Markup('<td class="{}">{}</td>').format(kind, cell) for cell, kind in others
    )


def twin_markup(chart: DotChart) -> Markup:
    """Set the dots as a list of areas: on a phone it stands in the chart's place."""
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


def legend_markup(chart: MapChart) -> Markup:
    """Say once what the states of a map are."""
    parts = joined(
        Markup('<span><i class="{}"></i>{}</span>').format(LEGEND_CLASSES[tone], text)
        for tone, text in chart.legend
    )
    return Markup('<p class="key">{}</p>').format(parts)
