"""A metric without a specification by example is not a metric yet."""

from pathlib import Path

import pytest

from warehouse.catalog import metrics

HERE = Path(__file__).parent


@pytest.mark.parametrize("metric_id", metrics())
def test_a_metric_has_examples(metric_id):
    examples = HERE / f"test_{metric_id}.py"
    assert examples.exists()
    assert "example(" in examples.read_text(encoding="utf-8")
