"""The catalogue of bad input, entry by entry, through the real command."""

import datetime as dt

import pytest

from pipelines.commands.report import refusal
from tests.load.catalogue.others import OTHERS
from tests.load.catalogue.texts import TEXTS
from tests.load.catalogue.workbooks import WORKBOOKS
from tests.load.city import DONE, FILE_REFUSED, SOME_QUARANTINED, account
from warehouse.account import rejected, sentences
from warehouse.ledger import manifests
from warehouse.reasons import reasons
from warehouse.words import LANGUAGES

CATALOGUE = (*TEXTS, *WORKBOOKS, *OTHERS)


def test_no_entry_is_forgotten():
    assert {entry.number for entry in CATALOGUE} == set(range(1, 144))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: f"{entry.number} {entry.what}")
def test_an_entry_ends_as_it_must(city, entry):
    if entry.before:
        city.load(city.deliver("before/patrols.csv", entry.before))
    said = city.load(city.deliver(entry.name, entry.content))
    file = said.file
    assert (file["refused"], account(file)) == (entry.refused, entry.account), file
    assert set(file["reasons"]) == entry.reasons
    usual = SOME_QUARANTINED if entry.reasons else DONE
    assert said.code == (FILE_REFUSED if entry.refused else usual)
    if entry.held is not None:
        rows = [one for (one,) in city.rows(file["source"], entry.asked)]
        assert [str(one) if isinstance(one, dt.datetime) else one for one in rows] == [*entry.held]
    for language in LANGUAGES:
        _says_what_is_wrong_and_what_to_do(city, language)


def _says_what_is_wrong_and_what_to_do(city, language):
    loads = manifests(city.data_dir)
    (file,) = loads[-1].files
    if file.refused:
        said = refusal(file, language)
        assert said.startswith(file.file)
        _has_its_remedy(said, file.refused, language)
    kept = rejected(city.data_dir, loads)
    said = sentences(kept, language=language)
    for row, sentence in zip(kept.iter_rows(named=True), said, strict=True):
        line = f"第 {row['source_line']} 行" if language == "zh" else f"line {row['source_line']}"
        assert sentence.startswith(line)
        assert row["column"] is None or row["column"] in sentence
        _has_its_remedy(sentence, row["reason"], language)


def _has_its_remedy(said, reason, language):
    """Every blank is filled, and it ends with what to do."""
    assert reasons()[reason].remedy[language].partition("{")[0] in said
    assert "{" not in said
    assert "…" not in said.replace(" … ", "")
