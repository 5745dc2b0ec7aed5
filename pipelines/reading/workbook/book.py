"""What a workbook says about its worksheets: which to read, their texts and formats."""

from dataclasses import dataclass
from itertools import dropwhile
from typing import IO, BinaryIO
from zipfile import ZipFile

from pipelines.reading.workbook.cells import BUILT_IN, Look, look_of
from pipelines.reading.workbook.parts import elements, open_archive, parse
from pipelines.reading.workbook.strings import read_strings
from pipelines.reading.workbook.survey import CONTENT
from pipelines.refusal import RefusedFileError

# Worksheets that tell about the data; our own templates have one.
DESCRIPTIONS = {"说明", "填写说明", "填表说明", "about", "notes", "readme"}


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, opened at the worksheet to read.

    Attributes:
        archive: its parts.
        sheet: the worksheet's name.
        part: the worksheet's part.
        epoch: ``1900`` or ``1904``, from where days are counted.
        formats: what each cell style makes of a number.
    """

    archive: ZipFile
    sheet: str
    part: str
    epoch: str
    formats: tuple[Look, ...]

    @property
    def has_macros(self) -> bool:
        """Tell whether it carries a program, which nobody runs here."""
        return "xl/vbaProject.bin" in self.archive.namelist()

    def open_sheet(self) -> IO[bytes]:
        """Open the worksheet's part."""
        return self.archive.open(self.part)

    def strings(self) -> list[str]:
        """Read the texts that cells refer to by number."""
        if "xl/sharedStrings.xml" not in self.archive.namelist():
            return []
        with self.archive.open("xl/sharedStrings.xml") as part:
            return read_strings(part)


def open_book(file: BinaryIO, *, sheet: str | None) -> Book:
    """Open the workbook in ``file`` and choose the worksheet.

    Args:
        file: an XLSX file.
        sheet: the worksheet's name, where it is stated.

    Raises:
        RefusedFileError: the archive does not pass; the stated worksheet is not there or
            hidden; none or several visible worksheets hold something.
    """
    archive = open_archive(file)
    with archive.open("xl/workbook.xml") as part:
        described = elements(part, "workbookPr", "sheet")
    about = next((about for name, about in described if name == "workbookPr"), {})
    epoch = "1904" if about.get("date1904") in {"1", "true"} else "1900"
    visible = _visible_sheets(archive, [about for name, about in described if name == "sheet"])
    name = sheet if sheet is not None else _only_filled(archive, visible)
    if name not in visible:
        raise RefusedFileError("missing_sheet", sheet=name, found=", ".join(visible))
    return Book(archive, name, visible[name], epoch, _formats(archive))


def _visible_sheets(archive: ZipFile, sheets: list[dict[str, str]]) -> dict[str, str]:
    """Map the names of the worksheets that are not hidden to their parts."""
    with archive.open("xl/_rels/workbook.xml.rels") as part:
        targets = {
            about["Id"]: about["Target"]
            for _, about in elements(part, "Relationship")
            if about["Type"].endswith("/worksheet")
        }
    visible = {}
    for about in sheets:
        relation = next((key for key in about if key.endswith(":id")), "r:id")
        target = targets.get(about[relation])
        if target and about.get("state", "visible") == "visible":
            inside = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            visible[about["name"]] = inside
    return visible


def _only_filled(archive: ZipFile, visible: dict[str, str]) -> str:
    filled = [name for name, part in visible.items() if _is_filled(archive, part)]
    if not filled:
        raise RefusedFileError("empty_file")
    data = [name for name in filled if name.strip().casefold() not in DESCRIPTIONS] or filled
    if len(data) > 1:
        raise RefusedFileError("several_sheets", found=", ".join(data))
    return data[0]


def _is_filled(archive: ZipFile, name: str) -> bool:
    """Tell whether a cell of the worksheet holds something; read no further than that."""
    seen: list[dict[str, str]] = []
    with archive.open(name) as part:
        return any(seen for _ in parse(part, starts=dict.fromkeys(CONTENT, seen.append)))


def _formats(archive: ZipFile) -> tuple[Look, ...]:
    if "xl/styles.xml" not in archive.namelist():
        return ()
    with archive.open("xl/styles.xml") as part:
        styles = elements(part, "numFmt", "cellXfs", "xf")
    looks = dict(BUILT_IN)
    for name, about in styles:
        if name == "numFmt":
            looks[int(about["numFmtId"])] = look_of(about["formatCode"])
    # Cells refer to the formats listed last; those of named styles come before.
    used = dropwhile(lambda style: style[0] != "cellXfs", styles)
    numbers = [int(about.get("numFmtId", 0)) for name, about in used if name == "xf"]
    return tuple(looks.get(number, Look.NUMBER) for number in numbers)
