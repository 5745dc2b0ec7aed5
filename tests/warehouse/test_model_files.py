"""Model files: what each must state, and the order in which they are built."""

import pytest

from warehouse.model_files import (
    Model,
    ModelError,
    in_build_order,
    model_files,
    schema_of,
    tables_read,
)
from warehouse.steps import STEPS


def written(tmp_path, text, name="marts/fct_things.sql"):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_model_is_named_for_its_folder_and_file(tmp_path):
    model = Model.from_file(
        written(tmp_path, "-- Things.\n-- grain: thing_id, at\nselect 1 from staging.stg_things")
    )
    assert (model.name, model.grain) == ("marts.fct_things", "thing_id, at")
    assert model.reads == {"staging.stg_things"}


@pytest.mark.parametrize("text", ["select 1", "-- grain:\nselect 1", "-- grain: a b\nselect 1"])
def test_a_model_without_a_grain_is_refused(tmp_path, text):
    with pytest.raises(ModelError, match=r"fct_things\.sql: no '-- grain: <columns>' line"):
        Model.from_file(written(tmp_path, text))


def test_a_model_that_reads_a_later_tier_is_refused(tmp_path):
    text = "-- grain: a\nselect 1 as a from marts.dim_areas"
    with pytest.raises(ModelError, match=r"reads marts\.dim_areas, which is built later"):
        Model.from_file(written(tmp_path, text, "staging/stg_things.sql"))


def test_every_model_says_what_a_row_is_before_its_grain():
    for model in model_files():
        first, *_ = model.sql.splitlines()
        assert first.startswith("-- "), model.name
        assert not first.startswith("-- grain"), model.name
        assert set(model.grain.split(", ")) <= set(model.sql.replace(",", " ").split()) | {
            column.partition(".")[2]
            for column in model.sql.replace(",", " ").split()
            if "." in column
        }, model.name


def test_common_table_expressions_are_not_read_from():
    assert tables_read("with here as (select 1) select * from here, marts.dim_areas") == {
        "marts.dim_areas"
    }


def test_tables_come_after_those_they_read():
    reads = {model.name: model.reads for model in model_files()}
    reads |= {step.name: step.reads for step in STEPS}
    order = in_build_order(reads)
    assert sorted(order) == sorted(reads)
    for place, name in enumerate(order):
        assert {one for one in reads[name] if one in reads} <= set(order[:place])


def test_a_table_that_nobody_makes_is_named():
    with pytest.raises(ModelError, match=r"marts\.a: reads marts\.b, which no model makes"):
        in_build_order({"marts.a": frozenset({"marts.b", "lake.patrols", "seeds.limits"})})


def test_tables_that_read_each_other_are_named():
    reads = {"marts.a": frozenset({"marts.b"}), "marts.b": frozenset({"marts.a"})}
    with pytest.raises(ModelError, match=r"models read each other: marts\.[ab] → marts\.[ab]"):
        in_build_order(reads)


def test_staging_only_renames():
    """One staging model a source, read from the lake alone."""
    staged = [model for model in model_files() if schema_of(model.name) == "staging"]
    for model in staged:
        assert model.reads == {f"lake.{model.name.removeprefix('staging.stg_')}"}
