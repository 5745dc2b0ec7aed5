"""The words a page shows, in the reader's language."""

from pathlib import Path

from warehouse.words import DEFAULT_LANGUAGE, LANGUAGES, Words, words_from

LOCALES = Path(__file__).parent / "locales"


def words(language: str) -> Words:
    """Give the pages' words in one language.

    Raises:
        KeyError: there is no such language.
    """
    return words_from(LOCALES, language)


__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Words", "words"]
