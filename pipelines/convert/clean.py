"""Text as delivered, made comparable: trimmed, one form of each character, no invisible ones."""

import polars as pl

from pipelines.contract import Kind

# What systems write for "nothing here". 无 and - are common in Chinese exports.
NOTHING = ("", "-", "--", "—", "——", "/", "N/A", "n/a", "NULL", "null", "None", "无", "空")
NOTHING_IN_A_LABEL = ("", "-", "--", "—", "NULL", "null", "N/A")

# Control characters, zero-width ones and those that turn the direction of writing.
INVISIBLE = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}]"
)
WORDS = (Kind.LABEL, Kind.GEOMETRY)


def cleaned(text: pl.Series, kind: Kind, *, is_ascii: bool) -> pl.Series:
    """Bring cells to one form and empty ones to null.

    Labels keep their full-width punctuation, since people read them; everything else is
    compared or computed with and is brought to NFKC (full-width digits, no-break spaces).
    """
    column = pl.col("text")
    if not is_ascii:
        column = column.str.normalize("NFC" if kind in WORDS else "NFKC")
        column = column.str.replace_all(INVISIBLE, "").str.strip_chars()
    nothing = NOTHING_IN_A_LABEL if kind in WORDS else NOTHING
    return text.to_frame("text").select(
        pl.when(column.is_in(nothing)).then(None).otherwise(column).alias("text")
    )["text"]
