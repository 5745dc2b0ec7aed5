"""Every chart of every page is in the deck and in the workbook, with all of its numbers."""

import io

import openpyxl
import plotly.graph_objects as go
import pytest
from pptx import Presentation

from dashboard.charts.drawn import Drawable, figure
from dashboard.exports.book import book
from dashboard.exports.deck import deck
from dashboard.scenes import SCENES
from dashboard.text import LANGUAGES
from dashboard.theme import DARK, LIGHT
from tests.exports.desks import whole_briefing


@pytest.fixture(scope="module", params=LANGUAGES)
def whole(request, demonstration):
    """Every chart of every page, and of every section of the comparison."""
    return whole_briefing(demonstration.data_dir, request.param)


def test_every_page_is_there(whole):
    assert len(whole.parts) >= len(SCENES)


def test_the_workbook_holds_every_number_of_every_chart(whole):
    opened = openpyxl.load_workbook(io.BytesIO(book(whole)))
    held = {
        round(float(cell), 9)
        for sheet in opened
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    }
    for part in whole.parts:
        numbers = {
            round(cell, 9)
            for row in part.chart.table().rows
            for cell in row
            if isinstance(cell, float)
        }
        assert numbers <= held, part.name


def test_the_deck_names_every_chart(whole):
    slides = Presentation(io.BytesIO(deck(whole))).slides
    names = {shape.name for slide in slides for shape in slide.shapes}
    for part in whole.parts:
        assert any(part.chart.face.chart_id in name for name in names), part.name


def paths(node: object, at: str = "") -> set[str]:
    """Name every property that is set to something."""
    if node is None or (isinstance(node, dict | list) and not node):
        return set()
    if isinstance(node, dict):
        return set().union(*(paths(value, f"{at}.{name}") for name, value in node.items()))
    if isinstance(node, list | tuple) and node and isinstance(node[0], dict):
        return set().union(*(paths(value, f"{at}[{i}]") for i, value in enumerate(node)))
    return {at}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_drawing_passes_the_checks_of_its_library(whole, colours):
    drawn = [figure(one.chart, colours) for one in whole.parts if isinstance(one.chart, Drawable)]
    assert len(drawn) > 15
    for one in drawn:
        plain = one.to_dict()
        # Drawings are made unchecked; this raises at a name or a value that Plotly does not know,
        # and spells out short forms that a browser would not understand.
        checked = go.Figure(data=plain["data"], layout=plain["layout"]).to_dict()
        assert paths(plain) <= paths(checked)
