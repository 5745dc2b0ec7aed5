"""The presentation that slides are added to: our own, or an office's template."""

from collections.abc import Iterator
from dataclasses import dataclass

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from dashboard.exports.deck.opened import opened
from dashboard.exports.deck.stage import HEIGHT, WIDTH, Box, Shape, Slide

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FOOTERS = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
CHART = "CHART "


class NoTitleError(ValueError):
    """A template has no layout with a title."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A presentation and the layouts that slides are made from.

    Attributes:
        presentation: as the library reads it.
        usual: the layout of a slide for which no other one is meant.
    """

    presentation: Shape
    usual: Shape

    @classmethod
    def of(cls, template: bytes | None) -> "Canvas":
        """Open a template without its sample slides, or an empty wide presentation.

        Raises:
            UnsafeFileError: the template may harm, is broken, or is no presentation.
            NoTitleError: no layout of the template has a title.
        """
        if template is None:
            made = _wide()
        else:
            made = opened(template)
            _drop_slides(made)
        usual = min(
            (one for one in layouts(made) if has_title(one)),
            key=lambda one: len([x for x in one.placeholders if _is_content(x)]),
            default=None,
        )
        if usual is None:
            raise NoTitleError("template: no layout has a title placeholder")
        return cls(made, usual)

    def slide(self, layout: Shape | None = None) -> Slide:
        """Add a slide with nothing but its title."""
        slide = self.presentation.slides.add_slide(layout or self.usual)
        for one in list(slide.placeholders):
            if one.placeholder_format.type not in TITLES:
                one.element.getparent().remove(one.element)
        return slide

    def layout_for(self, chart_id: str) -> tuple[Shape | None, Box | None]:
        """Find the layout that has a place for a chart, and that place."""
        for layout in layouts(self.presentation):
            for one in layout.placeholders:
                if bound_to(one) == chart_id and has_title(layout):
                    return layout, Box(one.left, one.top, one.width, one.height)
        return None, None


def layouts(presentation: Shape) -> Iterator[Shape]:
    """Give the layouts of all masters."""
    for master in presentation.slide_masters:
        yield from master.slide_layouts


def has_title(layout: Shape) -> bool:
    """Tell whether slides of a layout have a title."""
    return any(one.placeholder_format.type in TITLES for one in layout.placeholders)


def bound_to(placeholder: Shape) -> str:
    """Give the chart a placeholder is meant for, by its name in the layout; empty for none."""
    name = placeholder.name.strip()
    return name.removeprefix(CHART).strip() if name.startswith(CHART) else ""


def _is_content(placeholder: Shape) -> bool:
    return placeholder.placeholder_format.type not in TITLES | FOOTERS


def _wide() -> Shape:
    """Make an empty presentation in 16:9; the library's own one is narrower."""
    made = Presentation()
    factor = Inches(WIDTH) / made.slide_width
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for holder in (made.slide_master, *made.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.find(".//{*}xfrm") is not None:
                shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)
    return made


def _drop_slides(presentation: Shape) -> None:
    """Remove the sample slides of a template."""
    listed = presentation.element.sldIdLst
    for one in list(listed if listed is not None else ()):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)
