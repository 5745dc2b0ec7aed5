"""The dialog behind a number: value, files, contributions, delivered rows, definition and model."""

import datetime as dt

import polars as pl
import streamlit as st
from markupsafe import Markup

from dashboard import format as fmt
from dashboard.charts.labels import name_of
from dashboard.charts.markup import quotient_markup, table_markup
from dashboard.scenes.desk import all_metrics
from dashboard.stories import definitions, doubts
from dashboard.stories import lineage as story
from dashboard.view import View
from dashboard.widgets import frame, looks, state
from warehouse.areas import Area
from warehouse.catalog import Metric
from warehouse.evidence import Evidence
from warehouse.model_files import model_named
from warehouse.periods import Period

MOST_ROWS = 50
MOST_FILES = 6
MOST_DOUBTS = 6
FILE_COLUMNS = ("file", "source", "rows", "load")


def shown(view: View) -> None:
    """Open the dialog when the view asks for one; a metric that is not there opens none."""
    metric = next((one for one in all_metrics() if one.metric_id == view.trace), None)
    if metric is None:
        return
    title = name_of(metric, state.said())
    st.dialog(title, width="large", on_dismiss=_close)(_content)(metric)


def open_at(metric_id: str, area_code: str, *, seen_from: str) -> None:
    """Open the dialog with an area inside the one that is looked at."""
    lang = state.current().lang
    if area_code in {one.code for one in looks.desk().areas.children(seen_from)}:
        st.session_state[_area_key(seen_from, lang)] = area_code
    state.change(trace=metric_id)


def _area_key(code: str, lang: str) -> str:
    return f"lineage.{code}.{lang}"


def _close() -> None:
    state.change(trace="")


def _content(metric: Metric) -> None:
    words = state.said()
    look = looks.current()
    with st.container(key="lineage", gap=None):
        frame.block(Markup('<p class="lead">{}</p>').format(metric.definition[words.language]))
        area = _chosen_area(look.area)
        evidence = look.desk.evidence(
            metric.metric_id, area.code, period=look.period, limit=MOST_ROWS
        )
        board = look.desk.board([metric], level=area.level, period=look.period)
        value = board.filter(pl.col("area_code") == area.code)
        note = words(
            "trace.counted_note",
            area=area.names[words.language],
            period=look.period_name,
        )
        frame.section(words("trace.estimated" if metric.is_asked else "trace.counted"), note)
        if value.height:
            _counted(value.row(0, named=True), evidence, metric)
        else:
            frame.notes([words(f"withheld.{evidence.withheld or 'no_data'}")])
        _beside(metric, area, look.period)
        _doubts(metric, area, look.period)
        _files(evidence)
        _rows("facts", evidence.facts, evidence.fact_count)
        _rows("delivered", evidence.delivered, evidence.delivered_count)
        _definition(metric)
        _model(metric)


def _counted(value: story.Row, evidence: Evidence, metric: Metric) -> None:
    words = state.said()
    if terms := story.quotient(value, evidence, metric, words):
        frame.block(quotient_markup(terms))
    else:
        frame.facts(story.counted(value, evidence, metric, words))


def _chosen_area(held: Area) -> Area:
    """Offer the area looked at and those inside it: any of their values can be traced."""
    words, lang = state.said(), state.current().lang
    tree = looks.desk().areas
    inside = [one for one in tree.children(held.code) if one.is_counted]
    code = st.selectbox(
        words("trace.area"),
        [one.code for one in (held, *inside)],
        format_func=lambda code: tree.area(code).names[lang],
        key=_area_key(held.code, lang),
        label_visibility="collapsed",
    )
    return tree.area(code)


def _beside(metric: Metric, area: Area, period: Period) -> None:
    """Show the figures beside the value, and what the deliveries leave open."""
    words = state.said()
    if metric.beside:
        rows = looks.desk().ask("beside", metric.metric_id, area.level, period.label)
        frame.facts(story.beside(rows.filter(pl.col("area_code") == area.code), words))
    caveats = looks.desk().ask("caveats", metric.metric_id)["caveat"]
    if caveats.len():
        frame.notes([words(f"caveat.{one}") for one in caveats])


def _doubts(metric: Metric, area: Area, period: Period) -> None:
    """Show what is worth checking in the data behind the value; nothing where no rule looks."""
    words = state.said()
    desk = looks.desk()
    rows = desk.ask("doubts", metric.metric_id, period.label)
    if area.level != "district":
        streets = [one.code for one in desk.areas.path(area.code) if one.level == "street"]
        rows = rows.filter(pl.col("area_code").is_in(streets))
    if not rows.height:
        return
    _section(words("doubts.title"), doubts.summary(rows, words))
    if lines := doubts.notes(rows, words):
        frame.notes(lines[:MOST_DOUBTS])


def _files(evidence: Evidence) -> None:
    words = state.said()
    if not evidence.loads.height:
        return
    rows = story.files(evidence.loads, words)
    total = fmt.count(evidence.loads["row_count"].sum())
    title = words("trace.files", count=fmt.count(len(rows)))
    _section(title, words("trace.files_note", rows=total))
    columns = [words(f"field.{one}") for one in FILE_COLUMNS]
    frame.block(table_markup(columns, rows[:MOST_FILES], numeric=(2,), label=title))
    if len(rows) > MOST_FILES:
        with st.expander(words("trace.all_files", count=len(rows) - MOST_FILES)):
            frame.block(table_markup(columns, rows[MOST_FILES:], numeric=(2,), label=title))


def _rows(key: str, rows: pl.DataFrame, count: int) -> None:
    words = state.said()
    if not rows.height:
        return
    title = words(f"trace.{key}")
    _section(title, story.sums_text(rows.height, count, key, words))
    known = looks.desk().areas.rows.select("area_code", "name_zh", "name_en")
    names = {code: {"zh": zh, "en": en} for code, zh, en in known.iter_rows()}
    columns, cells, numeric = story.table(rows, names, words)
    with st.container(key=f"rows-{key}", gap=None):
        frame.block(table_markup(columns, cells, numeric=numeric, label=title))


def _definition(metric: Metric) -> None:
    words = state.said()
    _section(words("trace.definition"), metric.metric_id)
    frame.facts(definitions.facts(metric, words, today=dt.datetime.now(dt.UTC).date()))


def _model(metric: Metric) -> None:
    words = state.said()
    model = model_named(metric.model)
    reads = sorted(model.reads) if model is not None else []
    with st.expander(words("trace.model")):
        frame.notes(story.origin(metric, reads, words))
        if model is not None:
            st.code(model.sql, language="sql", wrap_lines=True)


def _section(title: str, note: str) -> None:
    frame.block(Markup('<div class="gap-m"></div>'))
    frame.section(title, note)
