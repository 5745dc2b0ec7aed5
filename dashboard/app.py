"""The page list, the navigation and the frame around every page."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard import data
from dashboard.scenes.look import NothingToShowError
from dashboard.widgets import basket, drawings, frame, lineage, state
from warehouse.code_version import CODE_VERSION
from warehouse.snapshots import NoVersionError

HERE = Path(__file__).parent
STATIC = HERE.parent / "static" / "brand"
ICON = str(STATIC / "mark.png")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation; ``dashboard/pages/<name>.py`` is the page.

    Attributes:
        name: of the file and in the link.
        comparisons: what its values can be compared with; none where nothing is compared.
        has_period: whether it is about a period.
    """

    name: str
    comparisons: tuple[str, ...] = ()
    has_period: bool = True


CHANGES = ("year_before", "before")
PAGES = (
    Entry("overview", CHANGES),
    Entry("compare", ("district", "target")),
    Entry("metric", CHANGES),
    Entry("scorecard", ("district", "target")),
    Entry("rankings"),
    Entry("grids"),
    Entry("survey", CHANGES),
    Entry("briefing", has_period=False),
    Entry("data", has_period=False),
    Entry("definitions", has_period=False),
)


def main() -> None:
    """Run the page the reader chose."""
    # Set before and after the navigation: Streamlit would fetch a page's icon from outside.
    st.set_page_config(page_title="网格治理看板", page_icon=ICON, layout="wide")
    view = state.current()
    words = state.said()
    frame.styles()
    mode = st.context.theme.type or "light"
    st.logo(str(STATIC / f"wordmark-{view.lang}-{mode}.svg"), size="medium")
    pages = {
        entry.name: st.Page(
            HERE / "pages" / f"{entry.name}.py",
            title=words(f"page.{entry.name}"),
            url_path=entry.name,
            default=entry is PAGES[0],
        )
        for entry in PAGES
    }
    chosen = st.navigation(list(pages.values()), position="top")
    st.set_page_config(page_title=f"{chosen.title} · {words('app.name')}", page_icon=ICON)
    entry = next(one for one in PAGES if pages[one.name] is chosen)
    with st.container(key="page", gap=None):
        _page(chosen, entry)


def _page(chosen: st.Page, entry: Entry) -> None:
    """Put bar and foot around a page; without a version, say how to get one."""
    try:
        version = data.pin()
    except NoVersionError:
        _nothing("empty.title", "empty.more")
        return
    if version.code_version != CODE_VERSION:
        _nothing("empty.outdated", "empty.outdated_more")
        return
    basket.on_page(entry.name)
    drawings.begin()
    try:
        frame.bar(version, comparisons=entry.comparisons, has_period=entry.has_period)
        chosen.run()
        lineage.shown(state.current())
    except data.StaleVersionError:
        # A new version was published between two questions of this run.
        st.rerun()
    except NothingToShowError:
        _nothing("empty.no_areas", "empty.no_areas_more")
    frame.foot(version)
    drawings.send()


def _nothing(title: str, more: str) -> None:
    """Say that there is nothing to show, and the commands that change it."""
    words = state.said()
    frame.head(words(title), words(more))
    frame.block(Markup("<pre class='steps'>{}</pre>").format(words("empty.steps")))
