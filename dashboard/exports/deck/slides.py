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
from dashboard.exports.deck.written import notes_of, texts_of
from dashboard.exports.native import Native
from dashboard.exports.office import normalised
from dashboard.format import day
from dashboard.theme import LIGHT

SUMMARY_PT, SUMMARY_STEP = 20.0, 1.1
MOST_SENTENCES = 4


def deck(briefing: Briefing, *, template: bytes | None = None) -> bytes:
    """Make slides that can be edited, in an office's own template where there is one.

    Raises:
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
        for natives in slides_of(part):
            _part(canvas, briefing, part, natives, stage=stage)
    _set_properties(made, briefing)
    written = io.BytesIO()
    made.save(written)
    return normalised(written.getvalue(), made_on=briefing.imprint.issued_on)


def _cover(canvas: Canvas, briefing: Briefing, stage: Stage) -> Slide:
    slide = canvas.slide()
    words, imprint = briefing.words, briefing.imprint
    box = stage.box(LEFT, 2.0, WIDTH, 1.5)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = box.left, box.top, box.width, box.height
    look = Look(40, is_bold=True, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.BOTTOM)
    put_title(slide, briefing.title, stage, look=look)
    pen = Pen(slide.shapes, stage.language)
    pen.put("subtitle", stage.box(LEFT, 3.65, WIDTH, 0.5), briefing.subtitle, Look(20, LIGHT.ink_2))
    issue = words("export.issue", number=imprint.issue_number) if imprint.issue_number else ""
    issued = [imprint.organisation, day(imprint.issued_on, words.language), issue]
    told = "　".join(one for one in issued if one)
    pen.put("imprint", stage.box(LEFT, 5.5, WIDTH, 0.4), told, Look(16, LIGHT.ink_2))
    signed = "　　".join(
        words("export.signature", role=role, name=name) for role, name in imprint.signatures
    )
    if signed:
        pen.put("signatures", stage.box(LEFT, 6.05, WIDTH, 0.4), signed, Look(14, LIGHT.ink_2))
    put_mark(slide, briefing, stage)
    return slide


def _summary(canvas: Canvas, briefing: Briefing, stage: Stage) -> None:
    slide = canvas.slide()
    put_title(slide, briefing.words("export.summary"), stage)
    pen = Pen(slide.shapes, stage.language)
    most = 4.6
    step = min(SUMMARY_STEP, most / max(1, len(briefing.summary)))
    size_pt = SUMMARY_PT if len(briefing.summary) <= MOST_SENTENCES else 16.0
    for place, sentence in enumerate(briefing.summary):
        box = stage.box(LEFT, 1.75 + place * step, 0.5, step)
        pen.put(f"number:{place + 1}", box, f"{place + 1}", Look(size_pt, LIGHT.ink_3))
        box = stage.box(LEFT + 0.55, 1.75 + place * step, WIDTH - 0.55, step)
        pen.put(f"sentence:{place + 1}", box, sentence, Look(size_pt))
    put_furniture(slide, briefing, stage, foot=briefing.stamp)


def _part(
    canvas: Canvas, briefing: Briefing, part: Part, natives: tuple[Native, ...], *, stage: Stage
) -> None:
    words = briefing.words
    layout, place = canvas.layout_for(part.name)
    slide = canvas.slide(layout)
    texts = texts_of(part, words)
    put_title(slide, texts["title"], stage)
    pen = Pen(slide.shapes, stage.language)
    pen.put("subtitle", stage.box(LEFT, 1.34, WIDTH, 0.5), texts["subtitle"], Look(13, LIGHT.ink_3))
    put_contents(slide, part, natives, words=words, box=place or _middle(stage))
    put_furniture(slide, briefing, stage, foot=texts["footnote"])
    _put_notes(slide, notes_of(part, words), language=words.language)


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
