"""What exports need of a machine: a font, and neither browser, network nor another process."""

import io
import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import psutil
import pytest

from dashboard.__main__ import main
from dashboard.exports.environment import environment
from dashboard.exports.fonts import FOLDER_VARIABLE
from dashboard.exports.formats import FORMATS
from dashboard.exports.picture import png
from dashboard.text import LANGUAGES, words
from tests.exports.briefings import briefing

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u3400-\u9fff]")
NEEDS_FONT = ("pdf", "png")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
# Draws every chart in a process of its own, then says which programs it started.
DRAW = """
import psutil
from dashboard.exports.formats import FORMATS
from tests.exports.briefings import briefing
made = briefing("zh")
for kind in FORMATS:
    assert FORMATS[kind].make(made)
print(len(psutil.Process().children(recursive=True)))
"""


@pytest.fixture
def without_fonts(tmp_path, monkeypatch) -> str:
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return str(folder)


def drawn_with(**changes: str) -> str:
    """Draw in a child whose environment has some other values."""
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_font_is_named_before_anything_is_made(language, without_fonts):
    font = environment(words(language))[0]
    assert not font.is_well
    assert without_fonts in font.said
    assert FOLDER_VARIABLE in font.said
    assert bool(HAN.search(font.said)) == (language == "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_says_what_is_missing(language, without_fonts, capsys):
    assert main(["environment", "--lang", language]) == 4
    assert without_fonts in capsys.readouterr().out


def test_a_machine_with_a_font_needs_nothing_else(capsys):
    assert all(one.is_well for one in environment(words("en")))
    assert main(["environment", "--lang", "en"]) == 0
    assert "✗" not in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_export_that_would_show_boxes_is_refused_in_a_sentence(
    language, without_fonts, demonstration, monkeypatch, capsys
):
    monkeypatch.setenv("DATA_DIR", str(demonstration.data_dir.root))
    out = Path(without_fonts, "briefing")
    for kind in NEEDS_FONT:
        assert main(["export", kind, "--out", str(out), "--lang", language]) == 4
        said = capsys.readouterr().err
        assert without_fonts in said
        assert bool(HAN.search(said)) == (language == "zh")
        assert not out.exists()


@pytest.mark.parametrize("kind", ["docx", "gongwen", "xlsx"])
def test_office_files_are_made_without_a_font_but_without_the_map_s_picture(
    kind, made, monkeypatch, tmp_path
):
    def pictures() -> list[str]:
        with zipfile.ZipFile(io.BytesIO(FORMATS[kind].make(made))) as package:
            return [one for one in package.namelist() if one.endswith(".png")]

    assert len(pictures()) == 1
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert pictures() == []


def test_no_program_is_needed_or_started():
    # There is no renderer that could be killed: everything is drawn inside the process.
    assert drawn_with(PATH="") == "0"


def test_a_network_that_never_answers_is_never_asked():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.setblocking(False)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert drawn_with(**dict.fromkeys(PROXIES, address)) == "0"
        with pytest.raises(BlockingIOError):
            silent.accept()


def test_drawing_leaves_no_process_behind():
    made = briefing("en")
    before = psutil.Process().children(recursive=True)
    png(made.parts[3].chart, width=640, height=360, scale=1, words=made.words)
    assert psutil.Process().children(recursive=True) == before
