"""Charts on a page: each is a fragment, drawn from its specification, with its table twin."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard.charts.drawn import Drawable, figure
from dashboard.charts.labels import note_on_screen
from dashboard.charts.markup import (
    bullet_markup,
    hero_markup,
    legend_markup,
    score_legend_markup,
    score_markup,
    table_markup,
    twin_markup,
)
from dashboard.charts.spec import (
    BulletTable,
    Chart,
    ContextTable,
    CourseGrid,
    DotChart,
    DuelChart,
    HeroRow,
    MapChart,
    ScoreTable,
    Waterfall,
    WaveChart,
)
from dashboard.format import NOTHING
from dashboard.stories.overview import Shortfall
from dashboard.stories.phrases import capital, counted
from dashboard.widgets import basket, drawings, frame, lineage, looks, state, trace

SHORTFALL = Markup(
    '<li><h3>{} <span>{}</span></h3><p class="big">▼ {}<small>{}</small></p><p>{}</p>'
    '<a href="compare?{}" target="_self">{} →</a></li>'
)
# What is too wide for a phone, and has a list to stand in its place.
TWINNED = (DotChart, WaveChart, CourseGrid, Waterfall, DuelChart, ContextTable)
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
LOCALE = {"zh": "zh-CN", "en": "en"}


def heroes(chart: HeroRow) -> None:
    """Show the headline metrics."""
    alt = state.said()("overview.spark")
    with st.container(key=f"head-{chart.face.chart_id}", gap=None):
        frame.block(hero_markup(chart, state.colours(), spark_alt=alt, link=trace.link))
        basket.offer(chart)


def heading(chart: Chart, *, click: str = "") -> None:
    """Show a chart's message, and the way into the basket at its right end.

    Args:
        chart: its face is shown.
        click: what a click in the drawing does.
    """
    words = state.said()
    note = note_on_screen(chart.face, words)
    if click:
        note = words("chart.note_on_screen", note=note, reading=click)
    with st.container(key=f"head-{chart.face.chart_id}", gap=None):
        frame.section(chart.face.title, note)
        basket.offer(chart)


def shortfalls(found: Sequence[Shortfall], *, none: str) -> None:
    """Show what clearly misses a target, each with a way to look closer; or say ``none``."""
    words = state.said()
    count = counted(len(found), words)
    title = (
        words("overview.exceptions_some", count=count)
        if found
        else words("overview.exceptions_none")
    )
    frame.section(capital(title), words("overview.exceptions_note"))
    if not found:
        frame.notes([none])
        return
    link = state.current()
    items = Markup("").join(
        SHORTFALL.format(
            one.area,
            one.metric_name,
            one.value_text,
            words("exception.goal", goal=one.goal_text),
            one.evidence,
            urlencode(link.but(metric=one.metric.metric_id, against="target").as_link()),
            words("exception.more"),
        )
        for one in found
    )
    frame.block(Markup('<ol class="exc">{}</ol>').format(items))


def bullets(chart: BulletTable) -> None:
    """Show metrics against their targets."""
    heading(chart)
    frame.block(
        bullet_markup(chart, language=state.current().lang, link=trace.link, course=trace.course_of)
    )


def drawn(chart: Drawable) -> None:
    """Show a chart with its title; on a phone a wide one is a list."""
    heading(chart)
    if chart.is_empty:
        frame.notes([state.said()("empty.chart")])
    elif isinstance(chart, MapChart):
        frame.block(legend_markup(chart))
        clickable(chart, state.current().area, take=_look_into)
    elif isinstance(chart, TWINNED):
        with st.container(key=f"narrow-{chart.face.chart_id}"):
            frame.block(twin_markup(chart, state.colours()))
        with st.container(key=f"wide-{chart.face.chart_id}"):
            plot(chart)
    else:
        plot(chart)


def plot(chart: Drawable) -> None:
    """Show the drawing of a chart alone."""
    drawings.put(lambda: _plot(chart))


@st.fragment
def _plot(chart: Drawable) -> None:
    st.plotly_chart(figure(chart, state.colours()), key=_key(chart), **_manner(chart))


def clickable(chart: Drawable, *seen: str, take: Callable[[Any], None]) -> None:
    """Show the drawing of a chart in which a click on a mark is answered.

    Args:
        chart: its marks carry what they stand for.
        seen: what of the view the answer changes. It is part of the key: otherwise the click
            that led here would be taken once more.
        take: given what the clicked mark stands for.
    """
    key = _key(chart, *seen)

    def show() -> None:
        st.plotly_chart(
            figure(chart, state.colours()),
            key=key,
            on_select=lambda: _answer(key, take),
            selection_mode="points",
            **_manner(chart),
        )

    drawings.put(show)


def _key(chart: Drawable, *seen: str) -> str:
    return ".".join([chart.face.chart_id, *seen, state.current().lang])


def _manner(chart: Drawable) -> dict[str, Any]:
    locale = LOCALE[state.current().lang]
    return {"theme": None, "config": {**CONFIG, "locale": locale}, "alt": chart.face.alt}


def _answer(key: str, take: Callable[[Any], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points:
        take(points[0]["customdata"])


def scores(chart: ScoreTable) -> None:
    """Show a scorecard; a click on a value opens what lies behind it."""
    heading(chart, click=state.said()("score.click"))
    if chart.is_empty:
        frame.notes([state.said()("empty.chart")])
        return
    frame.block(score_legend_markup(chart))
    with st.container(key=f"narrow-{chart.face.chart_id}"):
        frame.block(score_markup(chart))
    with st.container(key=f"wide-{chart.face.chart_id}"):
        view = state.current()
        clickable(chart, view.trace, view.area, take=_look_behind)


def _look_behind(mark: Sequence[str]) -> None:
    area, metric_id = mark
    lineage.open_at(metric_id, area, seen_from=looks.current().area.code)


def _look_into(code: str) -> None:
    """Look into an area; from the area itself, step out again."""
    state.change(area="" if code == state.current().area else code)


def twin(chart: Chart, *, title: str) -> None:
    """Show a chart's numbers as a table, folded away."""
    table = chart.table()
    with st.expander(title):
        rows = [[_cell(one) for one in row] for row in table.rows]
        numeric = [
            i for i in range(len(table.columns)) if any(isinstance(r[i], float) for r in table.rows)
        ]
        frame.block(table_markup(table.columns, rows, numeric=numeric, label=chart.face.title))


def _cell(value: str | float | None) -> str:
    if value is None:
        return NOTHING
    return value if isinstance(value, str) else f"{value:.6g}"
