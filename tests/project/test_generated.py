"""What `make docs` writes is what the contracts say now."""

import pytest

from pipelines.commands.console import LOCALES
from pipelines.dictionary import dictionary
from tests.project.tree import ROOT
from warehouse.words import words_from


@pytest.mark.parametrize(
    ("language", "name"), [("en", "dictionary.md"), ("zh", "dictionary.zh.md")]
)
def test_the_dictionary_is_that_of_the_contracts(language, name):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == dictionary(words_from(LOCALES, language))
