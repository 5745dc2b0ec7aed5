"""Published numbers, copied with their sources into ``reference``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).with_name("reference")


@pytest.fixture(scope="session")
def reference() -> Callable[[str], dict[str, Any]]:
    """Give a reader of one file of published numbers, by its name without the ending."""

    def read(name: str) -> dict[str, Any]:
        return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    return read
