"""Every text can be read on every ground it stands on, in both themes."""

import re
import tomllib
from dataclasses import asdict
from itertools import product
from pathlib import Path

import pytest

from dashboard.theme import DARK, FONT, LIGHT, css_variables, template, tokens

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / ".streamlit" / "config.toml"
STYLES = ROOT / "dashboard" / "styles" / "app.css"
THEMES = {"light": LIGHT, "dark": DARK}
LEAST_TEXT, LEAST_MARK = 4.5, 3.0
TEXTS = ("ink", "ink_2", "ink_3", "accent", "better", "worse")
GROUNDS = ("paper", "surface")
PAIRS = [
    *product(TEXTS, GROUNDS),
    ("better", "better_soft"),
    ("worse", "worse_soft"),
    ("ink", "neutral_soft"),
    ("ink_3", "neutral_soft"),
    ("ink", "band_1"),
    ("paper", "better_mark"),
    ("paper", "worse_mark"),
    ("paper", "ink"),
    ("paper", "accent"),
]
# Marks that stand alone, without a word beside each of them.
MARKS = [("better_mark", "paper"), ("worse_mark", "paper"), ("street", "paper")]


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids="-on-".join)
def test_text_can_be_read(mode, text, ground):
    colours = asdict(THEMES[mode])
    assert contrast(colours[text], colours[ground]) >= LEAST_TEXT


@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARKS, ids="-on-".join)
def test_marks_can_be_seen(mode, mark, ground):
    colours = asdict(THEMES[mode])
    assert contrast(colours[mark], colours[ground]) >= LEAST_MARK


@pytest.mark.parametrize("mode", THEMES)
def test_streamlits_own_parts_have_our_colours(mode):
    colours = THEMES[mode]
    said = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][mode]
    assert said == {
        "primaryColor": colours.accent,
        "backgroundColor": colours.paper,
        "secondaryBackgroundColor": colours.surface,
        "textColor": colours.ink,
        "linkColor": colours.accent,
        "borderColor": colours.rule,
        "dataframeHeaderBackgroundColor": colours.paper,
        "dataframeHeaderTextColor": colours.ink_3,
    }


def test_streamlits_own_parts_have_our_type():
    said = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    assert said["font"] == said["headingFont"] == FONT


@pytest.mark.parametrize("mode", THEMES)
def test_every_role_is_a_variable_of_the_style_sheet(mode):
    styles = css_variables(tokens(mode))
    for role, colour in asdict(THEMES[mode]).items():
        assert f"--{role.replace('_', '-')}:{colour}" in styles


def test_the_style_sheet_uses_known_roles_and_no_colour_of_its_own():
    styles = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
    used = set(re.findall(r"var\(--([a-z0-9-]+)", styles))
    known = re.findall(r"--([a-z0-9-]+):", styles + css_variables(LIGHT))
    assert used <= set(known)
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[\s;,)])", styles) == []


def test_the_style_sheet_holds_nothing_that_would_drop_it():
    # The sanitiser drops a whole style in which a tag seems to begin.
    for path in STYLES.parent.glob("*.css"):
        assert not re.search(r"<[A-Za-z/!]", path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("mode", THEMES)
def test_figures_are_drawn_in_the_colours_of_the_theme(mode):
    font = template(THEMES[mode])["layout"]["font"]
    assert font["family"] == FONT
    assert font["color"] == THEMES[mode].ink_2
