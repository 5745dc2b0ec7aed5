"""Append, upsert and replace: what a later delivery adds, corrects and takes away."""

import pytest

from tests.builders import COMMUNITY, DISTRICT, GRID, HIERARCHY, STREET
from tests.load.city import DONE, FILE_REFUSED, MISTAKE, SOME_QUARANTINED, account, table

OTHER_GRID = "320116009001001"
JANUARY, FEBRUARY = "2020-01-10 08:00:00", "2020-02-10 08:00:00"


def patrols(*overrides):
    return table("patrols", *({"ended_at": None, **one} for one in overrides))


def started(city):
    return dict(city.rows("patrols", "patrol_id", "started_at::varchar"))


def test_append_adds_what_is_new(city):
    for name in ("P1", "P2"):
        said = city.load(city.deliver(f"{name}.csv", patrols({"patrol_id": name})))
        assert (said.code, account(said.file)) == (DONE, (1, 0, 0))
    assert [name for (name,) in city.rows("patrols", "patrol_id")] == ["P1", "P2"]


def test_append_does_not_correct(city):
    city.load(city.deliver("first.csv", patrols({"started_at": JANUARY})))
    said = city.load(city.deliver("later.csv", patrols({"started_at": FEBRUARY})))
    assert (said.code, account(said.file)) == (SOME_QUARANTINED, (0, 1, 0))
    assert said.file["reasons"] == {"already_loaded_otherwise": 1}
    assert started(city) == {"P1": JANUARY}


def test_a_correction_takes_the_place_of_what_it_corrects(city):
    before = ({"patrol_id": name, "started_at": JANUARY} for name in ("P1", "P2"))
    city.load(city.deliver("patrols_2020-01.csv", patrols(*before)))
    corrected = patrols(
        {"patrol_id": "P2", "started_at": FEBRUARY}, {"patrol_id": "P3", "started_at": FEBRUARY}
    )
    said = city.load(city.deliver("corrections/patrols.csv", corrected), "--mode", "upsert")
    assert (said.code, account(said.file)) == (DONE, (2, 0, 0))
    assert started(city) == {"P1": JANUARY, "P2": FEBRUARY, "P3": FEBRUARY}


def test_a_correction_may_empty_a_cell(city):
    city.load(city.deliver("a.csv", table("patrols", {"findings": 3})))
    city.load(city.deliver("b.csv", table("patrols", {"findings": None})), "--mode", "upsert")
    assert city.rows("patrols", "findings") == [(None,)]


def test_a_correction_that_changes_nothing_is_skipped(city):
    city.load(city.deliver("a.csv", patrols({}, {"patrol_id": "P2"})))
    said = city.load(city.deliver("b.csv", patrols({})), "--mode", "upsert")
    assert (said.code, account(said.file)) == (DONE, (0, 0, 1))
    assert said.file["notes"] == {"skipped_already_loaded": 1}


def test_of_two_corrections_the_later_holds(city):
    city.load(city.deliver("a.csv", patrols({"findings": 1})))
    for findings in (2, 3):
        corrected = city.deliver(f"{findings}.csv", patrols({"findings": findings}))
        city.load(corrected, "--mode", "upsert")
    assert city.rows("patrols", "findings") == [(3,)]


def test_in_one_load_the_later_correction_holds(city):
    for findings in (2, 3):
        city.deliver(f"{findings}.csv", patrols({"findings": findings}))
    said = city.load(city.inbox, "--source", "patrols", "--mode", "upsert")
    assert [account(file) for file in said.files] == [(0, 0, 1), (1, 0, 0)]
    assert said.files[0]["notes"] == {"skipped_overtaken_in_this_load": 1}
    assert city.rows("patrols", "findings") == [(3,)]


def test_in_one_load_appended_rows_do_not_overtake_each_other(city):
    for findings in (2, 3):
        city.deliver(f"{findings}.csv", patrols({"findings": findings}))
    said = city.load(city.inbox, "--source", "patrols")
    assert [account(file) for file in said.files] == [(1, 0, 0), (0, 1, 0)]
    assert city.rows("patrols", "findings") == [(2,)]


def test_a_replaced_month_holds_nothing_but_what_it_brings(city):
    first = [("P1", JANUARY), ("P2", JANUARY), ("P3", FEBRUARY)]
    rows = ({"patrol_id": name, "started_at": at} for name, at in first)
    city.load(city.deliver("a.csv", patrols(*rows)))
    again = city.deliver("b.csv", patrols({"patrol_id": "P2", "started_at": JANUARY}))
    said = city.load(again, "--mode", "replace", "--scope", "month=2020-01")
    assert (said.code, account(said.file)) == (DONE, (1, 0, 0))
    assert started(city) == {"P2": JANUARY, "P3": FEBRUARY}


