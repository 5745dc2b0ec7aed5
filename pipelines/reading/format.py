"""Tell a file's format from its first bytes; its name is only held against it."""

from enum import StrEnum
from pathlib import Path

from pipelines.reading.text.scan import UTF8_MARK
from pipelines.refusal import RefusedFileError


class Format(StrEnum):
    """What a delivery may be."""

    TEXT = "CSV"
    WORKBOOK = "XLSX"
    PARQUET = "Parquet"
    GEOJSON = "GeoJSON"


_EXTENSIONS = {
    ".csv": Format.TEXT,
    ".tsv": Format.TEXT,
    ".txt": Format.TEXT,
    ".xlsx": Format.WORKBOOK,
    ".xlsm": Format.WORKBOOK,
    ".parquet": Format.PARQUET,
    ".geojson": Format.GEOJSON,
    ".json": Format.GEOJSON,
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What is recognised only so that a refusal can say what the file is.
_OTHERS = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"%PDF", "PDF"),
    (b"SQLite format 3", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def format_of(start: bytes, *, path: Path) -> Format:
    """Tell the format of the file that begins with ``start``.

    A file whose name has another extension than those of a delivery, or none, is taken for what
    it holds.

    Raises:
        RefusedFileError: it holds something that cannot be delivered, or another format than
            its extension says.
    """
    if start.startswith(_OLE):
        raise RefusedFileError("encrypted_workbook")
    extension = path.suffix.lower()
    promised = _EXTENSIONS.get(extension)
    held, name = _held(start, promised)
    if held and promised in {None, held}:
        return held
    if promised is None:
        raise RefusedFileError("unknown_format", found=name)
    raise RefusedFileError("misnamed_file", extension=extension, found=name)


def _held(start: bytes, promised: Format | None) -> tuple[Format | None, str]:
    """Tell the format, none if it cannot be delivered, and what to call it."""
    if start.startswith(b"PAR1"):
        return Format.PARQUET, Format.PARQUET
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        is_workbook = promised is Format.WORKBOOK or b"[Content_Types].xml" in start
        return (Format.WORKBOOK, Format.WORKBOOK) if is_workbook else (None, "ZIP")
    for magic, name in _OTHERS:
        if start.startswith(magic):
            return None, name
    return _held_text(start.removeprefix(UTF8_MARK).lstrip(), promised)


def _held_text(text: bytes, promised: Format | None) -> tuple[Format | None, str]:
    if text.startswith(b"<"):
        return None, "HTML" if b"html" in text[:1024].lower() else "XML"
    if text.startswith(b"{"):
        is_geojson = promised is Format.GEOJSON or b'"Feature' in text
        return (Format.GEOJSON, Format.GEOJSON) if is_geojson else (None, "JSON")
    if text.startswith((b"[{", b"[[")):
        return None, "JSON"
    return Format.TEXT, "CSV"
