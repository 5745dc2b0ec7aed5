"""A file says where its numbers come from, and whether they still hold."""

import hashlib
import io
import json
import zipfile

import pytest

from dashboard.__main__ import main
from dashboard.exports import journal
from dashboard.exports.formats import FORMATS
from dashboard.exports.verify import NoStampError, stamp_of
from warehouse.data_dir import DataDir

STAMPED = ("pptx", "docx", "gongwen", "xlsx", "pdf")


@pytest.fixture
def at_home(demonstration, tmp_path, monkeypatch):
    """Read the demonstration, but keep what is written out of it."""
    root = tmp_path / "data"
    root.mkdir()
    for entry in demonstration.data_dir.root.iterdir():
        if entry.name not in {"exports", "briefings"}:
            (root / entry.name).symlink_to(entry)
    monkeypatch.setenv("DATA_DIR", str(root))
    return DataDir(root)


def run(*arguments: object) -> int:
    return main([str(one) for one in (*arguments, "--lang", "en")])


@pytest.mark.parametrize("kind", STAMPED)
def test_an_export_is_verified_as_equal(kind, at_home, tmp_path, capsys):
    out = tmp_path / f"made{FORMATS[kind].suffix}"
    assert run("export", kind, "--out", out, "--period", "2020-11") == 0
    assert run("verify", out) == 0
    assert "is the same" in capsys.readouterr().out


def test_what_has_moved_is_named(at_home, tmp_path, capsys):
    out = tmp_path / "made.xlsx"
    assert run("export", "xlsx", "--out", out) == 0
    log = at_home.root / "exports" / "exports.log"
    entry = json.loads(log.read_text(encoding="utf-8"))
    name = next(one for one in entry["charts"] if one.startswith("dots-"))
    entry["charts"][name]["rows"][0][1] = 0.5
    log.write_text(json.dumps(entry, ensure_ascii=False) + "\n", encoding="utf-8")
    assert run("verify", out) == 3
    said = capsys.readouterr().out
    assert entry["charts"][name]["title"] in said
    assert "was 0.5 and is" in said


def test_a_file_from_elsewhere_is_not_vouched_for(at_home, tmp_path, capsys):
    out = tmp_path / "made.pptx"
    assert run("export", "pptx", "--out", out) == 0
    (at_home.root / "exports" / "exports.log").unlink()
    assert run("verify", out) == 4
    assert "not exported here" in capsys.readouterr().err


def test_a_file_without_a_stamp_is_said_to_have_none(tmp_path):
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(NoStampError):
        stamp_of(plain)


def test_every_export_is_written_down(at_home, tmp_path):
    run("export", "csv", "--out", tmp_path / "a.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes())) as made:
        assert all(name.endswith(".csv") for name in made.namelist())
    log = (at_home.root / "exports" / "exports.log").read_text(encoding="utf-8").splitlines()
    (entry,) = [json.loads(line) for line in log]
    assert entry["kind"] == "csv"
    assert journal.found(at_home, entry["stamp"]) is not None


def test_one_for_each_street_comes_with_a_manifest(at_home, tmp_path):
    out = tmp_path / "streets.zip"
    assert run("export", "streets", "--out", out, "--period", "2020") == 0
    with zipfile.ZipFile(out) as made:
        listed = json.loads(made.read("manifest.json"))
        assert {one["file"] for one in listed} == set(made.namelist()) - {"manifest.json"}
        assert len(listed) == 9 * 3
        assert len({one["stamp"] for one in listed}) == 9
        for one in listed:
            assert one["sha256"] == hashlib.sha256(made.read(one["file"])).hexdigest()
        street = made.extract(listed[0]["file"], tmp_path)
    # A street's own file is vouched for like any other.
    assert run("verify", street) == 0


@pytest.mark.parametrize("content", [None, b"no slides at all"], ids=["absent", "broken"])
def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(
    at_home, tmp_path, capsys, content
):
    template, out = tmp_path / "office.pptx", tmp_path / "made.pptx"
    if content is not None:
        template.write_bytes(content)
    assert run("export", "pptx", "--template", template, "--out", out) == 4
    assert not out.exists()
    said = capsys.readouterr().err
    assert ("there is no file" if content is None else "no PowerPoint file") in said
    assert "Traceback" not in said


def test_without_data_a_command_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert run("export", "pdf", "--out", tmp_path / "x.pdf") == 4
    assert capsys.readouterr().err.strip()
