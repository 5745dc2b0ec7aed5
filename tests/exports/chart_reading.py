"""Reads the charts of slides: what programs draw, and the workbooks behind it."""

from pptx.oxml.ns import qn

from dashboard.exports.native import NativeChart


def named(slides):
    """Give the shapes that show something, by name."""
    return {shape.name: shape for slide in slides for shape in slide.shapes if ":" in shape.name}


def natives(made):
    return [one for part in made.parts for one in part.natives]


def charts(made, slides):
    """Give each native chart and the shape that shows it."""
    shapes = named(slides)
    for one in natives(made):
        if isinstance(one, NativeChart):
            yield one, shapes[f"chart:{one.face.chart_id}"]


def chart_series(shape):
    found = shape.chart.element.iter(qn("c:ser"))
    return sorted(found, key=lambda one: int(one.find(qn("c:idx")).get("val")))


def values_of(series):
    """Give the reference to the values of a series."""
    found = series.find(qn("c:val"))
    return series.find(qn("c:yVal")) if found is None else found


def cached(reference) -> dict[int, float]:
    """Give the numbers a program draws, by position; gaps are left out."""
    points = reference.iter(qn("c:pt"))
    return {int(one.get("idx")): float(one.find(qn("c:v")).text) for one in points}


def known(values) -> dict[int, float]:
    return {place: one for place, one in enumerate(values) if one is not None}
