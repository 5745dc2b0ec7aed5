"""Rows and files that come more than once: skipped where they say the same, kept apart if not."""

from tests.load.city import DONE, SOME_QUARANTINED, account, table
from tests.reading.workbooks import HEADER, written


def patrols(*overrides):
    return table("patrols", *overrides)


def many(numbers, **more):
    return patrols(*({"patrol_id": f"P{number}", **more} for number in numbers))


def test_the_same_bytes_are_skipped(city):
    path = city.deliver("patrols.csv", many(range(5)))
    city.load(path)
    said = city.load(path)
    assert (said.code, account(said.file)) == (DONE, (0, 0, 5))
    assert said.file["notes"] == {"skipped_same_bytes": 5}


def test_the_same_bytes_are_known_under_another_name(city):
    city.load(city.deliver("patrols.csv", many(range(5))))
    city.deliver("again/巡查.csv", many(range(5)))
    city.deliver("again/巡查 (1).csv", many(range(5)))
    said = city.load(city.inbox / "again")
    assert [file["notes"] for file in said.files] == [{"skipped_same_bytes": 5}] * 2


def test_the_same_bytes_with_refused_neighbours_are_skipped_all_the_same(city):
    city.deliver("a.csv", many(range(2)))
    city.deliver("b.csv", b"")
    city.load(city.inbox)
    said = city.load(city.inbox)
    assert [account(file) for file in said.files] == [(0, 0, 2), (0, 0, 0)]
    assert said.files[1]["refused"] == "empty_file"


def test_the_same_bytes_are_read_again_after_a_correction(city):
    first = city.deliver("first.csv", patrols({"findings": 1}))
    city.load(first, "--mode", "upsert")
    city.load(city.deliver("second.csv", patrols({"findings": 2})), "--mode", "upsert")
    assert account(city.load(first, "--mode", "upsert").file) == (1, 0, 0)
    assert city.rows("patrols", "findings") == [(1,)]


def test_rows_of_a_quarantined_file_stay_in_its_account_when_it_is_sent_again(city):
    path = city.deliver("patrols.csv", patrols({}, {"patrol_id": "P2", "started_at": "neulich"}))
    assert city.load(path).code == SOME_QUARANTINED
    said = city.load(path)
    assert (said.code, account(said.file)) == (DONE, (0, 0, 2))


def test_a_re_sent_overlapping_export_adds_what_is_new(city):
    city.load(city.deliver("to_20.csv", many(range(20))))
    said = city.load(city.deliver("from_10.csv", many(range(10, 31))))
    assert (said.code, account(said.file)) == (DONE, (11, 0, 10))
    assert said.file["notes"] == {"skipped_already_loaded": 10}
    assert len(city.rows("patrols", "patrol_id")) == 31


def test_an_overlap_is_found_across_formats_and_spellings(city):
    rows = [HEADER, *((f"P{number}", "G1", "2020/3/2 8:00", 1) for number in range(20))]
    city.load(city.deliver("patrols.xlsx", written(rows)))
    again = {"grid_code": "G1", "findings": 1, "ended_at": None}
    said = city.load(city.deliver("patrols.csv", many(range(10, 30), **again)))
    assert account(said.file) == (10, 0, 10)


def test_an_overlap_spread_over_parts_is_found(city):
    for start in range(0, 100, 10):
        city.load(city.deliver(f"{start}.csv", many(range(start, start + 10))))
    said = city.load(city.deliver("all.csv", many(range(105))))
    assert account(said.file) == (5, 0, 100)


def test_identical_rows_of_a_file_are_taken_once(city):
    said = city.load(city.deliver("patrols.csv", many([1, 2, 1, 1])))
    assert (said.code, account(said.file)) == (DONE, (2, 0, 2))
    assert said.file["notes"] == {"skipped_identical_duplicate": 2}


def test_a_key_with_two_contents_is_quarantined_with_both(city):
    rows = patrols({"findings": 1}, {"patrol_id": "P2"}, {"findings": 2})
    said = city.load(city.deliver("patrols.csv", rows))
    assert (said.code, account(said.file)) == (SOME_QUARANTINED, (1, 2, 0))
    assert said.file["reasons"] == {"conflicts_in_file": 2}
    assert city.rows("patrols", "patrol_id") == [("P2",)]
    rejected = city.run("rejected").out
    assert "the other is in line 4" in rejected
    assert "the other is in line 2" in rejected


def test_a_key_of_several_columns_is_compared_as_a_whole(city):
    steps = [{"step": "reported"}, {"step": "accepted"}, {"step": "accepted", "level": "street"}]
    said = city.load(city.deliver("matter_steps.csv", table("matter_steps", *steps)))
    assert account(said.file) == (1, 2, 0)


def test_an_empty_cell_of_a_key_is_a_value_like_any_other(city):
    first = table("targets", {}, {"area_code": "320116", "level": None})
    assert account(city.load(city.deliver("targets.csv", first)).file) == (2, 0, 0)
    again = table("targets", {"target": 0.5})
    said = city.load(city.deliver("more_targets.csv", again), "--source", "targets")
    assert account(said.file) == (0, 1, 0)


def test_keys_that_differ_in_invisible_characters_are_one(city):
    rows = patrols({"findings": 1}, {"patrol_id": "\u200bＰ1", "findings": 2})
    said = city.load(city.deliver("patrols.csv", rows))
    assert account(said.file) == (0, 2, 0)


def test_a_file_without_records_leaves_what_is_there(city):
    city.load(city.deliver("a.csv", many(range(3))))
    said = city.load(city.deliver("b.csv", patrols()), "--mode", "upsert")
    assert (said.code, account(said.file), said.file["notes"]) == (
        DONE,
        (0, 0, 0),
        {"header_only": 1},
    )
    assert len(city.rows("patrols", "patrol_id")) == 3


def test_no_file_is_no_load(city):
    said = city.load(city.inbox)
    assert (said.code, said.json["load_id"], said.files) == (DONE, None, [])
    assert city.run("status", "--json").json["loads"] == []
