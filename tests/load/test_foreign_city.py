"""Another city's exports, loaded as they are: three mappings, no code, the same figures."""

import json
from pathlib import Path

import pytest

from tests.load.city import DONE, City, account
from tests.load.foreign import plain_figures

FOREIGN = Path(__file__).parent / "foreign"
DOCUMENT = Path(__file__).parents[2] / "docs" / "mapping.md"
KINDS = ("requests", "survey", "inspections")
AREAS = {"01": "Riverside", "02": "Old Market", "03": "Hill Park", "RC": "River City"}
QUARTER = "2020-Q1"


def said_of(city, kind, *more):
    return city.load(FOREIGN / kind, "--mapping", FOREIGN / f"{kind}.toml", *more)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    city = City(tmp_path_factory.mktemp("foreign"))
    loaded = {kind: said_of(city, kind, "--as-of", "2020-06-30") for kind in KINDS}
    assert city.run("build").code == DONE
    return city, loaded


def values(city, metric):
    found = {}
    for level in ("street", "district"):
        found |= city.values(metric, level=level, period=QUARTER)
    assert {code: row["area"] for code, row in found.items()} == AREAS
    return found


def test_every_row_of_the_three_exports_is_taken(foreign):
    _, loaded = foreign
    assert [said.code for said in loaded.values()] == [DONE] * 3
    for said in loaded.values():
        assert all(file["quarantined"] == 0 for file in said.files)
    assert account(loaded["survey"].file) == (132, 0, 0)


def test_requests_that_stand_twice_are_taken_once(foreign):
    _, loaded = foreign
    for file in loaded["requests"].files:
        assert account(file)[0] == 46
        assert file["notes"] == {"skipped_repeated_by_the_source": file["skipped"]}
        assert file["skipped"] > 0


def test_areas_and_grids_are_made_of_the_data_once(foreign):
    _, loaded = foreign
    assert loaded["requests"].json["derived"] == [{"source": "areas", "accepted": 4}]
    assert loaded["survey"].json["derived"] == []
    assert {one["source"] for one in loaded["inspections"].json["derived"]} == {"areas", "grids"}


def test_closing_on_time_is_what_plain_arithmetic_finds(foreign):
    city, _ = foreign
    found = values(city, "ev_on_time_close")
    assert {
        code: (row["numerator"], row["denominator"]) for code, row in found.items()
    } == plain_figures.closed_on_time()
    assert all(row["value"] == row["numerator"] / row["denominator"] for row in found.values())


def test_satisfaction_and_its_interval_are_what_plain_arithmetic_finds(foreign):
    city, _ = foreign
    found = values(city, "sv_satisfaction")
    for code, expected in plain_figures.satisfied().items():
        row = found[code]
        assert (row["value"], row["low"], row["high"]) == pytest.approx(expected, rel=1e-9)


def test_inspections_a_week_are_what_plain_arithmetic_finds(foreign):
    city, _ = foreign
    found = values(city, "pt_frequency")
    for code, (count, weeks) in plain_figures.inspections().items():
        row = found[code]
        assert row["numerator"] == count
        assert row["value"] == pytest.approx(count / weeks, rel=1e-12)


def test_the_same_export_again_is_skipped(foreign):
    city, _ = foreign
    said = said_of(city, "survey")
    assert account(said.file) == (0, 0, 132)
    assert said.file["notes"] == {"skipped_same_bytes": 132}


def test_an_edited_mapping_reads_the_same_export_again(foreign, tmp_path):
    city, _ = foreign
    text = (FOREIGN / "survey.toml").read_text()
    edited = tmp_path / "survey.toml"
    edited.write_text(text.replace('"phone"', '"online"'))
    said = city.load(FOREIGN / "survey", "--mapping", edited, "--mode", "upsert")
    assert account(said.file) == (132, 0, 0)


