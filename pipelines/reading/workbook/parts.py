"""The parts of a workbook: weighed before anything is unpacked, and parsed event by event."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipelines.refusal import RefusedFileError

# 200 000 rows of 30 columns take 300 MB with numbers and 650 MB with a different text in each
# cell. Rows are not counted: within these bounds a sheet may have all it can, 1 048 576.
UNPACKED_MOST = 800 << 20
ENTRIES_MOST = 200
RATIO_MOST = 100
_BIG = 10 << 20
_IS_ENCRYPTED = 0x1
_CHUNK = 1 << 18

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]
Text = Callable[[str], None]


def open_archive(file: BinaryIO) -> ZipFile:
    """Open the archive in ``file`` and check it by its table of contents.

    Raises:
        RefusedFileError: it is no archive or no workbook, or would be too large when unpacked.
    """
    try:
        archive = ZipFile(file)
    except BadZipFile as error:
        raise RefusedFileError("damaged_workbook", found=str(error)) from error
    entries = archive.infolist()
    if len(entries) > ENTRIES_MOST:
        raise RefusedFileError("oversized_workbook", found=f"{len(entries)} > {ENTRIES_MOST}")
    for entry in entries:
        _check(entry)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_MOST:
        raise RefusedFileError(
            "oversized_workbook", found=f"{unpacked >> 20} MB > {UNPACKED_MOST >> 20} MB"
        )
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        found = "XLSB" if "xl/workbook.bin" in names else "ZIP"
        raise RefusedFileError("unknown_format", found=found)
    return archive


def _check(entry: ZipInfo) -> None:
    name = entry.filename
    steps = name.replace("\\", "/").split("/")
    if ".." in steps or not steps[0] or ":" in steps[0]:
        raise RefusedFileError("damaged_workbook", found=name[:100])
    if entry.flag_bits & _IS_ENCRYPTED:
        raise RefusedFileError("encrypted_workbook")
    if entry.file_size > max(_BIG, RATIO_MOST * entry.compress_size):
        ratio = entry.file_size // max(entry.compress_size, 1)
        raise RefusedFileError("oversized_workbook", found=f"{name[:100]}: {ratio} : 1")


def parse(
    part: IO[bytes],
    *,
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    text: Text | None = None,
) -> Iterator[None]:
    """Parse ``part``, calling the handlers; come back after each piece of it.

    Args:
        part: XML.
        starts: what to do where an element begins, by its name without prefix.
        ends: what to do where it ends.
        text: what to do with text.

    Raises:
        RefusedFileError: it declares a document type, where entities could be hidden.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type

    def begin(root: str, _: dict[str, str]) -> None:
        # The elements of interest have the prefix of the outermost one, mostly none.
        prefix = root[: root.find(":") + 1]
        parser.StartElementHandler = _dispatcher(prefix, starts)
        parser.EndElementHandler = _dispatcher(prefix, ends) if ends else None
        parser.CharacterDataHandler = text

    parser.StartElementHandler = begin
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)  # noqa: FBT003  the parser takes it by position only
        yield
    parser.Parse(b"", True)  # noqa: FBT003
    yield


def elements(part: IO[bytes], *names: str) -> list[tuple[str, dict[str, str]]]:
    """List those elements of a small ``part`` that have one of ``names``, in order."""
    found: list[tuple[str, dict[str, str]]] = []

    def collect(name: str) -> Start:
        return lambda about: found.append((name, about))

    for _ in parse(part, starts={name: collect(name) for name in names}):
        pass
    return found


def _dispatcher(prefix: str, handlers: Mapping[str, Callable[..., None]]) -> Callable[..., None]:
    """Make a handler for all elements that calls the one for each, if there is one."""
    by_name = {prefix + name: handle for name, handle in handlers.items()}

    def dispatch(name: str, *about: dict[str, str]) -> None:
        handle = by_name.get(name)
        if handle is not None:
            handle(*about)

    return dispatch


def _refuse_document_type(name: str, *_: object) -> None:
    raise RefusedFileError("damaged_workbook", found=f"<!DOCTYPE {name[:100]}>")
