"""Reads back what a PDF of ours says: its objects, its words and their sizes."""

import re
import zlib
from collections.abc import Iterator

OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj\s(.*?)\sendobj", re.S)
STREAM = re.compile(rb"^(.*?)\sstream\r?\n(.*)\r?\nendstream", re.S)
TOKEN = re.compile(
    rb"/(\w+) ([\d.]+) Tf|\[((?:\((?:\\.|[^\\)])*\)|[^\]()])*)\]TJ|(\((?:\\.|[^\\)])*\))Tj", re.S
)
TEXT = re.compile(rb"\(((?:\\.|[^\\)])*)\)", re.S)
ESCAPE = re.compile(rb"\\(\d{3}|\r?\n|.)", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    """The objects of a PDF file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.objects = {int(number): body for number, body in OBJECT.findall(data)}

    def names(self, key: str) -> list[bytes]:
        """Give every value of a key."""
        return re.findall(rb"/%s\s?([^\s/<>\[\]]+)" % key.encode(), self.data)

    @property
    def fonts(self) -> list[bytes]:
        """Give the descriptions of fonts."""
        return [one for one in self.objects.values() if b"/Type/FontDescriptor" in one]

    def words(self) -> Iterator[tuple[str, float]]:
        """Yield every run of text on a page with its size as written."""
        for body in self.objects.values():
            if not re.search(rb"/Type/Page\b|/Subtype/Form", body):
                continue
            fonts = self._fonts(body)
            refs = [int(one) for one in re.findall(rb"/Contents (\d+) 0 R", body)]
            content = self._stream(self.objects[refs[0]] if refs else body)
            yield from self._runs(content, fonts)

    def text(self) -> str:
        """Give all text without spaces."""
        return "".join("".join(run for run, _ in self.words()).split())

    def _runs(
        self, content: bytes, fonts: dict[str, dict[int, str]]
    ) -> Iterator[tuple[str, float]]:
        glyphs: dict[int, str] = {}
        size = 0.0
        for name, points, several, one in TOKEN.findall(content):
            if name:
                glyphs, size = fonts[name.decode()], float(points)
            else:
                codes = b"".join(ESCAPE.sub(_plain, part) for part in TEXT.findall(several or one))
                pairs = range(0, len(codes), 2)
                yield "".join(glyphs[int.from_bytes(codes[i : i + 2])] for i in pairs), size

    def _fonts(self, body: bytes) -> dict[str, dict[int, str]]:
        resources = re.search(rb"/Resources (\d+) 0 R", body)
        held = self.objects[int(resources[1])] if resources else body
        found = re.search(rb"/Font(?:<<(.*?)>>| (\d+) 0 R)", held, re.S)
        if not found:
            return {}
        listed = found[1] or self.objects[int(found[2])]
        return {
            name.decode(): self._glyphs(self.objects[int(number)])
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", listed)
        }

    def _glyphs(self, font: bytes) -> dict[int, str]:
        table = re.search(rb"/ToUnicode (\d+) 0 R", font)
        assert table
        pairs = re.findall(
            rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", self._stream(self.objects[int(table[1])])
        )
        return {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs}

    def _stream(self, body: bytes) -> bytes:
        parts = STREAM.match(body)
        assert parts
        return zlib.decompress(parts[2]) if b"FlateDecode" in parts[1] else parts[2]


def _plain(escape: re.Match[bytes]) -> bytes:
    said = escape[1]
    if len(said) == 3:
        return bytes([int(said, 8)])
    return b"" if said.endswith(b"\n") else ESCAPES.get(said, said)
