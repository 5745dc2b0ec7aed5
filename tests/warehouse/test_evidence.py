"""Behind every number stand its rows, each with the file and the line it was delivered in."""

import pytest

from warehouse.catalog import Counts, metrics
from warehouse.evidence import EVENTS
from warehouse.periods import Period

QUARTER = Period.parse("2020-Q1")
EVERYTHING = 100_000
KEYS = {
    "marts.fct_matters": "matter_id",
    "marts.fct_matters_held": "matter_id",
    "marts.fct_revisits": "matter_id",
    "marts.fct_whistles": "matter_id",
    "marts.fct_tasks": "task_id",
    "marts.fct_mediations": "mediation_id",
}
OF_THINGS = [
    one.metric_id for one in metrics().values() if not one.is_asked and one.counts is Counts.THINGS
]
OF_PERSONS = [
    one.metric_id
    for one in metrics().values()
    if not one.is_asked and one.counts is not Counts.THINGS
]
ASKED = [one.metric_id for one in metrics().values() if one.is_asked]


def value(reader, metric_id, area):
    level = reader.areas.area(area).level
    rows = reader.values(metric_id, level=level, period=QUARTER)
    return rows.filter(area_code=area).row(0, named=True)


@pytest.mark.parametrize("area", ["D", "S1", "S2C1"])
@pytest.mark.parametrize("metric_id", OF_THINGS)
def test_rows_add_up_to_the_number(reader, metric_id, area):
    shown = value(reader, metric_id, area)
    found = reader.evidence(metric_id, area, period=QUARTER, limit=EVERYTHING)
    assert found.withheld == shown["withheld"]
    if not found.withheld:
        assert (found.numerator, found.denominator) == (shown["numerator"], shown["denominator"])
        assert found.fact_count == found.facts.height > 0
        assert found.facts["numerator"].sum() == pytest.approx(found.numerator)
        assert found.facts["denominator"].sum() == pytest.approx(found.denominator)


@pytest.mark.parametrize("metric_id", OF_THINGS)
def test_the_district_has_evidence_of_every_thing_it_counts(reader, metric_id):
    assert not reader.evidence(metric_id, "D", period=QUARTER).withheld


@pytest.mark.parametrize("metric_id", [m for m in OF_THINGS if metrics()[m].model in EVENTS])
def test_a_row_leads_to_its_line_in_the_delivered_file(built, reader, metric_id):
    metric = metrics()[metric_id]
    found = reader.evidence(metric_id, "D", period=QUARTER, limit=EVERYTHING)
    lines = {}
    for row in found.facts.iter_rows(named=True):
        text = lines.setdefault(
            row["file"], (built.inbox / row["file"]).read_text("utf-8").splitlines()
        )
        assert row[KEYS[metric.model]] in text[row["source_line"] - 1].split(",")
    assert set(lines) <= {f"{metric.evidence}.csv", "matter_steps.csv", "matters.csv"}
    assert found.loads["row_count"].sum() == found.fact_count


@pytest.mark.parametrize("metric_id", OF_PERSONS)
def test_of_persons_only_published_cells_are_shown(reader, metric_id):
    found = reader.evidence(metric_id, "D", period=QUARTER, limit=EVERYTHING)
    assert not found.withheld
    hidden = found.facts.filter(found.facts["withheld"].is_not_null())
    assert hidden["numerator"].null_count() == hidden.height
    shown = found.facts.filter(found.facts["withheld"].is_null())
    assert shown["numerator"].sum() <= found.numerator
    personal = {"member_code", "household_key", "visit_id"} & set(found.delivered.columns)
    assert personal
    for column in personal:
        assert found.delivered[column].unique().to_list() == ["•••"]


@pytest.mark.parametrize("metric_id", ASKED)
def test_answers_are_shown_as_delivered_without_the_person(reader, metric_id):
    found = reader.evidence(metric_id, "S1", period=QUARTER, limit=EVERYTHING)
    assert (found.fact_count, found.delivered_count) == (0, 300)
    assert found.delivered["response_id"].unique().to_list() == ["•••"]
    assert found.delivered["street_code"].unique().to_list() == ["S1"]


def test_no_more_rows_are_given_than_asked_for_and_all_are_counted(reader):
    found = reader.evidence("pt_self_found", "D", period=QUARTER, limit=7)
    assert (found.facts.height, found.delivered.height) == (7, 7)
    assert (found.fact_count, found.delivered_count) == (160, 160)


def test_a_period_without_a_number_has_no_evidence(reader):
    found = reader.evidence("pt_self_found", "D", period=Period.parse("2019-Q1"))
    assert (found.withheld, found.facts.height, found.delivered.height) == ("no_data", 0, 0)
