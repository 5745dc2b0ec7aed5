"""Charts of single grids, in which a click chooses one, and what is known of the chosen one."""

from collections.abc import Mapping

import streamlit as st

from dashboard import format as fmt
from dashboard.charts.labels import name_of
from dashboard.charts.markup import course_markup, key_markup, table_markup
from dashboard.charts.spec import ChangeChart, FunnelChart, NetMap
from dashboard.scenes.grids import LIMITS, PLANS, REACHES, VERSION_COLUMNS, offered_metrics
from dashboard.stories.grid_profile import Profile
from dashboard.widgets import cards, frame, state
from warehouse.catalog import Metric

NONE = ""


def choose(offered: Mapping[str, str], *, metric: Metric, own: str) -> None:
    """Offer the metric of the funnel, what its limits allow for, and a grid to open.

    Args:
        offered: names of grids by code.
        metric: the one that is shown.
        own: code of the grid that is open; empty for none.
    """
    words = state.said()
    metrics = {one.metric_id: one for one in offered_metrics()}
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        state.chosen_from(
            "metric",
            list(metrics),
            held=metric.metric_id,
            label=words("tools.metric"),
            texts=lambda one: (
                f"{words(f'pillar.{metrics[one].pillar}')} · {name_of(metrics[one], words)}"
            ),
        )
        state.segmented(
            "limits",
            LIMITS,
            label=words("grids.limits"),
            texts=lambda one: words(f"grids.limits_{one}"),
        )
        state.chosen_from(
            "grid",
            [NONE, *offered],
            held=own,
            label=words("grids.choose"),
            texts=lambda one: (
                f"{offered[one]} · {one}" if one in offered else words("grids.choose_none")
            ),
        )


def plans() -> None:
    """Offer which changes a what-if makes, and how far it hands households over."""
    words = state.said()
    with st.container(key="plans", horizontal=True, vertical_alignment="center", gap="small"):
        state.segmented(
            "plan", PLANS, label=words("grids.plan"), texts=lambda one: words(f"grids.plan_{one}")
        )
        state.segmented(
            "reach",
            REACHES,
            label=words("grids.reach"),
            texts=lambda one: words(f"grids.reach_{one}"),
        )


def picked(chart: FunnelChart | NetMap) -> None:
    """Show a chart of grids; a click chooses a grid, another one on it lets it go."""
    cards.heading(chart, click=state.said()("grids.click_grid"))
    if chart.is_empty:
        frame.notes([state.said()("empty.chart")])
        return
    if isinstance(chart, FunnelChart):
        frame.block(key_markup(chart.states))
    else:
        frame.block(key_markup(chart.legend, is_map=True))
    view = state.current()
    cards.clickable(chart, view.area, view.grid, take=_take)


def _take(code: str) -> None:
    state.change(grid="" if code == state.current().grid else code)


@st.fragment
def twin(chart: FunnelChart) -> None:
    """Show a thousand numbers as a table; they are sent once somebody unfolds it."""
    words = state.said()
    key = f"twin.{chart.face.chart_id}.{state.current().lang}"
    folded = st.expander(words("twin.title"), key=key, on_change="rerun")
    if not folded.open:
        return
    table = chart.table()
    rows = [[_cell(one, chart) for one in row] for row in table.rows]
    with folded:
        frame.block(table_markup(table.columns, rows, numeric=(1, 2, 3), label=chart.face.title))


def _cell(value: str | float | None, chart: FunnelChart) -> str:
    if isinstance(value, str):
        return value
    # Sizes are counts, values and what they are steadied to are shares.
    is_size = value is not None and value > 1
    return fmt.count(value) if is_size else chart.number.value(value)


def changes(chart: ChangeChart) -> None:
    """Show changes on paper; on a phone as a list."""
    cards.heading(chart)
    if chart.is_empty:
        frame.notes([state.said()("empty.chart")])
        return
    table = chart.table()
    rows = [[str(cell) for cell in row] for row in table.rows]
    with st.container(key=f"narrow-{chart.face.chart_id}"):
        frame.block(table_markup(table.columns, rows, label=chart.face.alt))
    with st.container(key=f"wide-{chart.face.chart_id}"):
        cards.plot(chart)


def profile(found: Profile) -> None:
    """Show what one grid is: sizes, people, work over time, versions."""
    words = state.said()
    frame.section(found.title, found.note)
    left, middle, right = st.columns([0.28, 0.30, 0.42], gap="large")
    with left, st.container(gap=None):
        frame.facts(found.facts)
    with middle, st.container(gap=None):
        frame.block(course_markup(found.courses, state.colours()))
    with right, st.container(gap=None):
        columns = [words(f"grids.version_{one}") for one in VERSION_COLUMNS]
        frame.block(table_markup(columns, found.versions, numeric=(3,)))
        st.button(
            words("grids.let_go"),
            key=f"link.grid.{found.code}.{state.current().lang}",
            type="tertiary",
            on_click=state.change,
            kwargs={"grid": ""},
        )


def sides() -> list[str]:
    """Name the columns of the table of spread."""
    words = state.said()
    return [words("grids.even"), words("grids.now"), words("grids.then")]
