"""Colours, type and the Plotly template: the only place where a colour is written."""

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

FONT = (
    "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','PingFang SC',"
    "'Microsoft YaHei',sans-serif"
)
# Pixels; nothing is smaller than the map label, running Chinese never below the label.
SIZE_BODY, SIZE_LABEL, SIZE_MAP = 13, 12, 11
CLEAR = "rgba(0,0,0,0)"
# The red of an official masthead: a form, never a claim.
MASTHEAD = "#C00000"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Roles, not hues: pages and charts name the role."""

    paper: str
    surface: str
    ink: str
    ink_2: str
    ink_3: str
    rule: str
    band_1: str
    band_2: str
    previous: str
    street: str
    accent: str
    better: str
    better_mark: str
    better_soft: str
    worse: str
    worse_mark: str
    worse_soft: str
    neutral_soft: str


LIGHT = Tokens(
    paper="#FFFFFF",
    surface="#F4F6F7",
    ink="#15191F",
    ink_2="#414952",
    ink_3="#5F6873",
    rule="#DCE0E5",
    band_1="#E3E7EB",
    band_2="#EFF2F4",
    previous="#B3BAC2",
    street="#737C87",
    accent="#0B6B64",
    better="#1B5E9E",
    better_mark="#2A6DB3",
    better_soft="#D8E6F4",
    worse="#A34700",
    worse_mark="#B85A10",
    worse_soft="#FAE3D0",
    neutral_soft="#ECEFF1",
)
DARK = Tokens(
    paper="#0F1318",
    surface="#181E25",
    ink="#E8EBEE",
    ink_2="#BAC2CB",
    ink_3="#98A2AD",
    rule="#2B333D",
    band_1="#29313A",
    band_2="#1D242B",
    previous="#59636E",
    street="#6F7A86",
    accent="#56C2B4",
    better="#86BAF0",
    better_mark="#5596D6",
    better_soft="#1A3450",
    worse="#F0A566",
    worse_mark="#CF7C36",
    worse_soft="#4A2D12",
    neutral_soft="#232A32",
)


def tokens(mode: str) -> Tokens:
    """Give the colours of ``mode``, ``light`` or ``dark``."""
    return DARK if mode == "dark" else LIGHT


# Paper is white: the dark theme is printed with its lightness turned round.
ON_PAPER = "@media print{.stApp{filter:invert(1) hue-rotate(180deg)}}"


def css_variables(colours: Tokens) -> str:
    """Write the colours as CSS variables for the style sheet; holds constants only."""
    pairs = ";".join(f"--{k.replace('_', '-')}:{v}" for k, v in asdict(colours).items())
    return f"<style>:root{{{pairs}}}{ON_PAPER if colours == DARK else ''}</style>"


@cache
def template(colours: Tokens) -> dict[str, Any]:
    """Make our own Plotly template, so that screen and export agree; use with ``theme=None``."""
    label = {"size": SIZE_LABEL, "color": colours.ink_3}
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": False,
        "tickfont": label,
        "title": {"font": label},
        "fixedrange": True,
    }
    hover_font = {"family": FONT, "size": SIZE_LABEL, "color": colours.paper}
    layout: dict[str, Any] = {
        "font": {"family": FONT, "size": SIZE_LABEL, "color": colours.ink_2},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "dragmode": False,
        "colorway": [colours.ink, colours.previous, colours.better_mark, colours.worse_mark],
        "xaxis": axis,
        "yaxis": axis,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": colours.ink, "bordercolor": colours.ink, "font": hover_font},
        "annotationdefaults": {
            "showarrow": False,
            "borderpad": 0,
            "borderwidth": 0,
            "font": {"size": SIZE_LABEL, "color": colours.ink_2},
        },
    }
    return {"layout": layout}
