"""Pictures of every chart: complete in themselves, drawn without browser, network or luck."""

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from dashboard.charts.spec import BulletTable, HeroRow
from dashboard.exports.briefing import footnote
from dashboard.exports.fonts import FOLDER_VARIABLE, MissingFontError, fonts_found, typeface
from dashboard.exports.picture import bare_svg, png, svg
from dashboard.exports.picture.ink import Ink, Pen
from dashboard.text import words
from tests.exports.briefings import HOSTILE, briefing

ROOT = Path(__file__).parents[2]
SIZE = {"width": 1280, "height": 720}
KINDS = range(9)
TEXT = "{http://www.w3.org/2000/svg}text"
# Runs in a process of its own: whoever opens a socket or starts a program there is stopped.
GUARDED = """
import sys

def guard(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork")):
        raise RuntimeError(event)

from dashboard.exports.paper import paper
from dashboard.exports.picture import png
from tests.exports.briefings import briefing
made = briefing("zh")
sys.addaudithook(guard)
for part in made.parts:
    assert png(part.chart, width=640, height=360, scale=1, words=made.words)[:4] == b"\\x89PNG"
assert paper(made)[:4] == b"%PDF"
print("done")
"""
WITHOUT_FONT = """
from dashboard.exports.fonts import MissingFontError, fonts_found
from dashboard.exports.paper import paper
from dashboard.exports.picture import png, svg
from tests.exports.briefings import briefing
made = briefing("zh")
chart, size = made.parts[0].chart, {"width": 640, "height": 360, "words": made.words}
assert not fonts_found().has_chinese
for make in (lambda: svg(chart, **size), lambda: png(chart, scale=1, **size), lambda: paper(made)):
    try:
        make()
    except MissingFontError as error:
        print(error)
"""


def in_a_child(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tree_of(drawing: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)  # noqa: S314  our own drawing


def texts(drawing: bytes) -> str:
    """Give all text of a drawing without spaces."""
    found = tree_of(drawing).iter(TEXT)
    return "".join("".join("".join(one.itertext()) for one in found).split())


@pytest.fixture(params=KINDS)
def part(made, request):
    return made.parts[request.param]


def test_title_note_and_source_are_in_the_picture(made, part):
    said = texts(svg(part.chart, words=made.words, **SIZE))
    face = part.chart.face
    for one in (face.title, face.note, face.reading, footnote(face.provenance, made.words)):
        assert "".join(one.split()) in said


def test_a_picture_describes_itself_and_every_text_has_our_font(made, part):
    drawing = svg(part.chart, words=made.words, **SIZE).decode()
    family = fonts_found().family
    assert f'aria-label="{part.chart.face.alt}"' in drawing
    assert set(re.findall(r"font-family[:=]\s*\"?([^;\"]+)", drawing)) == {family}


def test_names_are_shown_as_they_are(made, part):
    said = texts(svg(part.chart, words=made.words, **SIZE))
    assert any(one in said for one in HOSTILE)


def test_pictures_ask_for_nothing_from_elsewhere(made, part):
    drawing = svg(part.chart, words=made.words, **SIZE).decode()
    addresses = set(re.findall(r"https?://[^\"' )]+", drawing))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<image" not in drawing
    assert "<script" not in drawing


def test_the_same_chart_gives_the_same_bytes_whatever_was_drawn_before(made):
    alone = {part.name: svg(part.chart, words=made.words, **SIZE) for part in made.parts}
    for one, other in itertools.product(made.parts[2:5], repeat=2):
        svg(other.chart, words=made.words, **SIZE)
        assert svg(one.chart, words=made.words, **SIZE) == alone[one.name]


def test_other_numbers_give_another_picture(made):
    moved = briefing(made.words.language, shift=0.01)
    for one, other in zip(made.parts, moved.parts, strict=True):
        if one.name in {"heroes", "map", "samples"}:
            # Their marks come from texts and counts, which do not move.
            continue
        drawings = [svg(part.chart, words=made.words, **SIZE) for part in (one, other)]
        assert drawings[0] != drawings[1], one.name


def test_a_picture_is_as_large_as_asked(made, part, tmp_path):
    file = tmp_path / "picture.png"
    file.write_bytes(png(part.chart, width=640, height=360, scale=2, words=made.words))
    with Image.open(file) as picture:
        assert picture.width == 1280
        if not isinstance(part.chart, HeroRow | BulletTable):
            assert picture.height == 720
        # Nothing reaches the edge: it would be cut off.
        plain = Image.new("RGB", picture.size, "white")
        left, top, right, bottom = ImageChops.difference(picture.convert("RGB"), plain).getbbox()
        assert min(left, top, picture.width - right, picture.height - bottom) > 4


def test_no_text_of_our_own_drawings_runs_into_the_next(made):
    for part in made.parts[:2]:
        drawing = svg(part.chart, words=made.words, **SIZE)
        pen = Pen(typeface(made.words))
        spans = []
        for one in tree_of(drawing).iter(TEXT):
            ink = Ink(float(one.get("font-size")), is_bold=one.get("font-weight") == "700")
            wide, x = pen.width(one.text or "", ink), float(one.get("x"))
            start = x - {"start": 0, "middle": wide / 2, "end": wide}[one.get("text-anchor")]
            spans.append((float(one.get("y")), start, start + wide))
        for (y, start, end), (other_y, other_start, other_end) in itertools.combinations(spans, 2):
            if y == other_y:
                assert end <= other_start + 0.5 or other_end <= start + 0.5


def test_a_bare_drawing_has_no_title(made):
    chart = made.parts[3].chart
    drawing, height = bare_svg(chart, width=640, words=made.words)
    assert "".join(chart.face.note.split()) not in texts(drawing)
    assert float(tree_of(drawing).get("height")) == pytest.approx(height)


def test_lines_break_between_words_and_never_before_punctuation():
    pen = Pen(typeface(words("zh")))
    ink = Ink(12)
    text = "一二三四五六七八，九十。 satisfaction with grid service"
    for width in range(40, 300, 7):
        lines = pen.lines(text, width, ink)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not any(line[0] in "，。" for line in lines)
        assert not any(line.startswith("isfaction") for line in lines)


def test_nothing_is_fetched_and_no_program_is_started():
    assert in_a_child(GUARDED).strip() == "done"


@pytest.mark.parametrize("has_web_font", [False, True])
def test_without_a_chinese_font_nothing_is_drawn(tmp_path, has_web_font):
    if has_web_font:
        source = ROOT / "static" / "fonts" / "noto-sans-sc-latin-wght-normal.woff2"
        (tmp_path / source.name).write_bytes(source.read_bytes())
    said = in_a_child(WITHOUT_FONT, **{FOLDER_VARIABLE: str(tmp_path)}).splitlines()
    assert len(said) == 3
    assert all(str(tmp_path) in one and FOLDER_VARIABLE in one for one in said)


def test_the_report_names_the_font_and_its_files():
    found = fonts_found()
    assert found.has_chinese
    assert Path(found.regular.path).is_file()
    assert Path(found.bold.path).is_file()


def test_a_folder_that_is_chosen_is_the_only_one(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    found = fonts_found()
    assert found.folders == (str(tmp_path),)
    assert not found.has_chinese
    with pytest.raises(MissingFontError, match=re.escape(str(tmp_path))):
        typeface(words("en"))
