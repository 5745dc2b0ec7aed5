"""The slides of a briefing, in order: cover, summary, one a part."""

import datetime as dt
import io

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from dashboard.exports.briefing import Briefing, Part
from dashboard.exports.deck.canvas import Canvas
from dashboard.exports.deck.contents import put_contents, slides_of
from dashboard.exports.deck.furniture import (
    LEFT,
    WIDTH,
    put_furniture,
    put_mark,
    put_title,
    put_watermark,
    set_theme_fonts,
)
from dashboard.exports.deck.stage import Box, Look, Pen, Shape, Slide, Stage, write
from dashboard.exports.deck.written import COVER, SUMMARY, marked, notes_of, texts_by_slide
from dashboard.exports.office import normalised
from dashboard.theme import LIGHT

SUMMARY_PT, SMALL_SUMMARY_PT, MOST_SENTENCES = 20.0, 16.0, 4
SUMMARY_TOP, SUMMARY_HEIGHT, SUMMARY_STEP = 1.75, 4.6, 1.1
# Tops and sizes of the texts below the title of the cover.
COVER_TEXTS = {"subtitle": (3.65, 20.0), "imprint": (5.5, 16.0), "signatures": (6.05, 14.0)}


def deck(briefing: Briefing, *, template: bytes | None = None) -> bytes:
    """Make slides that can be edited, in an office's own template where there is one.

    Raises:
        UnsafeFileError: the template is no presentation, or one that may harm.
        NoTitleError: no layout of the template has a title.
    """
    canvas = Canvas.of(template)
    made = canvas.presentation
    stage = Stage(made.slide_width, made.slide_height, briefing.words.language)
    cover = _cover(canvas, briefing, stage)
    if template is None:
        set_theme_fonts(made.slide_master)
    if briefing.watermark:
        put_watermark(cover, briefing.watermark, stage)
    _summary(canvas, briefing, stage)
    for part in briefing.parts:
        _part(canvas, briefing, part, stage)
    _set_properties(made, briefing)
    written = io.BytesIO()
    made.save(written)
    return normalised(written.getvalue(), made_on=briefing.imprint.issued_on)


def _cover(canvas: Canvas, briefing: Briefing, stage: Stage) -> Slide:
    slide = canvas.slide()
    texts = texts_by_slide(briefing)[COVER]
    box = stage.box(LEFT, 2.0, WIDTH, 1.5)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = box.left, box.top, box.width, box.height
    look = Look(40, is_bold=True, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.BOTTOM)
    put_title(slide, texts["title"], stage, look=look)
    pen = Pen(slide.shapes, stage.language)
    for name, (top, size_pt) in COVER_TEXTS.items():
        if texts[name]:
            place = stage.box(LEFT, top, WIDTH, 0.5)
            pen.put(name, place, texts[name], Look(size_pt, LIGHT.ink_2))
    put_mark(slide, briefing, stage)
    _put_notes(slide, marked(COVER, texts), language=stage.language)
    return slide


def _summary(canvas: Canvas, briefing: Briefing, stage: Stage) -> None:
    slide = canvas.slide()
    texts = texts_by_slide(briefing)[SUMMARY]
    put_title(slide, texts["title"], stage)
    pen = Pen(slide.shapes, stage.language)
    count = len(briefing.summary)
    step = min(SUMMARY_STEP, SUMMARY_HEIGHT / max(1, count))
    size_pt = SUMMARY_PT if count <= MOST_SENTENCES else SMALL_SUMMARY_PT
    for place in range(1, count + 1):
        top = SUMMARY_TOP + (place - 1) * step
        pen.put(
            f"number:{place}",
            stage.box(LEFT, top, 0.5, step),
            str(place),
            Look(size_pt, LIGHT.ink_3),
        )
        box = stage.box(LEFT + 0.55, top, WIDTH - 0.55, step)
        pen.put(f"sentence:{place}", box, texts[f"sentence:{place}"], Look(size_pt))
    put_furniture(slide, briefing, stage, foot=texts["footnote"])
    _put_notes(slide, marked(SUMMARY, texts), language=stage.language)


def _part(canvas: Canvas, briefing: Briefing, part: Part, stage: Stage) -> None:
    words = briefing.words
    layout, place = canvas.layout_for(part.name)
    box = place or _middle(stage)
    texts = texts_by_slide(briefing)[part.name]
    notes = marked(part.name, texts, notes_of(part, words), part=part)
    for natives in slides_of(part, box):
        slide = canvas.slide(layout)
        put_title(slide, texts["title"], stage)
        below = stage.box(LEFT, 1.34, WIDTH, 0.5)
        pen = Pen(slide.shapes, stage.language)
        pen.put("subtitle", below, texts["subtitle"], Look(13, LIGHT.ink_3))
        put_contents(slide, part, natives, words=words, box=box)
        put_furniture(slide, briefing, stage, foot=texts["footnote"])
        _put_notes(slide, notes, language=words.language)


def _middle(stage: Stage) -> Box:
    return stage.box(LEFT, 1.95, WIDTH, 4.6)


def _put_notes(slide: Slide, text: str, *, language: str) -> None:
    write(slide.notes_slide.notes_text_frame, text, Look(12), language=language)


def _set_properties(made: Shape, briefing: Briefing) -> None:
    """Name title, author and the version all numbers come from."""
    properties = made.core_properties
    issued = dt.datetime.combine(briefing.imprint.issued_on, dt.time())
    properties.title, properties.subject = briefing.title, briefing.subtitle
    properties.author = properties.last_modified_by = briefing.imprint.organisation
    properties.keywords, properties.category = briefing.stamp, briefing.imprint.mark
    properties.created = properties.modified = issued
    properties.revision = 1
