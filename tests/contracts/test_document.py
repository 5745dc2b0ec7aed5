"""docs/contracts.md names every column of every contract, and what is required."""

import re
from pathlib import Path

import pytest

from pipelines.contract import Kind
from pipelines.sources import SOURCES

DOCUMENT = Path(__file__).parents[2] / "docs" / "contracts.md"
SECTIONS = {
    section.partition(" ")[0]: section.partition("\n")
    for section in DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:]
}
NAMES = re.compile(r"(?:[a-z_]+\*?(?:, )?)+")


def test_it_has_a_section_for_each_contract():
    assert set(SECTIONS) == set(SOURCES)


@pytest.mark.parametrize("source", SOURCES)
def test_it_names_what_the_contract_names(source):
    heading, _, body = SECTIONS[source]
    pieces = (NAMES.match(piece) for line in body.splitlines() for piece in line.split(" · "))
    named = {name for piece in pieces if piece for name in piece[0].split(", ")}
    for field in SOURCES[source].fields:
        if field.kind is not Kind.GEOMETRY:
            assert field.name + "*" * field.required in named
    said = heading.partition(" key ")[2].strip("()")
    key = [name.strip() for name in re.split(r",| or ", said)]
    assert key == list(SOURCES[source].key)
