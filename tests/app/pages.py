"""Open a page and read what it shows."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.config import set_option
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES
from dashboard.text import words

ROOT = Path(__file__).parents[2]
NAMES = [entry.name for entry in PAGES]
SECTIONS = sorted({key.partition(".")[0] for key in words("zh").keys()})  # noqa: SIM118
KEY = re.compile(rf"(?<![\w./-])(?:{'|'.join(SECTIONS)})\.[a-z_]+(?![\w.(/])")
BLANK = re.compile(r"\{[a-z_]+\}")
TAG = re.compile(r"<[^>]+>")
SPOKEN = re.compile(r'(?:alt|aria-label|data-label)="([^"]*)"')
PATIENCE = 60


@dataclass(frozen=True)
class Pages:
    """The app over one data folder; caches of other folders are forgotten."""

    root: Path

    @classmethod
    def over(cls, root: Path, monkeypatch: pytest.MonkeyPatch) -> "Pages":
        monkeypatch.setenv("DATA_DIR", str(root))
        # Readers are spared the details of a fault; a test is not.
        set_option("client.showErrorDetails", "full")
        st.cache_data.clear()
        st.cache_resource.clear()
        return cls(root)

    def open(self, name: str, **view: str) -> AppTest:
        """Follow a link to a page."""
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=PATIENCE)
        app.switch_page(f"dashboard/pages/{name}.py")
        for key, value in view.items():
            app.query_params[key] = value
        return app.run()


def problems(app: AppTest) -> list[str]:
    """Name what a reader must never meet: an exception, a bare key, an unfilled blank."""
    found = [f"{one.message}\n{''.join(one.stack_trace)}" for one in app.exception]
    for text in texts(app):
        found += [f"{match} in {text!r}" for match in KEY.findall(text) + BLANK.findall(text)]
    return found


def texts(app: AppTest) -> list[str]:
    """List every text a page shows or speaks."""
    return [text for element in elements(app) for text in _texts_of(element) if text.strip()]


def html(app: AppTest) -> str:
    """Give all markup of a page."""
    return "\n".join(one.proto.body for one in elements(app) if one.type == "html")


def shown(app: AppTest) -> str:
    """Give all text of a page in one piece."""
    return "\n".join(texts(app))


def elements(app: AppTest) -> Iterator:
    yield from _below(app._tree)  # noqa: SLF001


def _below(block) -> Iterator:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _below(child)


def _texts_of(element) -> Iterator[str]:
    if element.type == "html":
        body = re.sub(r"<style>.*?</style>", "", element.proto.body, flags=re.DOTALL)
        yield from (unescape(one) for one in SPOKEN.findall(body))
        yield from (unescape(one) for one in TAG.split(body))
    elif element.type == "plotly_chart":
        yield element.proto.alt
        yield from _texts_in(json.loads(element.proto.spec))
    else:
        for name in ("label", "body", "help", "placeholder"):
            text = getattr(element, name, "") or getattr(element.proto, name, "")
            if isinstance(text, str):
                yield text
        for option in getattr(element, "options", ()) or ():
            yield str(option)


def _texts_in(node) -> Iterator[str]:
    """Give the texts of a figure: annotations, ticks, hovers."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in {"text", "ticktext"}:
                found = value if isinstance(value, list) else [value]
                yield from (unescape(TAG.sub(" ", one)) for one in found if isinstance(one, str))
            elif name != "template":
                yield from _texts_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts_in(value)
