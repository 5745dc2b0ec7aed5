"""The parts of the briefing page: charts and their titles, imprint, exports, saved briefings."""

from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboard import data
from dashboard import format as fmt
from dashboard.charts.spec import Chart, Face
from dashboard.exports import journal
from dashboard.exports.briefing import Briefing, Part
from dashboard.exports.compose import Composed, compose, standard
from dashboard.exports.deck import deck
from dashboard.exports.fonts import fonts_found
from dashboard.exports.formats import FORMATS
from dashboard.exports.picture import png
from dashboard.exports.recipe import Item, Recipe, issued_today
from dashboard.exports.series import one_a_street
from dashboard.scenes import Desk
from dashboard.scenes.look import area_of
from dashboard.text import words as words_of
from dashboard.widgets import basket, frame, imprint, looks, state
from warehouse.periods import Period

MOST_PICTURES = 60
PREVIEW = (960, 540)
# These are drawn in a font of this machine.
DRAWN = ("pdf", "png")


def composed() -> Composed:
    """Make the briefing of the basket."""
    return compose(looks.desk(), imprint.recipe(), issued_on=issued_today())


def take_everything() -> None:
    """Offer every chart of every page as a beginning."""
    desk = looks.desk()
    st.button(
        desk.words("briefing.usual"),
        key=f"usual.{desk.language}",
        on_click=lambda: basket.hold(standard(desk).items),
    )


def charts(made: Composed) -> None:
    """Show the charts in order, each with its title to edit and its picture."""
    words = state.said()
    frame.section(words("briefing.charts"), words("briefing.charts_note"))
    is_shown = st.toggle(
        words("briefing.preview"),
        key=f"preview.{words.language}",
        disabled=not fonts_found().has_chinese,
    )
    left_out = {id(item) for item, _ in made.missing}
    parts = iter(made.briefing.parts)
    for position, item in enumerate(basket.items()):
        if id(item) in left_out:
            reason = next(why for one, why in made.missing if one is item)
            named = item.title or _view_text(item, words.language)
            frame.hint(words("briefing.missing", chart=named, reason=reason))
            _order(position)
        else:
            _chart(position, item, next(parts), is_shown=is_shown)


def _chart(position: int, item: Item, part: Part, *, is_shown: bool) -> None:
    words = state.said()
    key = f"part.title.{position}.{item.chart_id}.{words.language}"
    st.session_state[key] = part.title
    left, right = st.columns([0.76, 0.24], vertical_alignment="bottom", gap="small")
    with left:
        st.text_input(
            _view_text(item, words.language),
            key=key,
            on_change=_retitle,
            args=(position, key, part.chart.face),
        )
    with right:
        _order(position)
    if part.warning:
        frame.block(Markup('<p class="worse hint">▼ {}</p>').format(part.warning))
    if item.title:
        st.button(
            words("briefing.retitle"),
            key=f"link.retitle.{position}.{words.language}",
            type="tertiary",
            help=part.chart.face.title,
            on_click=_untitle,
            args=(position,),
        )
    if is_shown:
        st.image(_picture(part.fingerprint, words.language, part.chart), width="stretch")
    frame.gap()


@st.cache_data(max_entries=MOST_PICTURES, show_spinner=False)
def _picture(fingerprint: str, language: str, _chart: Chart) -> bytes:
    """Draw a chart as exports do; kept by what it shows."""
    del fingerprint
    width, height = PREVIEW
    return png(_chart, width=width, height=height, scale=1.0, words=words_of(language))


def _view_text(item: Item, language: str) -> str:
    """Say where a chart is from; what is written in a recipe may no longer be there."""
    words, view = state.said(), item.view(language)
    area = area_of(looks.desk(), view)
    page = f"page.{item.page}"
    return words(
        "briefing.view",
        page=words(page) if words.has(page) else item.page,
        area=area.names[language] if area else fmt.NOTHING,
        period=fmt.period(Period.parse(view.period), language)
        if view.period
        else words("briefing.usual_period"),
    )


def _retitle(position: int, key: str, face: Face) -> None:
    """Take a title as written; none, or the computed one, goes back to the computed one."""
    found = list(basket.items())
    typed = str(st.session_state[key]).strip()
    is_own = typed not in {"", face.title}
    found[position] = replace(
        found[position],
        title=typed if is_own else "",
        written_for=face.provenance.period if is_own else "",
    )
    basket.hold(tuple(found))


def _untitle(position: int) -> None:
    """Go back to the computed title."""
    found = list(basket.items())
    found[position] = replace(found[position], title="", written_for="")
    basket.hold(tuple(found))


def _order(position: int) -> None:
    """Offer to move a chart, or to take it out."""
    words = state.said()
    last = len(basket.items()) - 1
    with st.container(key=f"order-{position}", horizontal=True, gap="small"):
        for name, by, is_off in (("up", -1, position == 0), ("down", 1, position == last)):
            st.button(
                words(f"briefing.{name}"),
                key=f"link.{name}.{position}.{words.language}",
                type="tertiary",
                disabled=is_off,
                on_click=basket.move,
                args=(position, by),
            )
        st.button(
            words("briefing.out"),
            key=f"link.out.{position}.{words.language}",
            type="tertiary",
            on_click=basket.remove,
            args=(position,),
        )


def exports(briefing: Briefing, made_of: Recipe, template: bytes | None) -> None:
    """Offer every format; a file is made when it is asked for.

    A file that cannot be made here is not offered: where a font is missing, the environment below
    says which, and where to put it.
    """
    words, has_font = state.said(), fonts_found().has_chinese
    frame.section(words("briefing.formats"), words("briefing.formats_note"))
    with st.container(key="formats", horizontal=True, gap="small"):
        for kind, one in FORMATS.items():
            st.download_button(
                words(f"briefing.kind_{kind}"),
                data=lambda kind=kind: _exported(briefing, made_of, kind, template),  # type: ignore[misc]
                file_name=f"{made_of.slug}{one.suffix}",
                mime=one.mime,
                key=f"export.{kind}.{words.language}",
                on_click="ignore",
                disabled=kind in DRAWN and not has_font,
            )
    if not has_font:
        frame.hint(words("briefing.no_font"))


def _exported(briefing: Briefing, made_of: Recipe, kind: str, template: bytes | None) -> bytes:
    is_own = kind == "pptx" and template is not None
    made = deck(briefing, template=template) if is_own else FORMATS[kind].make(briefing)
    journal.record(data.data_dir(), briefing, made_of, kind=kind)
    return made


def streets(desk: Desk, made_of: Recipe) -> None:
    """Offer one briefing a street."""
    words = desk.words
    frame.section(words("briefing.streets"), words("briefing.streets_note"))
    st.download_button(
        words("briefing.streets_get"),
        data=lambda: one_a_street(
            desk,
            made_of,
            issued_on=issued_today(),
            record=partial(journal.record, data.data_dir(), kind="streets"),
        ),
        file_name=f"{made_of.slug}.zip",
        mime="application/zip",
        key=f"export.streets.{words.language}",
        on_click="ignore",
    )
