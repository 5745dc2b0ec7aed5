"""Whatever is done to a file, each of its records is accepted, quarantined or skipped."""

import polars as pl
import pytest

from tests.load.city import DONE, FILE_REFUSED, SOME_QUARANTINED, account
from tests.properties.damage import (
    FORMATS,
    ROWS,
    chance_of,
    spoilt_bytes,
    spoilt_cells,
    spoilt_inside,
)
from warehouse.ledger import manifests
from warehouse.reasons import reasons

# Of 1 000 in all, few of what costs a child process each.
LOADS = {"patrols.csv": 24, "patrols.xlsx": 1, "patrols.parquet": 1, "grids.geojson": 1}
FILES_A_LOAD = {"patrols.csv": 38, "patrols.xlsx": 30, "patrols.parquet": 30, "grids.geojson": 30}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "seed"), [(name, seed) for name, loads in LOADS.items() for seed in range(loads)]
)
def test_no_record_is_lost_whatever_is_done_to_a_file(new_city, name, seed):
    chance, city = chance_of(f"{name} {seed}"), new_city()
    stem, _, ending = name.partition(".")
    shaped = set()
    for number in range(FILES_A_LOAD[name]):
        path = f"{stem}_{number:02}.{ending}"
        match number % 3:
            case 0:
                shaped.add(path)
                content = FORMATS[name](spoilt_cells(chance))
            case 1:
                content = spoilt_bytes(FORMATS[name](spoilt_cells(chance)), chance)
            case _:
                content = spoilt_inside(name, FORMATS[name](spoilt_cells(chance)), chance)
        city.deliver(path, content)
    said = city.load(city.inbox, "--source", stem)
    assert said.code in {DONE, SOME_QUARANTINED, FILE_REFUSED}
    assert len(said.files) == FILES_A_LOAD[name]
    for file in said.files:
        account(file)
        assert file["file"] not in shaped or file["records"] == ROWS
    _hold_the_lake_to_its_account(city)


def _hold_the_lake_to_its_account(city):
    """Count what was written, file by file."""
    (load,) = manifests(city.data_dir)
    for file in load.files:
        rows = [pl.read_parquet(city.data_dir.lake / part) for part in file.parts]
        kept = [pl.read_parquet(city.data_dir.lake / part) for part in file.quarantine]
        accepted = pl.concat(rows)["source_line"] if rows else pl.Series(dtype=pl.UInt32)
        quarantined = pl.concat(kept)["source_line"] if kept else pl.Series(dtype=pl.UInt32)
        assert (accepted.len(), quarantined.n_unique()) == (file.accepted, file.quarantined)
        assert accepted.n_unique() == accepted.len()
        assert not set(accepted) & set(quarantined)
        assert set(file.reasons) <= set(reasons())
        assert file.refused is None or (file.records, file.parts) == (0, ())


def test_a_thousand_files_are_tried():
    tried = sum(loads * FILES_A_LOAD[name] for name, loads in LOADS.items())
    assert tried >= 1000
