"""A scorecard's legend, and its form on a phone: each street with what may be claimed of it."""

from markupsafe import Markup

from dashboard.charts.markup.parts import CLASSES, joined
from dashboard.charts.spec import ScoreRow, ScoreTable, Tone

KEYS = {
    (Tone.BETTER, True): "k-better",
    (Tone.BETTER, False): "k-better-soft",
    (Tone.PLAIN, False): "k-neutral",
    (Tone.WORSE, False): "k-worse-soft",
    (Tone.WORSE, True): "k-worse",
}


def score_legend_markup(chart: ScoreTable) -> Markup:
    """Say once what the colours of cells are."""
    parts = joined(
        Markup('<span><i class="{}"></i>{}</span>').format(KEYS.get((tone, sure), "hatch"), text)
        for tone, sure, text in chart.legend
    )
    return Markup('<p class="key">{}</p>').format(parts)


def score_markup(chart: ScoreTable) -> Markup:
    """Set each street with its score, its rank and the values that stand out."""
    body = joined(_row(chart, row) for row in chart.rows)
    return Markup('<table class="plain twin" aria-label="{}"><tbody>{}</tbody></table>').format(
        chart.face.alt, body
    )


def _row(chart: ScoreTable, row: ScoreRow) -> Markup:
    told = joined(
        Markup('<span class="{}">{} {}</span> ').format(
            CLASSES[cell.tone], column.name, cell.written
        )
        for column, cell in zip(chart.columns, row.cells, strict=True)
        if cell.tone in CLASSES
    )
    return Markup(
        '<tr><th scope="row">{}<small class="claims">{}</small></th>'
        '<td class="num"><b>{}</b><small>{}</small></td></tr>'
    ).format(row.name, told, row.score_text, row.rank_text)
