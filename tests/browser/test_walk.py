"""A walk through all pages: both languages, both colour schemes, a desk and a phone."""

import re

import pytest

from dashboard.text import LANGUAGES, Words, words
from dashboard.theme import tokens
from tests.browser.visits import NAMES, PHONE, WIDE, words_in
from warehouse.catalog import metrics

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = {"desk": WIDE, "phone": PHONE}
SCHEMES = ("light", "dark")
FAULTS = ("cutOff", "collided", "overlapping", "outside")
HAN = re.compile(r"[\u3400-\u9fff]+")
# Names that have no translation: of files, metrics, versions and loads, encodings, formats.
FILE = re.compile(r"\S+\.(?:csv|xlsx|parquet|geojson)(?:\s第 \d+ 行|, line \d+)?")
VERSION = re.compile(r"\b\d{6,8}(?:-\d{8}T\d{6})?-[0-9a-f]{4,6}\b")
LATIN_NAMES = {"EN", "CSV", "XLSX", "Kish", "logit", "utf", "sig", "gb", "SQL", "python"}
STREAMLITS_OWN = {"Skip to main content", "Open"}
CHINESE_NAMES = {"中"}


def quoted(said: Words) -> str:
    """Select what is shown as it was delivered: rows that were not taken, titles of sources."""
    return (
        f'table[aria-label="{said("data.quarantine_title")}"], '
        f'td[data-label="{said("rankings.citation")}"], '
        f'td[data-label="{said("course.class")}"]'
    )


def latin_left(texts: list[str]) -> set[str]:
    """Name the Latin words of a Chinese page that are no names."""
    known = LATIN_NAMES | {word for metric in metrics() for word in words_in(metric)}
    bare = [VERSION.sub("", FILE.sub("", text)) for text in texts if text not in STREAMLITS_OWN]
    return {word for text in bare for word in words_in(text)} - known


def han_left(texts: list[str]) -> set[str]:
    """Name the Chinese words of an English page that are no names."""
    bare = [FILE.sub("", text) for text in texts]
    return {word for text in bare for word in HAN.findall(text)} - CHINESE_NAMES


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read(window, language, size, scheme):
    reader = window(scheme=scheme, size=SIZES[size])
    faults = {}
    for name in NAMES:
        reader.open(name, lang=language)
        faults |= {f"{name} {what}": found for what in FAULTS if (found := reader.measured(what))}
        if (room := reader.measured("sidewaysRoom")) > 1:
            faults[f"{name} can be pushed sideways"] = room
        texts = reader.measured("texts", quoted(words(language)))
        if left := latin_left(texts) if language == "zh" else han_left(texts):
            faults[f"{name} is not translated"] = sorted(left)
        assert reader.page.title().startswith(words(language)(f"page.{name}"))
        assert reader.measured("ground") == rgb(tokens(scheme).paper)
    assert faults == {}


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"
