"""Reads a Word document for tests: its parts, its paragraphs, the charts and their workbooks."""

import io
import re
import zipfile
from typing import Any

import openpyxl
from lxml import etree

from dashboard.exports.document.nodes import NAMESPACES

HAN = re.compile(r"[\u3400-\u9fff]")


def named(tag: str) -> str:
    """Write a tag as a parsed file has it."""
    prefix, _, name = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


class Docx:
    """A document taken apart."""

    def __init__(self, data: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self.names = self._package.namelist()
        self.document = self.part("word/document.xml")

    def part(self, name: str) -> Any:
        return etree.fromstring(self._package.read(name))

    def raw(self, name: str) -> bytes:
        return self._package.read(name)

    def like(self, pattern: str) -> list[str]:
        """Name the parts that match, in the order of their numbers."""
        found = [one for one in self.names if re.fullmatch(pattern, one)]
        return sorted(found, key=lambda one: [int(number) for number in re.findall(r"\d+", one)])

    def paragraphs(self, style: str) -> list[str]:
        """Give the texts of the paragraphs of a style, tables included."""
        return [
            "".join(one.text or "" for one in paragraph.iter(named("w:t")))
            for paragraph in self.document.iter(named("w:p"))
            if paragraph.find(f"{named('w:pPr')}/{named('w:pStyle')}").get(named("w:val")) == style
        ]

    @property
    def text(self) -> str:
        """Everything that is written in the body."""
        return "\n".join(one.text or "" for one in self.document.iter(named("w:t")))

    def style(self, key: str) -> Any:
        styles = self.part("word/styles.xml").iter(named("w:style"))
        return next(one for one in styles if one.get(named("w:styleId")) == key)

    def attributes(self, path: str, *, within: Any = None) -> dict[str, str]:
        """Give the attributes of the first element with a tag, without their prefix."""
        root = self.document if within is None else within
        found = next(root.iter(named(path)))
        return {name.rpartition("}")[2]: value for name, value in found.attrib.items()}

    def workbooks(self) -> list[openpyxl.Workbook]:
        return [
            openpyxl.load_workbook(io.BytesIO(self.raw(name)))
            for name in self.like(r"word/embeddings/.*\.xlsx")
        ]


def cached_series(chart: Any) -> list[tuple[str, list[float | None]]]:
    """Give the names and the values that a program draws of a chart part."""
    found = []
    for series in chart.iter(named("c:ser")):
        name = series.findtext(f"{named('c:tx')}//{named('c:v')}") or ""
        values = series.find(named("c:val"))
        values = series.find(named("c:yVal")) if values is None else values
        cache = next(values.iter(named("c:numCache")))
        length = int(cache.find(named("c:ptCount")).get("val"))
        numbers: list[float | None] = [None] * length
        for point in cache.iter(named("c:pt")):
            numbers[int(point.get("idx"))] = float(point.findtext(named("c:v")))
        found.append((name, numbers))
    return found
