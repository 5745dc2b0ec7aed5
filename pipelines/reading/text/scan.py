"""Find out how a text is encoded, in one pass, before a record of it is read."""

from dataclasses import dataclass, field

import numpy as np

from pipelines.reading.limits import LINE_MOST
from pipelines.reading.text.big5 import looks_like_big5

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 1 << 16
# The first byte of a UTF-8 sequence of three or more, and of any sequence.
_LONG = 0xE0
_BEYOND_ASCII = 0x80


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be read.

    Attributes:
        reason: a code of ``warehouse/reasons.toml``.
        at: how many bytes stand before the fault; its line is to be named.
        byte: which byte of its line is at fault, 1 for the first; none where a line says enough.
    """

    reason: str
    at: int
    byte: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a text is encoded, or why it cannot be read."""

    encoding: str | None = None
    fault: Fault | None = None


@dataclass(slots=True)
class _Foreign:
    """The lines that are not UTF-8: how many, and the first of them."""

    count: int = 0
    at: int = 0
    first: bytes = b""
    byte: int = 0
    sample: bytes = b""

    def note(self, data: bytes, *, at: int, first_bad: int, count: int) -> None:
        if not self.count:
            start = _line_start(data, first_bad)
            self.at = at + start
            self.byte = first_bad - start + 1
            self.sample = data[start : start + _SAMPLE]
            self.first = self.sample.replace(b"\r", b"\n").partition(b"\n")[0]
        self.count += count


@dataclass(slots=True)
class TextScan:
    """Takes a text block by block and tells at the end how it is encoded.

    A text is UTF-8 when every line is. It is GB18030 when no line is that speaks for UTF-8: valid
    and with a sequence of three bytes or more, as every Chinese character has there. A GB18030
    line may be valid UTF-8 by chance (``女`` is ``C5 AE``), but then it has sequences of two.
    """

    _at: int = 0
    _rest: bytes = b""
    _begun: bool = False
    _verdict: Verdict | None = None
    _utf8_count: int = 0
    _utf8_at: int = 0
    _marked: bool = False
    _foreign: _Foreign = field(default_factory=_Foreign)

    def take(self, block: bytes) -> None:
        """Look at the next block."""
        if not self._begun:
            self._begin(block)
        if self._verdict:
            return
        if b"\0" in block:
            at = self._at + len(self._rest) + block.index(b"\0")
            is_utf16 = self._at == 0 and looks_like_utf16(block[:_SAMPLE])
            self._verdict = _refused("utf16_without_mark" if is_utf16 else "has_nul", at)
            return
        self._take_lines(block)

    def verdict(self) -> Verdict:
        """Tell how the text is encoded, after its last block."""
        if self._verdict:
            return self._verdict
        breaks_off = _breaks_off(self._rest)
        if not breaks_off:
            self._sort(self._rest)
        foreign = self._foreign
        if not foreign.count:
            if breaks_off and (self._utf8_count or self._marked or not _is(self._rest, "gb18030")):
                return _refused("cut_off", self._at)
            return Verdict("gb18030" if breaks_off else self._utf8_name)
        if not self._utf8_count and not self._marked:
            if looks_like_big5(foreign.sample):
                return _refused("looks_like_big5", foreign.at)
            return Verdict("gb18030")
        return self._mixed()

    @property
    def _utf8_name(self) -> str:
        return "utf-8-sig" if self._marked else "utf-8"

    def _begin(self, block: bytes) -> None:
        self._begun = True
        self._marked = block.startswith(UTF8_MARK)
        if block.startswith(UTF16_MARKS):
            self._verdict = Verdict("utf-16")

    def _take_lines(self, block: bytes) -> None:
        end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
        if not end:
            self._rest += block
            if len(self._rest) > LINE_MOST:
                self._verdict = _refused("line_too_long", self._at)
            return
        if not (block.isascii() and self._rest.isascii()):
            self._sort(self._rest + block[:end])
        self._at += len(self._rest) + end
        self._rest = block[end:]

    def _sort(self, data: bytes) -> None:
        """Sort the whole lines of ``data`` into those that are UTF-8 and those that are not."""
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            foreign, utf8 = _sorted_lines(data)
            self._foreign.note(data, at=self._at, first_bad=error.start, count=foreign)
            self._note_utf8(data, count=len(utf8), first=utf8[0] if utf8 else 0)
        else:
            long = np.flatnonzero(np.frombuffer(data, np.uint8) >= _LONG)
            if long.size:
                lines = data.count(b"\n") or data.count(b"\r") or 1
                self._note_utf8(data, count=lines, first=int(long[0]))

    def _note_utf8(self, data: bytes, *, count: int, first: int) -> None:
        if count and not self._utf8_count:
            self._utf8_at = self._at + _line_start(data, first)
        self._utf8_count += count

    def _mixed(self) -> Verdict:
        """Name the line that is encoded differently from the rest."""
        foreign = self._foreign
        if not _is(foreign.first, "gb18030"):
            return _refused("unknown_encoding", foreign.at, foreign.byte)
        is_rest_utf8 = foreign.count <= self._utf8_count or self._marked
        return _refused("mixed_encoding", foreign.at if is_rest_utf8 else self._utf8_at)


def looks_like_utf16(sample: bytes) -> bool:
    """Tell whether commas and line ends have a NUL beside them, always on the same side."""
    marks = sum(sample.count(mark) for mark in (b",", b"\n", b"\t", b";"))
    for pattern in (b"%b\0", b"\0%b"):
        pairs = sum(sample.count(pattern % mark) for mark in (b",", b"\n", b"\t", b";"))
        if marks and pairs >= 0.8 * marks:
            return True
    return False


def _refused(reason: str, at: int, byte: int | None = None) -> Verdict:
    return Verdict(fault=Fault(reason, at, byte))


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _breaks_off(data: bytes) -> bool:
    """Tell whether ``data`` is UTF-8 but for a last character that is not complete."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _line_start(data: bytes, at: int) -> int:
    return max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1


def _sorted_lines(data: bytes) -> tuple[int, list[int]]:
    """Count the lines that are not UTF-8, and tell where each line begins that speaks for it."""
    octets = np.frombuffer(data, np.uint8)
    breaks = np.flatnonzero((octets == ord("\n")) | (octets == ord("\r")))
    starts = np.concatenate(([0], breaks + 1))
    ends = np.append(breaks, octets.size)
    follows = (octets & 0xC0) == _BEYOND_ASCII
    triple = np.flatnonzero((octets[:-2] >= _LONG) & follows[1:-1] & follows[2:])
    candidates = np.unique(np.searchsorted(breaks, triple))
    utf8 = [int(starts[no]) for no in candidates if _is(data[starts[no] : ends[no]], "utf-8")]
    beyond_ascii = np.unique(np.searchsorted(breaks, np.flatnonzero(octets >= _BEYOND_ASCII))).size
    return beyond_ascii - len(utf8), utf8
