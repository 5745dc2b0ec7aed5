"""Which files of a folder are delivered, and what a name may be."""

import os

import pytest

from tests.load.city import FILE_REFUSED, account, table

PATROLS = table("patrols", {})


def test_notes_half_transfers_and_hidden_files_are_passed_over(city):
    aside = ("README.txt", "delivery.toml", "notes.md", "patrols.csv.part", ".patrols.csv",
             ".git/patrols.csv", "~$patrols.xlsx", "patrols.tmp")  # fmt: skip
    for name in aside:
        city.deliver(name, "exported_at = 2020-12-31" if name.endswith("toml") else PATROLS)
    city.deliver("patrols.csv", PATROLS)
    said = city.load(city.inbox)
    assert [file["file"] for file in said.files] == ["patrols.csv"]


def test_folders_are_gone_through_in_the_order_of_names(city):
    names = ["2019/a.csv", "2020/03/b.csv", "2020/a.csv", "z.csv"]
    for number, name in enumerate(reversed(names)):
        city.deliver(name, table("patrols", {"patrol_id": f"P{number}"}))
    assert [file["file"] for file in city.load(city.inbox).files] == names


def test_what_is_named_is_taken_whatever_its_name(city):
    said = city.load(city.deliver(".hidden.tmp", PATROLS), "--source", "patrols")
    assert account(said.file) == (1, 0, 0)


def test_links_pipes_and_folders_are_refused_and_nothing_waits(city):
    target = city.deliver("patrols.csv", PATROLS)
    (city.inbox / "link.csv").symlink_to(target)
    os.mkfifo(city.inbox / "pipe.csv")
    said = city.load(city.inbox)
    refused = {file["file"]: file["refused"] for file in said.files}
    assert said.code == FILE_REFUSED
    assert refused == {
        "link.csv": "not_a_regular_file",
        "patrols.csv": None,
        "pipe.csv": "not_a_regular_file",
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("CON.csv", "CON.csv"),
        ("a\nb.csv", "a\ufffdb.csv"),
        ("\u202evsc.csv", "\ufffdvsc.csv"),
        ("..patrols.csv", "..patrols.csv"),
        ("路灯.CSV", "路灯.CSV"),
        ("x" * 250 + ".csv", "x" * 250 + ".csv"),
    ],
)
def test_a_name_is_shown_on_one_line_and_used_as_no_path(city, name, shown):
    said = city.load(city.deliver(name, PATROLS))
    assert (said.file["file"], account(said.file)) == (shown, (1, 0, 0))
    assert all(name not in part.name for part in city.data_dir.lake.rglob("*"))


def test_a_note_that_cannot_be_used_is_named(city):
    city.deliver("patrols.csv", PATROLS)
    city.deliver("delivery.toml", 'exported_at = "soon"')
    said = city.load(city.inbox)
    assert said.code == 2
    assert said.err.startswith("delivery.toml, exported_at: write it as 2021-01-04T08:00:00")
