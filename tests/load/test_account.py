"""The account of a load: for programs as JSON, for people line by line, and what it leaves."""

import json

import pytest

from pipelines.load import SETTLING, load
from pipelines.request import LoadRequest
from tests.builders import HIERARCHY, VALID
from tests.load.city import (
    DONE,
    FILE_REFUSED,
    MISTAKE,
    SOME_QUARANTINED,
    City,
    account,
    table,
)
from tests.reading import test_geojson, test_parquet
from tests.reading.workbooks import HEADER, written
from warehouse.durable import only_writer
from warehouse.rejected_csv import FORMULA_STARTS

BAD = {"patrol_id": "P9", "started_at": "2020-13-01"}
SHAPE = {
    "file": str,
    "source": str | None,
    "records": int,
    "accepted": int,
    "quarantined": int,
    "skipped": int,
    "refused": str | None,
    "message": str | None,
    "reasons": dict,
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Load something in every format, good and bad."""
    city = City(tmp_path_factory.mktemp("mixed"))
    city.deliver("patrols.csv", table("patrols", {}, {"patrol_id": "P2"}, {}, BAD) + "\n\n,,,\n")
    book = [HEADER, ("P3", "G1", "2020-03-02 08:00:00", 1), ("P4", "G1", "#", 1)]
    city.deliver("patrols.xlsx", written(book))
    task = {name: [str(value)] for name, value in VALID["tasks"].items()}
    city.deliver("tasks.parquet", test_parquet.parquet(task))
    grid = test_geojson.feature(**VALID["grids"])
    city.deliver("grids.geojson", test_geojson.collection(grid))
    city.deliver("nothing.csv", b"")
    return city, city.load(city.inbox)


def test_every_record_is_accepted_quarantined_or_skipped(mixed):
    _, said = mixed
    assert {file["file"]: account(file) for file in said.files} == {
        "grids.geojson": (1, 0, 0),
        "nothing.csv": (0, 0, 0),
        "patrols.csv": (2, 1, 4),
        "patrols.xlsx": (1, 1, 0),
        "tasks.parquet": (1, 0, 0),
    }


def test_the_answer_has_the_shape_that_programs_rely_on(mixed):
    _, said = mixed
    assert isinstance(said.json["load_id"], str)
    for file in said.files:
        for name, kind in SHAPE.items():
            assert isinstance(file[name], kind), name
        assert (file["refused"] is None) == (file["message"] is None)
        assert all(isinstance(count, int) for count in file["reasons"].values())


def test_a_refused_file_does_not_keep_the_others_out(mixed):
    city, said = mixed
    assert said.code == FILE_REFUSED
    assert city.rows("patrols", "patrol_id") == [("P1",), ("P2",), ("P3",)]
    assert city.rows("tasks", "task_id") == [("T1",)]


def test_status_tells_what_was_loaded(mixed):
    city, said = mixed
    (listed,) = city.run("status", "--json").json["loads"]
    assert (listed["load_id"], listed["refused"]) == (said.json["load_id"], 1)
    assert listed["records"] == listed["accepted"] + listed["quarantined"] + listed["skipped"]


def test_a_refused_file_says_why_and_takes_nothing(city):
    said = city.load(city.deliver("nothing.csv", b""))
    why = "nothing.csv: the file is empty. Export it again and deliver it anew."
    assert (said.file["refused"], said.file["message"]) == ("empty_file", why)
    assert account(said.file) == (0, 0, 0)


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        ([table("patrols", {})], DONE),
        ([table("patrols", {}), table("patrols", BAD)], SOME_QUARANTINED),
        ([table("patrols", {}), ""], FILE_REFUSED),
        ([table("patrols", BAD), ""], FILE_REFUSED),
    ],
)
def test_the_exit_code_is_that_of_the_worst_file(city, contents, code):
    for number, content in enumerate(contents):
        city.deliver(f"{number}.csv", content)
    assert city.load(city.inbox).code == code
    assert city.run("load", "--mode", "upsert", city.inbox).code == code


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            [
                "patrols.csv: 4 records, 2 accepted, 1 quarantined, 1 skipped",
                "    1: not a valid time",
                "    1: identical with another record of the file",
            ],
        ),
        (
            "zh",
            [
                "patrols.csv：4 条，采用 2，存疑 1，跳过 1",
                "    1 条：不是有效时间",
                "    1：与同一文件的另一行完全相同",
            ],
        ),
    ],
)
def test_a_person_reads_the_account_line_by_line(city, lang, lines):
    path = city.deliver("patrols.csv", table("patrols", {}, {"patrol_id": "P2"}, {}, BAD))
    said = city.run("load", path, lang=lang)
    assert said.out.splitlines()[:3] == lines
    assert "rejected --load-id" in said.out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "nothing.csv: nothing of it was taken. the file is empty."),
        ("zh", "nothing.csv"),
    ],
)
def test_a_refusal_is_written_where_errors_are(city, lang, said):
    answer = city.run("load", city.deliver("nothing.csv", b""), lang=lang)
    assert said in answer.err
    assert ("文件是空的" in answer.err) == (lang == "zh")


def test_most_records_failing_alike_is_said_of_the_file(city):
    rows = ({"patrol_id": f"P{n}", "started_at": "03/04/2020 08:00"} for n in range(12))
    said = city.load(city.deliver("patrols.csv", table("patrols", *rows)))
    assert said.file["hint"].startswith("the dates look foreign")


def test_columns_nobody_takes_are_named(city):
    said = city.load(city.deliver("patrols.csv", table("patrols", {"天气": "晴"})))
    assert said.file["left_aside"] == ["天气"]
    assert account(said.file) == (1, 0, 0)


def test_progress_never_goes_back_and_ends_with_everything(city):
    for number in range(3):
        rows = ({"patrol_id": f"P{number}-{row}"} for row in range(50))
        city.deliver(f"patrols_{number}.csv", table("patrols", *rows))
    told = []
    load(
        city.data_dir,
        LoadRequest((city.inbox,)),
        progress=lambda stage, share: told.append((stage, share)),
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] == 1
    assert told[-1][0] == SETTLING
    assert [stage.partition(" ")[0] for stage, _ in told[:-1]] == sorted(
        name for name in (f"patrols_{number}.csv" for number in range(3)) for _ in range(2)
    )


def test_two_loads_do_not_run_at_once(city):
    path = city.deliver("patrols.csv", table("patrols", {}))
    with only_writer(city.data_dir.root / "loads.lock"):
        said = city.load(path)
    assert (said.code, said.out) == (MISTAKE, "")
    assert "another process" in said.err
    assert city.load(path).code == DONE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gone.csv",), "not found: gone.csv"),
        (("{inbox}", "--source", "weather"), "no such kind of data: weather"),
        (("{inbox}", "--as-of", "soon"), "not a time: soon"),
        (("{inbox}", "--mapping", "{inbox}/gone.toml"), "gone.toml: cannot be read"),
        (("{inbox}", "--mode", "merge"), "wrong arguments"),
    ],
)
def test_a_mistake_of_the_operator_is_one_sentence(city, arguments, said):
    city.deliver("patrols.csv", table("patrols", {}))
    answer = city.load(*(one.format(inbox=city.inbox) for one in arguments))
    assert (answer.code, answer.out) == (MISTAKE, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(("lang", "titles"), [("en", "load"), ("zh", "载入")])
def test_quarantined_records_are_given_back_whole(city, lang, titles):
    record = {**BAD, "member_code": "=HYPERLINK(1)", "grid_code": "A B"}
    load_id = city.load(city.deliver("patrols.csv", table("patrols", record))).json["load_id"]
    out = city.inbox / "rejected.csv"
    assert city.run("rejected", "--load-id", load_id, "--out", out, lang=lang).code == DONE
    text = out.read_text(encoding="utf-8-sig")
    head, *rows = [json.loads(f"[{line}]") for line in text.replace('""', '\\"').splitlines()]
    assert len(head) == 9
    assert titles in head[0]
    assert [row[2:6] for row in rows] == [
        [2, "grid_code", "A B", "not_a_code"],
        [2, "started_at", "2020-13-01", "not_a_time"],
    ]
    assert json.loads(rows[0][-1])["member_code"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠", " ="])
def test_no_cell_of_the_rejected_starts_a_formula(city, start):
    city.load(city.deliver("patrols.csv", table("patrols", {"grid_code": f"{start}1 2"})))
    text = city.run("rejected").out
    cells = [cell.strip('"') for line in text.splitlines() for cell in line.split('","')]
    assert "not_a_code" in text
    assert not [cell for cell in cells if cell[:1] in "=+-@＝＋－＠" and cell]
    assert FORMULA_STARTS.startswith(r"^\s*")


def test_a_load_that_is_asked_for_must_exist(city):
    said = city.run("rejected", "--load-id", "000009")
    assert (said.code, said.err) == (MISTAKE, "there is no load 000009; there are: –\n")


def test_late_registers_heal_what_came_before(city):
    city.load(city.deliver("patrols.csv", table("patrols", {})))
    city.load(city.deliver("areas.csv", table("areas", *HIERARCHY[:1])))
    city.run("build")
    assert city.run("status", "--json").json["unmatched"]["patrols"] != {}
    city.load(city.deliver("grids.csv", table("grids", {})), "--source", "grids")
    city.load(city.deliver("more_areas.csv", table("areas", *HIERARCHY[1:])), "--source", "areas")
    assert city.run("build").code == DONE
    assert "patrols" not in city.run("status", "--json").json["unmatched"]
