"""What the documents promise: links that lead somewhere, commands that are there."""

import re
import subprocess
import sys

import pytest

from tests.project.tree import ROOT, files, name_of

LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]*src=\"([^\"]+)\"")
ELSEWHERE = ("http://", "https://", "mailto:")
DOCUMENTS = files(".md")
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
COMMAND = re.compile(r"(?:python|\(PY\)) -m (pipelines|warehouse|dashboard) ([a-z][a-z-]*)")
COMMANDS_IN = [
    *READMES,
    ROOT / "Makefile",
    ROOT / "docs" / "contracts.md",
    ROOT / "docs" / "mapping.md",
]


def anchors_of(path):
    """Name the places in a document: headings as they are linked to, and explicit ones."""
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)"', text))


def links_of(path):
    return [one or other for one, other in LINK.findall(path.read_text(encoding="utf-8"))]


def is_broken(document, link):
    target, _, anchor = link.partition("#")
    path = (document.parent / target).resolve() if target else document
    return not path.exists() or bool(anchor and anchor not in anchors_of(path))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document):
    inside = [link for link in links_of(document) if not link.startswith(ELSEWHERE)]
    assert [link for link in inside if is_broken(document, link)] == []


@pytest.mark.parametrize("readme", READMES, ids=name_of)
def test_every_make_command_is_in_the_makefile(readme):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    said = set(re.findall(r"\bmake ([a-z]+)\b", readme.read_text(encoding="utf-8")))
    there = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {"run", "test"} <= said <= there


def commands_of(module):
    shown = subprocess.run(
        [sys.executable, "-m", module, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return set(re.findall(r"^ {4}([a-z][a-z-]*)\b", shown, re.MULTILINE))


@pytest.mark.parametrize("document", COMMANDS_IN, ids=name_of)
def test_every_python_command_is_there(document):
    said = COMMAND.findall(document.read_text(encoding="utf-8"))
    assert said
    there = {module: commands_of(module) for module, _ in said}
    assert [pair for pair in said if pair[1] not in there[pair[0]]] == []


def test_both_readmes_have_the_same_chapters_commands_and_links():
    english, chinese = (path.read_text(encoding="utf-8") for path in READMES)
    assert english.count("\n## ") == chinese.count("\n## ")
    assert re.findall(r"```sh\n(.*?)```", english, re.DOTALL) == re.findall(
        r"```sh\n(.*?)```", chinese, re.DOTALL
    )
    documents = [{link.replace(".zh.md", ".md") for link in links_of(path)} for path in READMES]
    assert documents[0] == documents[1]


def test_decisions_are_numbered_without_gaps():
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
