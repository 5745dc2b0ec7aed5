"""The document on methods holds every heading that a docstring refers to."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "warehouse" / "statistics").rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_source_leads_to_a_heading(module):
    headings = re.findall(
        r'^## <a id="([\w-]+)"></a>',
        (ROOT / "docs" / "methods.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(headings) == len(set(headings))
    cited = re.findall(r"docs/methods\.md#([\w-]+)", module.read_text("utf-8"))
    assert set(cited) <= set(headings)
