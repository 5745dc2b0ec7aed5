"""Audits before a version is published: each finds what it is there for; the old one stays."""

import duckdb
import polars as pl
import pytest

from tests.builders import warehouse
from tests.warehouse.district import delivered, deliveries
from warehouse.build import CHECKS_DIR, CheckFailedError, check_grain, create, run_checks
from warehouse.connection import open_current
from warehouse.model_files import Model, ModelError
from warehouse.snapshots import current_id, versions

AUDIT_FAILED = 5
# What no delivery can do while the models are right, done to their tables.
BREAKING = {
    "grid_versions_do_not_overlap": """
        insert into marts.dim_grids
        select * replace (valid_from + 1 as valid_from, grid_key || 'x' as grid_key)
        from marts.dim_grids limit 1
        """,
    "levels_add_up": """
        update marts.fct_metric_counts set numerator = numerator + 1
        where metric_id = 'pt_self_found' and area_code = 'D' and period_kind = 'month'
        """,
    "no_matter_is_lost": "delete from marts.fct_matters where matter_id = 'E1'",
    "no_patrol_is_lost": """
        update reductions.int_patrols_counted set delivered_count = delivered_count - 1
        where grid_key = 'S1G1@2018-01-01'
        """,
    "one_district": """
        insert into marts.dim_areas
        select * replace ('D2' as area_code) from marts.dim_areas where level = 'district'
        """,
    "parts_add_up": """
        update marts.fct_metric_parts set numerator = numerator + 1
        where metric_id = 'pt_self_found' and area_code = 'S1' and period_kind = 'month'
        """,
    "shares_are_shares": """
        update marts.fct_metric_counts set numerator = 'inf'
        where metric_id = 'pt_self_found' and area_code = 'S1G1' and period_kind = 'month'
        """,
}


@pytest.fixture(scope="module")
def sound():
    """Give the small district as a build leaves it before the audits."""
    return warehouse(deliveries(), cutoff="2020-04-05 08:00:00")


def test_every_audit_is_broken_here_once():
    assert sorted(BREAKING) == sorted(path.stem for path in CHECKS_DIR.glob("*.sql"))


@pytest.mark.parametrize("check", BREAKING)
def test_an_audit_finds_what_it_is_there_for_and_no_other_does(sound, check):
    sound.execute("begin")
    try:
        sound.execute(BREAKING[check])
        with pytest.raises(CheckFailedError, match=check) as failed:
            run_checks(sound)
        assert list(failed.value.failures) == [check]
    finally:
        sound.execute("rollback")
    run_checks(sound)


def tampered(city, source, **changes):
    """Change accepted rows behind the back of the contract, in the lake itself."""
    (part,) = [
        path for path in (city.data_dir.lake / source).glob("*.parquet") if path.stem[0] != "_"
    ]
    rows = pl.read_parquet(part)
    rows.with_columns(**changes).write_parquet(part)


def test_a_failed_audit_leaves_the_old_version(city):
    delivered(city)
    assert city.run("build").code == 0
    before = current_id(city.data_dir)
    shown = city.values("dl_offlist", level="district", period="2020-Q1")
    tampered(city, "tasks", hours=pl.when("is_off_list").then(-pl.col("hours")).otherwise("hours"))
    said = city.run("build", "--force")
    assert said.code == AUDIT_FAILED
    assert "shares_are_shares" in said.err
    assert "Traceback" not in said.err
    assert current_id(city.data_dir) == before
    assert [one.version_id for one in versions(city.data_dir)] == [before]
    assert city.values("dl_offlist", level="district", period="2020-Q1") == shown
    assert not list(city.data_dir.scratch.glob("build*"))
    assert not list(city.data_dir.versions.glob("*.building*"))


def test_a_build_without_news_publishes_nothing(city):
    delivered(city)
    assert city.run("build").code == 0
    assert city.run("build").code == 0
    assert len(versions(city.data_dir)) == 1
    assert city.run("build", "--force").code == 0
    assert len(versions(city.data_dir)) == 2


def test_a_table_is_held_to_its_grain():
    with duckdb.connect() as con:
        con.execute("create schema marts")
        sql = "select unnest([1, 1, 2]) as matter_id, unnest(['a', 'b', 'b']) as step"
        create(con, Model("marts.fct_steps", sql, "matter_id, step", frozenset()))
        check_grain(con, "marts.fct_steps", "matter_id, step")
        with pytest.raises(ModelError, match=r"marts\.fct_steps: two rows at grain \(matter_id\)"):
            check_grain(con, "marts.fct_steps", "matter_id")


def test_only_marts_are_published(built):
    tables = open_current(built.data_dir).ask(
        "select distinct table_schema from information_schema.tables"
    )
    assert tables["table_schema"].to_list() == ["marts"]
