"""The demonstration's deliveries: every record is accounted for, and every bad one is found."""

import tomllib

import pytest

from pipelines.demo import TRUTH
from pipelines.demo.event_files import CORRECTIONS
from warehouse.account import rejected
from warehouse.ledger import manifests


@pytest.fixture(scope="module")
def truth(demonstration):
    return tomllib.loads((demonstration.deliveries / TRUTH).read_text(encoding="utf-8"))


def test_what_was_spoilt_is_quarantined_and_nothing_else(demonstration, truth):
    found = rejected(demonstration.data_dir, manifests(demonstration.data_dir))
    quarantined = {
        (row["file"], row["source_line"], row["reason"]) for row in found.iter_rows(named=True)
    }
    planted = {(one["file"], one["line"], one["reason"]) for one in truth["bad_rows"]}
    assert quarantined == planted


def test_every_delivered_record_is_in_the_account(demonstration, truth):
    accounts = {
        file.file: file.records
        for load in manifests(demonstration.data_dir)
        for file in load.files
        if not file.is_derived
    }
    assert accounts == {
        # Corrections are loaded by themselves, so that their names begin below their folder.
        one["file"].removeprefix(f"{CORRECTIONS}/"): one["records"]
        for one in truth["files"]
    }
