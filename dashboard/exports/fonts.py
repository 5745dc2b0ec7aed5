"""Fonts for pictures and PDFs: without a Chinese one there would be boxes, so none is an error."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from dashboard.text import Words

# Where it is set, fonts are taken from this folder and from nowhere else.
FOLDER_VARIABLE = "EXPORT_FONT_DIR"
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "C:/Windows/Fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
)
# Sans-serif families with simplified Chinese, first choice first.
FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimHei",
)
REGULAR, BOLD = 400, 700


class MissingFontError(RuntimeError):
    """No font on this machine has Chinese characters; the message says where to put one."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a family: its file, and its place in a file of several."""

    path: str
    index: int


@dataclass(frozen=True, slots=True)
class FontReport:
    """Which font pictures and PDFs are set in.

    Attributes:
        family: empty where there is none.
        regular, bold: its faces; the same file where the family has no bold one.
        folders: where was looked.
    """

    family: str
    regular: FontFile | None
    bold: FontFile | None
    folders: tuple[str, ...]

    @property
    def has_chinese(self) -> bool:
        """Whether Chinese can be written."""
        return self.regular is not None


@dataclass(frozen=True, slots=True)
class Typeface:
    """The family in use, ready for whoever sets text."""

    family: str
    regular: FontFile
    bold: FontFile
    book: typst.Fonts

    @property
    def files(self) -> list[str]:
        """The files of the family."""
        return sorted({self.regular.path, self.bold.path})


def fonts_found() -> FontReport:
    """Look for a font with Chinese characters."""
    folders = _folders()
    _, faces = _faces(folders)
    family = next((one for one in FAMILIES if one in faces), "")
    if not family:
        return FontReport("", None, None, folders)
    regular, bold = (_nearest(faces[family], weight) for weight in (REGULAR, BOLD))
    return FontReport(family, regular, bold, folders)


def typeface(words: Words) -> Typeface:
    """Give the font to set text in.

    Raises:
        MissingFontError: there is none with Chinese characters.
    """
    found = fonts_found()
    if found.regular is None or found.bold is None:
        raise MissingFontError(
            words(
                "export.no_font",
                folders=words("export.join").join(found.folders),
                family=FAMILIES[0],
                variable=FOLDER_VARIABLE,
            )
        )
    return Typeface(found.family, found.regular, found.bold, _faces(found.folders)[0])


def _folders() -> tuple[str, ...]:
    """Name the folders to look in."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    named = (chosen,) if chosen else FOLDERS
    return tuple(str(Path(one).expanduser()) for one in named)


@cache
def _faces(folders: tuple[str, ...]) -> tuple[typst.Fonts, dict[str, list[tuple[int, FontFile]]]]:
    """Read which families the folders hold; weights and files of each upright face."""
    there = [Path(one) for one in folders if Path(one).is_dir()]
    book = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=there)
    faces: dict[str, list[tuple[int, FontFile]]] = {}
    for font in book.fonts():
        if font.path and font.style == "normal":
            face = FontFile(str(font.path), font.index)
            faces.setdefault(font.family, []).append((font.weight, face))
    return book, faces


def _nearest(faces: list[tuple[int, FontFile]], weight: int) -> FontFile:
    return min(faces, key=lambda one: (abs(one[0] - weight), one[1].path))[1]
