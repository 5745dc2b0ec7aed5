"""The delivered files: the same for a seed, readable, and bad only where they say so."""

import hashlib
import tomllib
from collections import Counter

import polars as pl
import pytest

from pipelines.demo import ImpossibleScaleError, Scenario, write
from tests.demo.deliveries import (
    SMALL,
    Deliveries,
    keeping,
    read_file,
    reasons_against,
    source_of,
    written,
)
from warehouse.reasons import reasons


def hashes(deliveries: Deliveries) -> dict[str, str]:
    return {
        path.relative_to(deliveries.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(deliveries.root.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(small, tmp_path):
    again = written(tmp_path, scale=SMALL, scenario=Scenario.DEFAULT)
    assert hashes(again) == hashes(small)


def test_another_seed_gives_other_events_in_the_same_files(small, tmp_path):
    other = hashes(written(tmp_path, scale=SMALL, scenario=Scenario.DEFAULT, seed=2))
    mine = hashes(small)
    assert other.keys() == mine.keys()
    unchanged = {name for name, value in mine.items() if other[name] == value}
    assert unchanged <= {name for name in mine if name.endswith("delivery.toml")} | {
        "01-registers/areas_civil_codes.csv",
        "02-benchmarks/annotations.csv",
        "02-benchmarks/rankings_published.csv",
        "02-benchmarks/targets.xlsx",
    }


def test_the_null_scenario_has_the_same_files(planted, null):
    assert [one["file"] for one in planted.files] == [one["file"] for one in null.files]


def test_every_row_keeps_its_contract_but_the_listed_ones(small):
    for file in small.files:
        name = str(file["file"])
        rows = small.text(name)
        assert keeping(rows, source_of(small, name)).height == rows.height, name


def test_every_file_holds_the_records_it_is_said_to_hold(small):
    for file in small.files:
        _, records = read_file(small.root / str(file["file"]))
        assert len(records) == file["records"], file


def test_no_key_stands_twice_in_a_source(small):
    for name in {str(file["source"]) for file in small.files}:
        rows = small.typed(name)
        key = list(source_of_name(small, name).key)
        assert not rows.select(key).is_duplicated().any(), name


def source_of_name(deliveries, name):
    return source_of(
        deliveries, next(str(one["file"]) for one in deliveries.files if one["source"] == name)
    )


def test_every_listed_bad_row_is_bad_for_its_reason(small):
    for bad in small.truth["bad_rows"]:
        header, records = read_file(small.root / bad["file"])
        record = next(record for record in records if record.line == bad["line"])
        if bad["reason"] == "too_few_cells":
            assert len(record.cells) < len(header)
        elif bad["reason"] == "total_row":
            assert record.cells[0] == "合计"
        elif bad["reason"] == "conflicts_in_file":
            twins = [other.cells for other in records if other.cells[0] == record.cells[0]]
            assert len(twins) == 2
            assert twins[0] != twins[1]
        else:
            assert reasons_of(small, bad["file"], header, record) == {bad["reason"]}, bad


def reasons_of(deliveries, name, header, record):
    source = source_of(deliveries, name)
    by_header = {
        spoken: field.name for field in source.fields for spoken in (field.name, *field.names)
    }
    row = pl.DataFrame(
        {
            by_header[column]: pl.Series([cell], dtype=pl.String)
            for column, cell in zip(header, record.cells, strict=True)
        }
    ).with_columns(pl.Series("source_line", [record.line], dtype=pl.UInt32))
    return reasons_against(row, source)


def test_bad_rows_are_of_many_kinds_and_all_kinds_are_known(small):
    kinds = Counter(bad["reason"] for bad in small.truth["bad_rows"])
    assert sum(kinds.values()) >= 25
    assert len(kinds) >= 15
    assert kinds.keys() <= reasons().keys()


def test_every_folder_says_that_it_is_a_demonstration(small):
    for folder in (small.root, *(path for path in small.root.iterdir() if path.is_dir())):
        note = tomllib.loads((folder / "delivery.toml").read_text(encoding="utf-8"))
        assert note["is_demonstration"]
        assert note["has_sketched_outlines"]
        assert {"zh", "en"} <= note["notice"].keys()


def test_the_correction_is_exported_later_and_changes_what_was_sent(small):
    first, later = (
        tomllib.loads((small.root / name).read_text(encoding="utf-8"))["exported_at"]
        for name in ("delivery.toml", "corrections-upsert/delivery.toml")
    )
    assert first < later
    sent = small.typed("matters")
    (name,) = [str(one["file"]) for one in small.files if "corrections" in str(one["file"])]
    again = keeping(small.text(name), source_of(small, name))
    both = again.join(sent, on="matter_id", suffix="_before")
    assert both.height == again.height
    changed = both.filter(pl.col("due_at") != pl.col("due_at_before"))
    assert changed.height == small.truth["corrected_matters"] > 0


@pytest.mark.parametrize("scale", [0.0, 0.01, 51.0])
def test_an_impossible_scale_is_refused(tmp_path, scale):
    with pytest.raises(ImpossibleScaleError, match="between"):
        write(tmp_path, scale=scale)
