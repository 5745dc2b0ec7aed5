"""What every page shares: the slim bar on top, the headline, sections and the line at the foot."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard import format as fmt
from dashboard import theme
from dashboard.scenes.look import area_of
from dashboard.text import LANGUAGES
from dashboard.view import View
from dashboard.widgets import looks, periods, state, trace
from warehouse.areas import Area
from warehouse.snapshots import Version

SLASH = Markup('<i class="sep">/</i>')
STYLES = Path(__file__).parent.parent / "styles"


def styles() -> None:
    """Send the style sheets: constants alone, into a container that takes no room."""
    st.html(STYLES / "fonts.css")
    st.html(STYLES / "app.css")
    st.html(theme.css_variables(state.colours()))


def block(markup: Markup, *, width: str = "stretch") -> None:
    """Show markup whose values were escaped; Streamlit sanitises it once more."""
    st.html(str(markup), width=width)  # type: ignore[arg-type]


def bar(version: Version, *, comparisons: tuple[str, ...], has_period: bool) -> None:
    """Show where one is, how old the data is, and what can be chosen on every page."""
    view, words = state.current(), state.said()
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        _breadcrumb(view)
        st.space("stretch")
        block(_stamp(version), width="content")
        trace.slot()
        if has_period:
            periods.chooser()
        if comparisons:
            state.segmented(
                "against",
                comparisons,
                label=words("bar.compare"),
                texts=lambda one: words(f"against.{one}"),
            )
        state.segmented(
            "lang",
            LANGUAGES,
            label=words("bar.language"),
            texts=lambda one: words(f"bar.{one}"),
        )


def _breadcrumb(view: View) -> None:
    """Show the levels down to the chosen area; every one of them can be chosen."""
    words = state.said()
    tree = looks.desk().areas
    area = area_of(looks.desk(), view)
    if area is None:
        block(Markup('<p class="crumb">{}</p>').format(words("bar.no_areas")), width="content")
        return
    path = tree.path(area.code)
    with st.container(key="crumbs", horizontal=True, vertical_alignment="center", gap=None):
        for above in path[:-1]:
            _crumb(above)
            block(SLASH, width="content")
        _below(path[-1])


def _crumb(area: Area) -> None:
    lang = state.current().lang
    st.button(
        area.names[lang],
        key=f"crumb.{area.code}.{lang}",
        type="tertiary",
        on_click=state.change,
        kwargs={"area": "" if area.level == "district" else area.code},
    )


def _below(area: Area) -> None:
    """Name the area looked at and offer the ones inside it."""
    view, words = state.current(), state.said()
    inside = [one for one in looks.desk().areas.children(area.code) if one.is_counted]
    label = area.names[view.lang]
    if not inside:
        block(Markup('<b class="crumb">{}</b>').format(label), width="content")
        return
    with st.popover(label, type="tertiary", key=f"below.{area.code}.{view.lang}"):
        block(Markup("<p class='hint'>{}</p>").format(words(f"bar.into_{inside[0].level}")))
        for one in inside:
            st.button(
                one.names[view.lang],
                key=f"into.{one.code}.{view.lang}",
                type="tertiary",
                on_click=state.change,
                kwargs={"area": one.code},
            )


def _stamp(version: Version) -> Markup:
    """Say whether the data is invented, to which day it goes, and which version this is."""
    words = state.said()
    mark = Markup("<em>{}</em>").format(words("bar.demonstration"))
    return Markup(
        '<div class="stamp">{}<span>{} <b>{}</b></span><span>{} <b>{}</b></span></div>'
    ).format(
        mark if version.is_demonstration else Markup(""),
        words("bar.data_to"),
        version.cutoff_on or fmt.NOTHING,
        words("bar.version"),
        version.version_id,
    )


def head(title: str, standfirst: str = "") -> None:
    """Show the page's conclusion, computed from the numbers below it."""
    more = Markup("<p>{}</p>").format(standfirst) if standfirst else Markup("")
    block(Markup('<header class="head"><h1>{}</h1>{}</header>').format(title, more))


def section(title: str, note: str = "") -> None:
    """Begin a section: an ink rule, the message, a grey line of metric, unit, period and n."""
    block(Markup('<div class="sec"><h2>{}</h2><p>{}</p></div>').format(title, note))


def hint(text: str) -> None:
    """Say in one small line what the reader must know of what follows."""
    block(Markup('<p class="hint">{}</p>').format(text))


def gap() -> None:
    """Leave the one vertical distance between two sections of a column."""
    block(Markup('<div class="gap-m"></div>'))


def notes(lines: Sequence[str]) -> None:
    """Show short paragraphs, parted by hairlines."""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    block(Markup('<ul class="notes">{}</ul>').format(items))


def facts(pairs: list[tuple[str, str]]) -> None:
    """Show labels with what they stand for."""
    items = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in pairs
    )
    block(Markup('<dl class="facts">{}</dl>').format(items))


def cells(found: list[tuple[str, str, str]], *, title: str) -> None:
    """Show a few facts side by side: what, the word that matters, a note."""
    if not found:
        return
    items = Markup("").join(
        Markup("<div><dt>{}</dt><dd><b>{}</b><small>{}</small></dd></div>").format(*one)
        for one in found
    )
    block(Markup('<dl class="cells" aria-label="{}">{}</dl>').format(title, items))


def foot(version: Version) -> None:
    """Say what is invented, what outlines and intervals are, and which version this was."""
    words = state.said()
    parts = [words("foot.demonstration")] if version.is_demonstration else []
    if version.has_sketched_outlines:
        parts.append(words("foot.outlines"))
    parts.append(words("foot.intervals"))
    block(
        Markup('<footer class="foot"><p>{}</p><p>{}</p></footer>').format(
            words("foot.join").join(parts), version.version_id
        )
    )
