"""Quarantined records as CSV in the reader's language, safe to open in a spreadsheet."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from warehouse.reasons import say_reason
from warehouse.words import words_from

LOCALES = Path(__file__).parent / "locales"
# A cell that a spreadsheet would run as a formula is quoted; see docs/loading.md.
FORMULA_STARTS = r"^\s*[=+\-@\t\r＝＋－＠]"
# Spreadsheets take a file without it for the system's own encoding.
BYTE_ORDER_MARK = "\ufeff"
COLUMNS = {
    "load": "load_id",
    "file": "file",
    "line": "source_line",
    "column": "column",
    "value": "value",
    "code": "reason",
    "reason": "what",
    "remedy": "remedy",
    "record": "raw",
}


def rejected_csv(pieces: Iterable[pl.DataFrame], *, language: str) -> Iterator[str]:
    """Yield the text of a CSV file piece by piece.

    Args:
        pieces: quarantined records, as `account.rejected_in_pieces` yields them.
        language: of titles, reasons and remedies.
    """
    yield BYTE_ORDER_MARK
    for number, piece in enumerate(pieces):
        yield _text(piece, language=language, has_header=number == 0)


def _text(records: pl.DataFrame, *, language: str, has_header: bool) -> str:
    words = words_from(LOCALES, language)
    table = _said(records, language).select(
        pl.col(column).alias(words(f"rejected.{key}")) for key, column in COLUMNS.items()
    )
    text = pl.selectors.string()
    safe = pl.when(text.str.contains(FORMULA_STARTS)).then("'" + text).otherwise(text)
    written: str = table.with_columns(safe.name.keep()).write_csv(
        include_header=has_header, quote_style="non_numeric"
    )
    return written


def _said(records: pl.DataFrame, language: str) -> pl.DataFrame:
    """Add what is wrong and what to do, once for each reason and hint."""
    alike = records.select("reason", "hint").unique()
    said = [say_reason(code, language=language, hint=hint) for code, hint in alike.iter_rows()]
    sentences = alike.with_columns(
        pl.Series("what", [what for what, _ in said], pl.String),
        pl.Series("remedy", [remedy for _, remedy in said], pl.String),
    )
    return records.join(
        sentences, on=["reason", "hint"], how="left", nulls_equal=True, maintain_order="left"
    )
