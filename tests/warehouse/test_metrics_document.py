"""``docs/metrics.md``: written from the definitions, and never behind them."""

import re
from pathlib import Path

import pytest

from warehouse.__main__ import main
from warehouse.catalog import metrics
from warehouse.metrics_document import DOCUMENT, metrics_document

ROOT = Path(__file__).parents[2]


def test_the_document_is_what_the_definitions_say():
    assert DOCUMENT.read_text(encoding="utf-8") == metrics_document(), "python -m warehouse docs"


def test_writing_it_again_changes_nothing():
    before = DOCUMENT.read_bytes()
    assert main(["docs"]) == 0
    assert DOCUMENT.read_bytes() == before


@pytest.mark.parametrize("metric_id", metrics())
def test_every_metric_is_in_it_in_both_languages(metric_id):
    metric, text = metrics()[metric_id], metrics_document()
    assert text.count(f'<a id="{metric_id}"></a>') == 1
    for words in (metric.label, metric.definition):
        assert words["zh"] in text
        assert words["en"] in text


def test_its_links_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", metrics_document())
    assert links
    headings = re.findall(r'<a id="([\w-]+)">', (ROOT / "docs" / "methods.md").read_text("utf-8"))
    for link in set(links):
        path, _, anchor = link.partition("#")
        assert (ROOT / "docs" / path).resolve().is_file(), link
        assert not anchor or anchor in headings, link