def test_a_replaced_street_holds_nothing_but_what_it_brings(city):
    city.load(city.deliver("areas.csv", table("areas", *HIERARCHY)))
    city.load(city.deliver("grids.csv", table("grids", {})))
    both = patrols({"patrol_id": "P1"}, {"patrol_id": "P2", "grid_code": OTHER_GRID})
    city.load(city.deliver("a.csv", both))
    again = city.deliver("b.csv", patrols({"patrol_id": "P9"}))
    for area in (GRID, COMMUNITY, STREET):
        said = city.load(again, "--mode", "replace", "--scope", f"area={area}")
        assert (said.code, account(said.file)) == (DONE, (1, 0, 0))
        held = city.rows("patrols", "patrol_id", "grid_code")
        assert held == [("P2", OTHER_GRID), ("P9", GRID)]


def test_month_and_street_bound_a_replacement_together(city):
    rows = [("P1", JANUARY, GRID), ("P2", FEBRUARY, GRID), ("P3", JANUARY, OTHER_GRID)]
    named = ({"patrol_id": i, "started_at": at, "grid_code": g} for i, at, g in rows)
    city.load(city.deliver("a.csv", patrols(*named)))
    again = city.deliver("b.csv", patrols({"patrol_id": "P4", "started_at": JANUARY}))
    scope = ("--scope", "month=2020-01", f"area={GRID}")
    assert city.load(again, "--mode", "replace", *scope).code == DONE
    assert set(started(city)) == {"P2", "P3", "P4"}


def test_a_replacement_brings_nothing_from_outside_its_scope(city):
    rows = ({"patrol_id": i, "started_at": at} for i, at in (("P1", JANUARY), ("P2", FEBRUARY)))
    city.deliver("a.csv", patrols(*rows))
    said = city.load(
        city.inbox, "--source", "patrols", "--mode=replace", "--scope", "month=2020-01"
    )
    assert (said.code, account(said.file)) == (SOME_QUARANTINED, (1, 1, 0))
    assert said.file["reasons"] == {"outside_the_scope": 1}


def test_everything_may_be_replaced(city):
    city.load(city.deliver("a.csv", patrols({"patrol_id": "P1"}, {"patrol_id": "P2"})))
    said = city.load(
        city.deliver("b.csv", patrols({"patrol_id": "P3"})), "--mode=replace", "--scope", "all"
    )
    assert said.code == DONE
    assert [name for (name,) in city.rows("patrols", "patrol_id")] == ["P3"]


def test_a_replacement_leaves_other_sources_alone(city):
    city.load(city.deliver("a.csv", patrols({})))
    city.load(city.deliver("b.csv", table("matters", {})), "--mode=replace", "--scope", "all")
    assert city.rows("patrols", "patrol_id") == [("P1",)]


def test_a_replacement_without_a_record_takes_nothing_away(city):
    city.load(city.deliver("a.csv", patrols({})))
    empty = city.deliver("b.csv", patrols())
    said = city.load(empty, "--mode=replace", "--scope", "all")
    assert (said.code, account(said.file)) == (DONE, (0, 0, 0))
    assert said.file["notes"] == {"header_only": 1}
    assert city.rows("patrols", "patrol_id") == [("P1",)]


@pytest.mark.parametrize(
    ("source", "scope"),
    [
        ("grids", "month=2020-01"),
        ("targets", "month=2020-01"),
        ("annotations", f"area={DISTRICT}"),
        ("matter_steps", f"area={STREET}"),
    ],
)
def test_a_scope_that_cannot_be_told_of_a_source_is_refused(city, source, scope):
    city.deliver(f"{source}.csv", table(source, {}))
    said = city.load(city.inbox, "--mode", "replace", "--scope", scope)
    found = (said.file["refused"], account(said.file))
    if source == "annotations":
        assert found == (None, (0, 1, 0))
    else:
        assert (said.code, *found) == (FILE_REFUSED, "scope_does_not_fit", (0, 0, 0))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--mode", "replace"), "say which with --scope"),
        (("--scope", "all"), "--scope goes with --mode replace only"),
        (("--mode", "replace", "--scope", "month=2020-13"), "not a scope: month=2020-13"),
        (("--mode", "replace", "--scope", "area="), "not a scope: area="),
    ],
)
def test_a_scope_that_makes_no_sense_is_a_mistake(city, arguments, said):
    answer = city.load(city.deliver("patrols.csv", patrols({})), *arguments)
    assert (answer.code, answer.out) == (MISTAKE, "")
    assert said in answer.err


def test_modes_hold_across_formats(city, workbook):
    city.load(city.deliver("patrols.csv", patrols({"findings": 1})))
    rows = [("巡查编号", "网格编码", "开始时间", "发现问题数"), ("P1", GRID, JANUARY, 2)]
    said = city.load(city.deliver("更正.xlsx", workbook(rows)), "--mode", "upsert")
    assert (said.code, account(said.file)) == (DONE, (1, 0, 0))
    assert city.rows("patrols", "findings") == [(2,)]
