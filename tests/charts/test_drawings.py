"""Every chart can be drawn, in both themes, whatever its words are."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.drawn import Drawable, figure
from dashboard.charts.markup import (
    bullet_markup,
    definition_markup,
    hero_markup,
    legend_markup,
    score_legend_markup,
    score_markup,
    table_markup,
    twin_markup,
)
from dashboard.charts.spec import (
    BulletTable,
    DotChart,
    HeroRow,
    MapChart,
    ScoreTable,
    Tone,
    WaveChart,
)
from dashboard.theme import DARK, LIGHT
from tests.charts.any_chart import KINDS, chart_of, charts, empty_charts

THEMES = {"light": LIGHT, "dark": DARK}
HOSTILE = [
    "<script>alert(1)</script>",
    '"onload="alert(1)',
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>go</a>",
    "</td></table><svg onload=alert(1)>",
    "%{customdata} {0} {name}",
    "雄州街道 & Co. <b>",
]
OURS = {"b", "br"}
TAG = re.compile(r"</?([A-Za-z]+)[^>]*>")
VOID = {"img", "br"}


class Parsed(HTMLParser):
    """The tags, attributes and texts of markup; what was opened is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def drawable(found: list) -> list:
    return [chart for chart in found if isinstance(chart, Drawable)]


def markups(text: str) -> Iterator[str]:
    """Write every kind of markup with one text for all words."""
    for chart in charts(text):
        if isinstance(chart, HeroRow):
            yield str(hero_markup(chart, LIGHT, **_extra(hero_markup, text)))
        if isinstance(chart, BulletTable):
            yield str(bullet_markup(chart, **_extra(bullet_markup, text)))
        if isinstance(chart, MapChart):
            yield str(legend_markup(chart))
        if isinstance(chart, ScoreTable):
            yield str(score_markup(chart))
            yield str(score_legend_markup(chart))
        if isinstance(chart, DotChart | WaveChart):
            yield str(twin_markup(chart, LIGHT))
        table = chart.table()
        rows = [["" if cell is None else str(cell) for cell in row] for row in table.rows]
        yield str(table_markup(table.columns, rows, label=chart.face.title))
    yield str(
        definition_markup(
            metric_id=text, name=text, definition=text, facts=[(text, text)], is_open=True
        )
    )


def _extra(function, text: str) -> dict[str, object]:
    """Fill what a drawing asks for beside the chart."""
    names = set(function.__kwdefaults__ or ()) | set(
        function.__code__.co_varnames[
            function.__code__.co_argcount : function.__code__.co_argcount
            + function.__code__.co_kwonlyargcount
        ]
    )
    link = {name: lambda _: f"?trace={text}" for name in ("link", "course")}
    known = {"spark_alt": text, "language": "zh", **link}
    return {name: known[name] for name in names}


def texts_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name in {"text", "ticktext"}:
                found = value if isinstance(value, list) else [value]
                yield from (one for one in found if isinstance(one, str))
            elif name != "template":
                yield from texts_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts_in(value)


def test_there_is_a_chart_of_every_kind():
    assert {type(chart) for chart in charts("x")} == set(KINDS)
    assert len(drawable(charts("x"))) >= 7


@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.__name__)
def test_every_kind_is_drawn_in_the_colours_of_the_theme(kind, mode):
    chart = chart_of(kind, "甲")
    if not isinstance(chart, Drawable):
        return
    body = json.loads(figure(chart, THEMES[mode]).to_json())
    other = asdict(THEMES["dark" if mode == "light" else "light"])
    own = set(asdict(THEMES[mode]).values())
    foreign = {colour for colour in other.values() if colour not in own}
    written = json.dumps({"data": body["data"], "layout": body["layout"]})
    assert {colour for colour in foreign if colour in written} == set()
    assert body["layout"]["height"] > 0
    assert any("甲" in text for text in texts_in(body))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.__name__)
def test_no_word_becomes_a_tag_of_a_figure(kind, text):
    chart = chart_of(kind, text)
    if not isinstance(chart, Drawable):
        return
    plain = escape(text, quote=False)
    for written in texts_in(json.loads(figure(chart, LIGHT).to_json())):
        assert {tag.lower() for tag in TAG.findall(written.replace(plain, ""))} <= OURS
        assert text not in written or plain == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_becomes_markup(text):
    for markup in markups(text):
        parsed = Parsed(markup)
        assert parsed.tags.isdisjoint({"script", "svg", "iframe", "object"})
        for name, value in parsed.attributes:
            assert not name.startswith("on"), markup
            if name == "src":
                assert value.startswith("data:image/svg+xml,")
            if name == "href":
                assert not value.lower().startswith("javascript:")
        said = [*parsed.texts, *(value for _, value in parsed.attributes)]
        assert any(text in one for one in said)


def test_small_curves_are_well_formed_and_speak():
    found = 0
    for markup in markups("甲"):
        for image in re.findall(r"<img [^>]*>", markup):
            attributes = dict(Parsed(image).attributes)
            assert attributes["alt"]
            root = ET.fromstring(unquote(attributes["src"].partition(",")[2]))  # noqa: S314
            assert root.tag == "{http://www.w3.org/2000/svg}svg"
            assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "path", "circle"}
            found += 1
    assert found >= 2


@pytest.mark.parametrize("chart", empty_charts(), ids=lambda one: type(one).__name__)
def test_nothing_to_draw_is_no_fault(chart):
    if isinstance(chart, Drawable):
        assert chart.is_empty
        assert figure(chart, LIGHT).to_json()
    assert chart.table().rows == ()


@pytest.mark.parametrize("chart", charts("甲"), ids=lambda one: type(one).__name__)
def test_the_table_twin_has_a_cell_for_every_column(chart):
    table = chart.table()
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_claim_is_never_colour_alone():
    for tone in Tone:
        parsed = Parsed(str(legend_markup(_map_of(tone))))
        assert "甲" in "".join(parsed.texts)


def _map_of(tone: Tone) -> MapChart:
    chart = chart_of(MapChart, "甲")
    known = {Tone.BETTER, Tone.WORSE, Tone.PLAIN, Tone.SMALL}
    legend = ((tone if tone in known else Tone.PLAIN, "甲"),)
    return MapChart(
        **{
            name: legend if name == "legend" else getattr(chart, name)
            for name in MapChart.__dataclass_fields__
        }
    )
