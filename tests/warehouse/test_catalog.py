"""Definitions of metrics: what a file must say, and what is refused."""

import re
import tomllib
from pathlib import Path

import pytest

from warehouse.catalog import METRICS_DIR, MetricDefinitionError, metrics, read_metrics
from warehouse.metric_files import metric_from_file

ROOT = Path(__file__).parents[2]
GOOD = (METRICS_DIR / "ev_rework.toml").read_text(encoding="utf-8")
RATE = (METRICS_DIR / "pb_homes.toml").read_text(encoding="utf-8")


def written(tmp_path, text, name="ev_rework"):
    path = tmp_path / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_there_are_thirty_two_metrics_of_six_pillars():
    assert len(metrics()) == 32
    sizes = [
        sum(one.metric_id.startswith(p) for one in metrics().values())
        for p in ("sv_", "pt_", "ev_", "gb_", "pb_", "tm_", "dl_", "sz_")
    ]
    assert sizes == [5, 5, 11, 2, 3, 3, 1, 2]


@pytest.mark.parametrize("metric_id", metrics())
def test_a_metric_leads_to_a_heading_of_the_methods(metric_id):
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    headings = re.findall(r'^#+ <a id="([\w-]+)"></a>', text, re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert metrics()[metric_id].source.partition("#")[2] in headings


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "share"\n', "", "ev_rework.toml: missing field unit"),
        ('unit = "share"', 'unit = "share"\ncolour = "red"', "unknown field colour"),
        ('unit = "share"', 'unit = "hours"', "unit: share, for a share"),
        ('kind = "share"', 'kind = "average"', "kind: not one of"),
        ('polarity = "low_is_good"', 'polarity = "low"', "polarity: not one of"),
        ('interval = "wilson"', 'interval = "byar"', "interval: not for a share"),
        ("minimum_denominator = 20", "minimum_denominator = 0", "not a number above 0"),
        ("minimum_denominator = 20", 'minimum_denominator = "20"', "not a number above 0"),
        ('levels = ["district", "street"', 'levels = ["street", "district"', "in this order"),
        ('model = "marts.', 'model = "lake.', "not a table of the schema marts"),
        ('source = "docs/methods.md#', 'source = "docs/other.md#', "not a heading of"),
        (
            'checked_by = "evaluation-office"',
            'checked_by = "command-centre"',
            "than the owner",
        ),
        ("review_due_on = 2027-11-20", 'review_due_on = "soon"', "review_due_on: not a date"),
        ('needs = ["matters", "matter_steps"]', 'needs = ["matter_steps"]', "one of them"),
        ('needs = ["matters", "matter_steps"]', 'needs = ["matters", "x"]', "no source x"),
        ('numerator = "facts.is_due and facts.is_returned"\n', "", "needed with a denominator"),
        ('unit = "share"', 'unit = "share"\nper = 100', "per: for rates only"),
        ('unit = "share"', 'unit = "share"\nitem = "is_secure"', "item: for surveys"),
        ('zh = "返工率"\n', "", "label: not words in zh and en"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_field(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(MetricDefinitionError, match=re.escape(said)) as refused:
        metric_from_file(written(tmp_path, GOOD.replace(old, new)))
    assert str(refused.value).startswith("ev_rework.toml: ")


def test_a_file_that_is_no_toml_is_named(tmp_path):
    with pytest.raises(MetricDefinitionError, match=r"^ev_rework\.toml: "):
        metric_from_file(written(tmp_path, "pillar = "))


def test_two_metrics_do_not_stand_in_one_place(tmp_path):
    written(tmp_path, RATE, "pb_homes")
    written(tmp_path, RATE, "pb_houses")
    with pytest.raises(MetricDefinitionError, match="order: more than one file"):
        read_metrics(tmp_path)


def test_the_files_hold_nothing_that_is_read_twice():
    for path in METRICS_DIR.glob("*.toml"):
        body = tomllib.loads(path.read_text(encoding="utf-8"))
        assert "id" not in body, path.name