def test_several_mappings_take_each_the_files_they_fit(city):
    mappings = [one for kind in KINDS for one in ("--mapping", FOREIGN / f"{kind}.toml")]
    said = city.load(*(FOREIGN / kind for kind in KINDS), *mappings)
    assert said.code == DONE
    assert [file["mapping"] for file in said.files] == [
        *["requests.toml"] * 3,
        "survey.toml",
        "inspections.toml",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_shows_the_mapping_as_it_is(kind):
    mapping = (FOREIGN / f"{kind}.toml").read_text(encoding="utf-8")
    assert f"```toml\n{mapping}```" in DOCUMENT.read_text(encoding="utf-8")


def test_explain_shows_the_first_rows_and_loads_nothing(city):
    said = said_of(city, "inspections", "--explain")
    (file,) = said.json["files"]
    assert (said.code, file["source"]) == (DONE, "patrols")
    assert file["columns"]["patrol_id"] == "Ward + Inspection No"
    assert file["delivered"][0]["Date In"] == "01/02/2020 12:15:00 PM"
    first = file["accepted"][0]
    assert (first["patrol_id"], first["grid_code"]) == ("01-1", "01")
    assert first["started_at"] == "2020-01-02T12:15:00"
    assert len(file["accepted"]) == 5
    assert city.run("status", "--json").json["loads"] == []
    assert not city.data_dir.lake.exists()


@pytest.mark.parametrize(
    ("lang", "left_aside", "why"),
    [
        ("en", "columns left aside: age", "the mapping file does not say what this value"),
        ("zh", "不用的列：age", "映射文件没有说明这个值"),
    ],
)
def test_explain_is_read_by_a_person_too(city, lang, left_aside, why):
    survey = (FOREIGN / "survey" / "resident_survey_2020q1.csv").read_text()
    path = city.deliver("resident_survey_2020q1.csv", survey.replace(";1;1;0.628", ";1;7;0.628"))
    said = city.run("load", path, "--mapping", FOREIGN / "survey.toml", "--explain", lang=lang)
    assert said.code == DONE
    assert "resident_survey_2020q1.csv → survey_responses" in said.out
    assert "    satisfaction ← q7_service" in said.out
    assert left_aside in said.out
    assert why in said.out


def test_explain_says_why_a_file_would_be_refused(city):
    path = city.deliver("resident_survey_x.csv", "resp;ward\n1;2\n")
    said = city.load(path, "--mapping", FOREIGN / "survey.toml", "--explain")
    (file,) = json.loads(said.out)["files"]
    assert file["refused"] == "missing_columns"
    assert "gender, q1_safe, q7_service, wt" in said.err


WARD, INSPECTIONS = "requests/service_requests_ward_01.csv", "inspections/inspections_2020.csv"


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (WARD, "01/24/2020 10:12:00 AM", "24/01/2020 10:12:00 AM", "not_in_the_format"),
        (WARD, "01/24/2020 10:12:00 AM", "2020-01-24 10:12", "not_in_the_format"),
        (WARD, ",Inspector,Open,", ",Inspector,Reopened,", "not_mapped"),
        (INSPECTIONS, "1,Ward 01,I1", "1,District 1,I1", "does_not_match"),
    ],
)
def test_what_a_mapping_says_nothing_about_is_quarantined(city, file, old, new, reason):
    kind, _, name = file.partition("/")
    text = (FOREIGN / file).read_text()
    assert old in text
    path = city.deliver(name, text.replace(old, new, 1))
    said = city.load(path, "--mapping", FOREIGN / f"{kind}.toml")
    assert account(said.file)[1] == 1
    assert set(said.file["reasons"]) == {reason}


def test_a_file_that_no_mapping_fits_is_refused(city):
    path = city.deliver("weather.csv", "day,rain\n1,2\n")
    said = city.load(path, "--mapping", FOREIGN / "survey.toml")
    assert said.file["refused"] == "no_mapping_fits"
