"""What may not be in a file that comes from outside: bombs, macros, links to elsewhere."""

import io
import zipfile
from collections.abc import Iterator
from enum import StrEnum

from lxml import etree

MOST_BYTES = 32 * 2**20
MOST_UNPACKED = 256 * 2**20
MOST_ENTRIES = 5000
SLIDES = "ppt/presentation.xml"
MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_TYPE = b"macroEnabled"
TYPES = "[Content_Types].xml"


class Fault(StrEnum):
    """Why a file is not taken."""

    TOO_LARGE = "too_large"
    NOT_SLIDES = "not_slides"
    MACROS = "macros"
    LINKS = "links"


class UnsafeFileError(ValueError):
    """A file from outside is not taken; ``faults`` say why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"presentation: {', '.join(faults)}")
        self.faults = faults


def faults_of(package: bytes) -> tuple[Fault, ...]:
    """Name what is wrong with a presentation before any of it is read; empty for nothing."""
    if len(package) > MOST_BYTES:
        return (Fault.TOO_LARGE,)
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            return _faults_in(opened)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        return (Fault.NOT_SLIDES,)


def refuse_unsafe(package: bytes) -> None:
    """Take only what is safe.

    Raises:
        UnsafeFileError: something is wrong with the file.
    """
    if faults := faults_of(package):
        raise UnsafeFileError(faults)


def _faults_in(opened: zipfile.ZipFile) -> tuple[Fault, ...]:
    entries = opened.infolist()
    # What the archive says of itself is checked while unpacking, by the library.
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > MOST_UNPACKED:
        return (Fault.TOO_LARGE,)
    names = {one.filename for one in entries}
    if SLIDES not in names or TYPES not in names:
        return (Fault.NOT_SLIDES,)
    found = []
    if any(name.lower().endswith(MACROS) for name in names) or MACRO_TYPE in opened.read(TYPES):
        found.append(Fault.MACROS)
    if any(_is_elsewhere(opened, name) for name in sorted(names) if name.endswith(".rels")):
        found.append(Fault.LINKS)
    return tuple(found)


def _is_elsewhere(opened: zipfile.ZipFile, name: str) -> bool:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return any(_modes(etree.fromstring(opened.read(name), parser)))


def _modes(tree: etree.ElementBase) -> Iterator[bool]:
    for link in tree:
        yield link.get("TargetMode") == "External"
