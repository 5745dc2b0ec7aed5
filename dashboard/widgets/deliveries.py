"""The account of deliveries on a page: what came, what was set aside, which versions are kept."""

from collections.abc import Sequence

import polars as pl
import streamlit as st
from markupsafe import Markup

from dashboard import data
from dashboard import format as fmt
from dashboard.charts.markup import table_markup
from dashboard.charts.spec import Said
from dashboard.stories import data as story
from dashboard.stories import doubts as doubt_story
from dashboard.widgets import frame, looks, state, trace

# More would not be read on a page; the download holds all of them.
MOST_ROWS = 100
MOST_REASONS = 8
MOST_DOUBTS = 10
SOURCE_COLUMNS = (
    "source",
    "files",
    "records",
    "accepted",
    "quarantined",
    "skipped",
    "unmatched",
    "covers",
    "until",
)
FILE_COLUMNS = (
    "file",
    "source",
    "mode",
    "loaded_at",
    "records",
    "accepted",
    "quarantined",
    "skipped",
    "encoding",
)
REASON_COLUMNS = ("reason", "source", "rows", "remedy", "first")
RECORD_COLUMNS = ("file", "line", "column", "value", "reason")
DOUBT_COLUMNS = ("place", "period", "check", "what", "metrics")
VERSION_COLUMNS = ("version", "built_at", "data_to", "loads", "")


Rows = Sequence[Sequence[str | Said]]


def table(name: str, columns: Sequence[str], rows: Rows, *, numeric: Sequence[int]) -> None:
    """Show one table of the account."""
    words = state.said()
    titles = [words(f"data.column_{one}") if one else "" for one in columns]
    label = words(f"data.{name}_title")
    frame.block(table_markup(titles, rows, numeric=numeric, label=label))


def sources(files: pl.DataFrame, fresh: pl.DataFrame, unmatched: pl.DataFrame) -> None:
    """Show the account of each source."""
    words = state.said()
    frame.section(words("data.sources_title"), words("data.sources_note"))
    rows = story.sources(files, fresh, unmatched, words)
    table("sources", SOURCE_COLUMNS, rows, numeric=(1, 2, 3, 4, 5, 6))


def every_file(files: pl.DataFrame) -> None:
    """Show every file, folded away."""
    words = state.said()
    with st.expander(words("data.files_title")):
        rows = story.delivered(files, words)
        table("files", FILE_COLUMNS, rows, numeric=(4, 5, 6, 7))


def quarantine(files: pl.DataFrame) -> None:
    """Show what was quarantined, by reason and row by row, with a download of all of it."""
    words = state.said()
    count = int(files["quarantined"].sum()) if files.height else 0
    frame.section(
        words("data.quarantine_title"), words("data.quarantine_note" if count else "data.no_rows")
    )
    if not count:
        return
    records = data.quarantined()
    _download()
    rows = story.quarantined_by_reason(records, words)
    table("quarantine", REASON_COLUMNS, rows[:MOST_REASONS], numeric=(2,))
    if records.height < count:
        frame.notes([words("data.counted_first", count=fmt.count(records.height))])
    if len(rows) > MOST_REASONS:
        with st.expander(words("data.more_reasons", count=len(rows) - MOST_REASONS)):
            table("quarantine", REASON_COLUMNS, rows[MOST_REASONS:], numeric=(2,))
    shown = min(MOST_ROWS, records.height)
    with st.expander(words("data.records_title", count=shown)):
        rows = story.quarantined_rows(records.head(MOST_ROWS), words)
        table("quarantine", RECORD_COLUMNS, rows, numeric=(1,))


@st.fragment
def _download() -> None:
    """Offer all quarantined records; the file is written when it is asked for."""
    words = state.said()
    lang = words.language
    st.download_button(
        words("data.download"),
        data=lambda: data.quarantine_file(lang),
        file_name=words("data.download_name"),
        mime="text/csv",
        key=f"quarantine.{lang}",
        on_click="ignore",
        type="tertiary",
    )


def refusals(files: pl.DataFrame) -> None:
    """Show the files of which nothing was taken."""
    words = state.said()
    found = story.refusals(files, words)
    frame.section(
        words("data.refusals_title"), words("data.refusals_note" if found else "data.no_refusals")
    )
    items = Markup("").join(Markup("<li><b>{}</b><br>{}<br>{}</li>").format(*one) for one in found)
    if found:
        frame.block(Markup('<ul class="notes">{}</ul>').format(items))


def unmatched(rows: pl.DataFrame) -> None:
    """Show which accepted rows take part in no number."""
    words = state.said()
    lines = story.unmatched_lines(rows, words)
    frame.section(
        words("data.unmatched_title"), words("data.unmatched_note" if lines else "data.all_matched")
    )
    if lines:
        frame.notes(lines)


def versions() -> None:
    """Show the versions that are kept, and how to go back to one."""
    words = state.said()
    frame.section(words("data.versions_title"), words("data.versions_note"))
    current = looks.desk().version.version_id
    rows = story.kept(data.kept_versions(), current=current, words=words)
    table("versions", VERSION_COLUMNS, rows, numeric=(3,))
    frame.block(Markup('<pre class="steps">{}</pre>').format(words("data.rollback_steps")))


def doubts(rows: pl.DataFrame) -> None:
    """Show what is worth checking, how much was compared, and by which rules."""
    words = state.said()
    frame.section(words("doubts.title"), doubt_story.summary(rows, words))
    found = doubt_story.standing_out(rows)
    _doubts_table(found.head(MOST_DOUBTS))
    if found.height > MOST_DOUBTS:
        with st.expander(words("doubts.all_title", count=found.height - MOST_DOUBTS)):
            _doubts_table(found.slice(MOST_DOUBTS))
    if rows.height:
        with st.expander(words("doubts.rules_title")):
            frame.hint(doubt_story.certainty(rows, words))
            frame.facts(doubt_story.rules(rows, words))


def _doubts_table(rows: pl.DataFrame) -> None:
    """Show comparisons; the metrics each touches lead to what lies behind their value."""
    words = state.said()
    if not rows.height:
        return
    cells = [
        [*texts, _touched(row)]
        for texts, row in zip(
            doubt_story.table(rows, words), rows.iter_rows(named=True), strict=True
        )
    ]
    titles = [words(f"doubts.column_{one}") for one in DOUBT_COLUMNS]
    frame.block(table_markup(titles, cells, label=words("doubts.title")))


def _touched(row: doubt_story.Row) -> Markup:
    period = doubt_story.period_of(row).label
    links = Markup(" · ").join(
        Markup('<a href="{}" target="_self">{}</a>').format(
            trace.link(metric_id, area=row["area_code"], period=period), name
        )
        for metric_id, name in doubt_story.touched(row, state.said())
    )
    return Markup("<span>{}</span>").format(links)
