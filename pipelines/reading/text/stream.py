"""Turn the bytes of a text, whatever its encoding and line ends, into UTF-8 with plain ones."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from pipelines.reading.regular_file import blocks_of
from pipelines.reading.text.scan import UTF8_MARK
from pipelines.refusal import RefusedFileError


def utf8_blocks(file: BinaryIO, *, encoding: str, is_checked: bool, size: int) -> Iterator[bytes]:
    r"""Yield ``file`` as UTF-8 without a mark, every line end written as ``\n``.

    Blocks may begin and end anywhere, within a character too.

    Args:
        file: a text, at its first byte.
        encoding: as the scan found or a mapping file states it.
        is_checked: whether the scan found it; UTF-8 is then passed on as it is.
        size: how many bytes to read at a time.

    Raises:
        RefusedFileError: a byte does not fit the encoding, the last character is cut off, or
            there is a NUL.
    """
    blocks = _whole_mark(blocks_of(file, size=size))
    if is_checked and encoding in {"utf-8", "utf-8-sig"}:
        return _with_plain_ends(_without_mark(blocks))
    return _with_plain_ends(_recoded(blocks, encoding))


def line_ends(data: bytes) -> int:
    """Count the physical lines that end in ``data``."""
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def line_at(file: BinaryIO, *, at: int) -> int:
    """Tell on which line of ``file`` the byte stands that comes after ``at`` others."""
    file.seek(0)
    line, previous, left = 1, b"", at
    while left and (block := file.read(min(left, 1 << 20))):
        line += line_ends(block) - (previous.endswith(b"\r") and block.startswith(b"\n"))
        previous = block
        left -= len(block)
    return line


def _whole_mark(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Join the first blocks until a mark would be whole."""
    start = b""
    for block in blocks:
        start += block
        if len(start) >= len(UTF8_MARK):
            break
    yield start
    yield from blocks


def _without_mark(blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield next(blocks).removeprefix(UTF8_MARK)
    yield from blocks


def _with_plain_ends(blocks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""  # a carriage return whose line feed may open the next block
    for block in blocks:
        whole = held + block if held else block
        held = b""
        if b"\r" in whole:
            held = b"\r" if whole.endswith(b"\r") else b""
            whole = whole[: len(whole) - len(held)]
            whole = whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if whole:
            yield whole
    if held:
        yield b"\n"


@dataclass(slots=True)
class _Place:
    """Where decoding stands: lines ended so far, and octets of the line that has not."""

    encoding: str
    lines: int = 0
    octets: int = 0

    def pass_over(self, text: str) -> bytes:
        """Move behind ``text`` and give it as UTF-8."""
        data = text.encode()
        begun = max(text.rfind("\n"), text.rfind("\r")) + 1
        tail = len(text[begun:].encode(self.encoding))
        self.octets = tail if begun else self.octets + tail
        self.lines += line_ends(data)
        return data

    def refusal(self, error: UnicodeDecodeError, *, is_last: bool) -> RefusedFileError:
        self.pass_over(error.object[: error.start].decode(self.encoding))
        if is_last:
            return RefusedFileError("cut_off", line=self.lines + 1)
        return RefusedFileError("unknown_encoding", line=self.lines + 1, byte=self.octets + 1)


def _recoded(blocks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    first = next(blocks)
    if encoding == "utf-16":
        encoding = "utf-16-be" if first.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
        first = first.removeprefix(codecs.BOM_UTF16_BE).removeprefix(codecs.BOM_UTF16_LE)
    decoder = codecs.getincrementaldecoder(encoding)()
    place = _Place(encoding)
    for block in chain((first,), blocks):
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError as error:
            raise place.refusal(error, is_last=False) from error
        if "\0" in text:
            place.pass_over(text[: text.index("\0")])
            raise RefusedFileError("has_nul", line=place.lines + 1)
        yield place.pass_over(text)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise place.refusal(error, is_last=True) from error
