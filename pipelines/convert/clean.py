"""Text as delivered, made comparable: trimmed, one form of each character, no invisible ones."""

from collections.abc import Mapping

import polars as pl

from pipelines.contract import Kind

# What systems write for "nothing here". 无 and - are common in Chinese exports.
NOTHING = ("", "-", "--", "—", "——", "/", "N/A", "n/a", "NULL", "null", "None", "无", "空")
NOTHING_IN_A_LABEL = ("", "-", "--", "—", "NULL", "null", "N/A")

# Control characters, zero-width ones and those that turn the direction of writing.
INVISIBLE = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}]"
)
# Anything that a cell may have to be relieved of.
NOT_PLAIN = r"[^ -~]"
WORDS = (Kind.LABEL, Kind.GEOMETRY)


def cleaned(
    texts: pl.DataFrame, kinds: Mapping[str, Kind], *, is_plain: bool
) -> tuple[pl.DataFrame, int]:
    """Bring cells to one form and empty ones to null.

    Labels keep their full-width punctuation, since people read them; everything else is
    compared or computed with and is brought to NFKC (full-width digits, no-break spaces).

    Args:
        texts: columns of text.
        kinds: what each column holds.
        is_plain: whether every cell is known to be printable ASCII.

    Returns:
        The same columns, and how many cells lost or changed a character.
    """
    changed = 0
    if not is_plain:
        texts, changed = _in_one_form(texts, kinds)
    nothing = {
        name: pl.col(name).is_in(NOTHING_IN_A_LABEL if kind in WORDS else NOTHING)
        for name, kind in kinds.items()
    }
    with_nothing = _true_of(texts.select(is_in.any() for is_in in nothing.values()))
    emptied = [pl.when(~nothing[name]).then(pl.col(name)).alias(name) for name in with_nothing]
    return texts.with_columns(emptied), changed


def _true_of(row: pl.DataFrame) -> list[str]:
    """Name the columns that say true in a frame of one row."""
    return [name for name, is_true in row.row(0, named=True).items() if is_true]


def _in_one_form(texts: pl.DataFrame, kinds: Mapping[str, Kind]) -> tuple[pl.DataFrame, int]:
    doubtful = _true_of(texts.select(pl.all().str.contains(NOT_PLAIN).any()))
    forms = [
        pl.col(name)
        .str.normalize("NFC" if kinds[name] in WORDS else "NFKC")
        .str.replace_all(INVISIBLE, "")
        .str.strip_chars()
        for name in doubtful
    ]
    formed = texts.with_columns(forms)
    if not doubtful:
        return formed, 0
    differs = ((formed[name] != texts[name]).sum() for name in doubtful)
    return formed, sum(int(count or 0) for count in differs)
